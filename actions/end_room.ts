/** Ends a room for everyone, for good: its link says so from then on. */
import type { RoomId } from "../domain/ids.ts";
import { looksAfter } from "../domain/permissions.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { BY_OPERATOR, endHeldRoom, tellEnded } from "./room_ending.ts";

/** Idempotent: an ended room is given as it is. Refuses as `decideDeed` does. */
export async function endRoom(
  deps: Pick<
    Deps,
    "db" | "seatTokens" | "gateway" | "publisher" | "background" | "log" | "now" | "operatorEmail"
  >,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "end");
    if (!managed.ok) return managed;
    const { room, role, actor, now } = managed.value;
    if (room.state === "ended") return granted({ room, ended: null });
    const ended = await endHeldRoom(trx, roomId, actor, now, looksAfter(role) ? {} : BY_OPERATOR);
    return granted({ room: ended.room, ended });
  });
  if (!done.ok) return done;
  const { room, ended } = done.value;
  if (ended !== null) await tellEnded(deps, ended);
  return granted(room);
}
