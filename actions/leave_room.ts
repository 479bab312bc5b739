/** Gives a seat up: its holder left, or did not come back in time. */
import { leaveSeat } from "../db/seats.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";

/** Idempotent. What the seat has at the media server is freed by whoever holds it, on `person_left`. */
export async function leaveRoom(
  deps: Pick<Deps, "db" | "publisher" | "now">,
  roomId: RoomId,
  seatId: SeatId,
): Promise<void> {
  await leaveSeat(deps.db, seatId, deps.now());
  deps.publisher.publish(roomId, { type: "person_left", seatId });
}
