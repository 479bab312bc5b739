/** Closes somebody's microphone: the media server drops what it sends at once, and their page turns it off. */
import { setMuted } from "../db/seats.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import { decideMute } from "../domain/silencing.ts";
import type { Asker } from "./guest_seat.ts";
import type { SeatSummary } from "./seat_view.ts";
import { decideOnSeat, silence, type SilencingDeps } from "./silence_seat.ts";

/** Idempotent. Stays so over reloads and new connections. Refuses as `decideDeed` and `decideMute` do. */
export async function muteSeat(
  deps: SilencingDeps,
  asker: Asker,
  roomId: RoomId,
  seatId: SeatId,
): Promise<Outcome<SeatSummary>> {
  const decided = await decideOnSeat(deps, asker, roomId, seatId, {
    right: "mute",
    decide: decideMute,
    deed: (verdict) => verdict === "mute" ? "person_muted" : null,
    async persist(trx, { id }) {
      await setMuted(trx, id, true);
      return true;
    },
  });
  if (!decided.ok) return decided;
  await silence(deps, roomId, seatId, "microphone", true);
  deps.publisher.publish(roomId, { type: "mute_changed", seatId, muted: true });
  return granted(decided.value.seat);
}
