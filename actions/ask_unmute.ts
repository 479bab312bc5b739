/**
 * Asks somebody to turn their microphone on. Nobody does that for them: a mute is lifted, so that they may, and their page shows
 * who asks.
 */
import { setMuted } from "../db/seats.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import { decideAskUnmute } from "../domain/silencing.ts";
import type { Asker } from "./guest_seat.ts";
import type { SeatSummary } from "./seat_view.ts";
import { decideOnSeat, silence, type SilencingDeps } from "./silence_seat.ts";

/** Nothing happens for who is heard already. Refuses as `decideDeed` and `decideAskUnmute` do. */
export async function askUnmute(
  deps: SilencingDeps,
  asker: Asker,
  roomId: RoomId,
  seatId: SeatId,
): Promise<Outcome<SeatSummary>> {
  const decided = await decideOnSeat(deps, asker, roomId, seatId, {
    right: "ask_unmute",
    decide: decideAskUnmute,
    deed: (verdict) => verdict === "ask" ? "unmute_asked" : null,
    async persist(trx, { id, muted }, verdict) {
      if (verdict === "is_on") return muted;
      await setMuted(trx, id, false);
      return false;
    },
  });
  if (!decided.ok) return decided;
  const { managed: { actor }, seat, verdict } = decided.value;
  if (verdict === "is_on") return granted(seat);
  await silence(deps, roomId, seatId, "microphone", false);
  deps.publisher.publish(roomId, { type: "mute_changed", seatId, muted: false });
  deps.stage.askToUnmute(roomId, seatId, actor.name);
  return granted(seat);
}
