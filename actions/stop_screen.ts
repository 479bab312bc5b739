/** Ends somebody's sharing of their screen: the media server drops it at once, and their page stops it. They may share again. */
import type { RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import { decideStopScreen } from "../domain/silencing.ts";
import type { Asker } from "./guest_seat.ts";
import type { SeatSummary } from "./seat_view.ts";
import { decideOnSeat, silence, type SilencingDeps } from "./silence_seat.ts";

/** Refuses as `decideDeed` and `decideStopScreen` do. */
export async function stopScreen(
  deps: SilencingDeps,
  asker: Asker,
  roomId: RoomId,
  seatId: SeatId,
): Promise<Outcome<SeatSummary>> {
  const decided = await decideOnSeat(deps, asker, roomId, seatId, {
    right: "stop_screen",
    decide: decideStopScreen,
    deed: () => "screen_stopped",
  });
  if (!decided.ok) return decided;
  await silence(deps, roomId, seatId, "screen", true);
  deps.publisher.publish(roomId, { type: "screen_stopped", seatId });
  return granted(decided.value.seat);
}
