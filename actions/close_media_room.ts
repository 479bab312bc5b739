/** Frees what an empty or ended room holds at the media server. */
import type { RoomId } from "../domain/ids.ts";
import { type Deps, MediaUnavailable } from "./deps.ts";

/** Idempotent. A media server that is away has nothing to free: that is logged, not thrown. */
export async function closeMediaRoom(deps: Pick<Deps, "gateway" | "log">, roomId: RoomId): Promise<void> {
  try {
    await deps.gateway.closeRoom(roomId);
  } catch (error) {
    if (!(error instanceof MediaUnavailable)) throw error;
    deps.log.warn("Failed to close a media room", { roomId }, error);
  }
}
