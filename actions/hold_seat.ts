/** A seat's connection is lost: it stays taken, and waits for its holder. */
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";

/** How long it waits is the domain's business (`grace.ts`). Idempotent. */
export function holdSeat(deps: Pick<Deps, "publisher">, roomId: RoomId, seatId: SeatId): void {
  deps.publisher.publish(roomId, { type: "person_away", seatId });
}
