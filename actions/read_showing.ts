/** How far one's room is shown now, and to whom it will be, for its host. */
import { listPlaced } from "../db/audiences.ts";
import { findRoomById } from "../db/rooms.ts";
import { foresee, type Foresight, type Placed } from "../domain/foresight.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";

export interface ShownRoom {
  readonly room: Room;
  readonly placed: readonly Placed[];
  readonly foresight: Foresight;
}

/** Refuses with `not_found`, also to everybody but the host. */
export async function readShowing(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  roomId: RoomId,
): Promise<Outcome<ShownRoom>> {
  const room = await findRoomById(deps.db, roomId);
  if (room === null || !isHost(room, viewer)) return refused("not_found");
  const now = deps.now();
  const placed = await listPlaced(deps.db, room, now);
  return granted({ room, placed, foresight: foresee(placed, room, now) });
}
