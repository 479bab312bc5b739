/** Ends what somebody who was put out may still have at the media server, whoever set it up. */
import type { RoomId, SeatId } from "../domain/ids.ts";
import { type Deps, MediaUnavailable } from "./deps.ts";

/** Idempotent. A media server that is away forwards nothing: that is logged, not thrown. */
export async function expelSeat(deps: Pick<Deps, "gateway" | "log">, roomId: RoomId, seatId: SeatId): Promise<void> {
  try {
    await deps.gateway.removeSeat(roomId, seatId);
  } catch (error) {
    if (!(error instanceof MediaUnavailable)) throw error;
    deps.log.warn("Failed to put a seat out of the media server", { roomId, seatId }, error);
  }
}
