/** Renames and describes a group, and says how people join. */
import { openRoomsOfGroup, updateGroup } from "../db/groups.ts";
import { type Group, type Joining, parseGroupText } from "../domain/group.ts";
import type { GroupId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { managedGroup } from "./managed_group.ts";
import { type Tellers, tellRooms } from "./tell_group_changed.ts";

/** What is undefined stays as it is. */
export interface GroupEdit {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly joining?: Joining | undefined;
}

/** Requests that wait go on waiting when joining needs none any more. Refuses as `managedGroup` and with `bad_group`. */
export async function editGroup(
  deps: Pick<Deps, "db"> & Tellers,
  viewer: Viewer,
  groupId: GroupId,
  to: GroupEdit,
): Promise<Outcome<Group>> {
  const outcome = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    if (!managed.ok) return managed;
    const { group } = managed.value;
    const text = parseGroupText({ name: to.name ?? group.name, description: to.description ?? group.description });
    if (!text.ok) return text;
    const edited: Group = { ...group, ...text.value, joining: to.joining ?? group.joining };
    await updateGroup(trx, groupId, edited);
    const rooms = edited.name === group.name ? [] : await openRoomsOfGroup(trx, groupId);
    return granted({ edited, rooms });
  });
  if (!outcome.ok) return outcome;
  const { edited, rooms } = outcome.value;
  tellRooms(deps, rooms, { kind: "group", groupId }, edited.name);
  return granted(edited);
}
