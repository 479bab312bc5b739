/** Ends a room for everyone: nobody is inside any more, and nobody comes in again. */
import { endRoom as markEnded, findRoomById } from "../db/rooms.ts";
import { leaveEverySeat } from "../db/seats.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import { closeMediaRoom } from "./close_media_room.ts";
import type { Deps } from "./deps.ts";
import { recordTogether } from "./record_together.ts";

/**
 * Idempotent: an ended room is given as it is. Those inside are told first, because a media server that hangs must not
 * keep them from knowing. Refuses with `not_found`, also to everybody but the host.
 */
export async function endRoom(
  deps: Pick<Deps, "db" | "gateway" | "publisher" | "background" | "log" | "now">,
  viewer: Viewer,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const room = await findRoomById(deps.db, roomId);
  if (room === null || !isHost(room, viewer)) return refused("not_found");
  if (room.state === "ended") return granted(room);
  const at = deps.now();
  const ended = await deps.db.transaction().execute(async (trx) => {
    const after = await markEnded(trx, roomId, at);
    return after === null ? null : { room: after, leaving: await leaveEverySeat(trx, roomId, at) };
  });
  if (ended === null) return await endRoom(deps, viewer, roomId);
  deps.publisher.publish(roomId, { type: "room_ended" });
  deps.background.start(
    "Failed to record who was together",
    () => recordTogether(deps, { roomId, leaving: ended.leaving, staying: [], at }),
  );
  await closeMediaRoom(deps, roomId);
  return granted(ended.room);
}
