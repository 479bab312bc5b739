/** The open rooms of a group that the viewer may drop into now: those of the tray that are for this group. */
import { openRoomsOfGroup } from "../db/groups.ts";
import type { GroupId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { TrayRoom } from "../domain/tray.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { readTray } from "./read_tray.ts";

/** In the tray's order. Empty for who is not in the group. Refuses with `not_signed_in`. */
export async function listGroupRooms(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  groupId: GroupId,
): Promise<Outcome<readonly TrayRoom[]>> {
  const tray = await readTray(deps, viewer);
  if (!tray.ok) return tray;
  const open = new Set(await openRoomsOfGroup(deps.db, groupId));
  return granted(tray.value.filter(({ id }) => open.has(id)));
}
