/** Gives a seat up: its holder left, or did not come back in time. */
import { leaveSeat } from "../db/seats.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";
import { recordTogether } from "./record_together.ts";

/** Idempotent. What the seat has at the media server is freed by whoever holds it, on `person_left`. */
export async function leaveRoom(
  deps: Pick<Deps, "db" | "publisher" | "background" | "now">,
  roomId: RoomId,
  seatId: SeatId,
): Promise<void> {
  const at = deps.now();
  const parting = await leaveSeat(deps.db, seatId, at);
  deps.publisher.publish(roomId, { type: "person_left", seatId });
  if (parting === null) return;
  const { left, staying } = parting;
  deps.background.start(
    "Failed to record who was together",
    () => recordTogether(deps, { roomId, leaving: [left], staying, at }),
  );
}
