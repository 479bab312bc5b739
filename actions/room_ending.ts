/** What every end of a room comes to, whoever ends it: nobody is inside any more, and nobody comes in again. */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { endRoom } from "../db/rooms.ts";
import { leaveEverySeat, type SeatRecord } from "../db/seats.ts";
import type { Actor, AuditEntry } from "../domain/audit.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import { closeMediaRoom } from "./close_media_room.ts";
import type { Deps } from "./deps.ts";
import { recordTogether } from "./record_together.ts";

export interface EndedRoom {
  readonly room: Room;
  /** The seats that were held until now. */
  readonly leaving: readonly SeatRecord[];
  readonly at: Date;
}

/** What the record says of an end that the operator made, who has no other part in the room. */
export const BY_OPERATOR = { role: "operator" } as const;

/** The caller holds the room's row, and the room has not ended before. */
export async function endHeldRoom(
  trx: Trx,
  roomId: RoomId,
  actor: Actor,
  at: Date,
  detail: AuditEntry["detail"] = {},
): Promise<EndedRoom> {
  const room = await endRoom(trx, roomId, at);
  if (room === null) throw new Error("Failed to end a room: it has ended already");
  await recordDeed(trx, { at, actor, deed: "room_ended", roomId, subject: null, detail });
  return { room, leaving: await leaveEverySeat(trx, roomId, at), at };
}

/** After the commit. Those inside are told first, because a media server that hangs must not keep them from knowing. */
export async function tellEnded(
  deps: Pick<Deps, "db" | "gateway" | "publisher" | "background" | "log">,
  { room: { id }, leaving, at }: EndedRoom,
): Promise<void> {
  deps.publisher.publish(id, { type: "room_ended" });
  deps.background.start(
    "Failed to record who was together",
    () => recordTogether(deps, { roomId: id, leaving, staying: [], at }),
  );
  await closeMediaRoom(deps, id);
}
