/** Who was muted turns the microphone on again. */
import { lockRoom } from "../db/rooms.ts";
import { findSeat, setMuted } from "../db/seats.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { decideUnmute } from "../domain/silencing.ts";
import type { Deps } from "./deps.ts";
import { toSummary } from "./seat_view.ts";
import { silence } from "./silence_seat.ts";

/** For whoever sits there. Idempotent. Refuses as `decideUnmute` does, and with `not_joined` who has left meanwhile. */
export async function unmute(
  deps: Pick<Deps, "db" | "publisher" | "stage" | "log">,
  roomId: RoomId,
  seatId: SeatId,
): Promise<Outcome<null>> {
  const decided = await deps.db.transaction().execute(async (trx) => {
    const room = await lockRoom(trx, roomId);
    const seat = await findSeat(trx, seatId);
    if (room === null || seat === null || seat.leftAt !== null) return refused("not_joined");
    const decision = decideUnmute(toSummary(seat, room), room.settings);
    if (decision.ok) await setMuted(trx, seatId, false);
    return decision;
  });
  if (!decided.ok) return decided;
  await silence(deps, roomId, seatId, "microphone", false);
  deps.publisher.publish(roomId, { type: "mute_changed", seatId, muted: false });
  return granted(null);
}
