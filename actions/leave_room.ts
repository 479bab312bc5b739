/** Gives a seat up: its holder left, or did not come back in time. */
import { leaveSeat, type Parting } from "../db/seats.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";
import { recordTogether } from "./record_together.ts";

type LeaveDeps = Pick<Deps, "db" | "publisher" | "background" | "now">;

/** Idempotent. What the seat has at the media server is freed by whoever holds it, on `person_left`. */
export async function leaveRoom(deps: LeaveDeps, roomId: RoomId, seatId: SeatId): Promise<void> {
  const at = deps.now();
  const parting = await leaveSeat(deps.db, seatId, at);
  if (parting === null) deps.publisher.publish(roomId, { type: "person_left", seatId });
  else tellLeft(deps, parting, at);
}

/** After the commit of a deed that gave a seat up, whosesoever it is. */
export function tellLeft(deps: LeaveDeps, { left, staying }: Parting, at: Date): void {
  const { roomId } = left;
  deps.publisher.publish(roomId, { type: "person_left", seatId: left.id });
  deps.background.start(
    "Failed to record who was together",
    () => recordTogether(deps, { roomId, leaving: [left], staying, at }),
  );
}
