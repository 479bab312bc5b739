/** The host does not wait for the rings: every friend who is not struck out sees the room at once. */
import { showToAll } from "../db/audiences.ts";
import { lockRoom } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { tellDoorOpen } from "./tell_door_open.ts";

/**
 * Idempotent. Refuses with `not_found`, also to everybody but the host, `room_ended`, or `bad_audience` where the room is not
 * for friends.
 */
export async function openToAll(
  deps: Pick<Deps, "db" | "doors" | "ids" | "now" | "tidings">,
  viewer: Viewer,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const opened = await deps.db.transaction().execute(async (trx) => {
    const before = await lockRoom(trx, roomId);
    if (before === null || !isHost(before, viewer)) return refused("not_found");
    if (before.state === "ended") return refused("room_ended");
    if (before.audience.kind !== "friends") return refused("bad_audience");
    return granted(before.shownToAll ? before : await showToAll(trx, roomId));
  });
  if (!opened.ok) return opened;
  const room = opened.value;
  deps.doors.forget(roomId);
  deps.tidings.roomChanged(roomId);
  await tellDoorOpen(deps, roomId);
  return granted(room);
}
