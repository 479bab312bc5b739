/** The host's last word. It goes over HTTP like every deed of the host, so it works while the socket is lost. */
import type { RoomId } from "../domain/ids.ts";

const DEADLINE_MILLISECONDS = 10_000;

/** False if the server did not do it. The session hears of the end by the socket, as everybody does. */
export async function endRoom(roomId: RoomId): Promise<boolean> {
  try {
    const response = await fetch(`/api/v1/rooms/${encodeURIComponent(roomId)}/end`, {
      method: "POST",
      signal: AbortSignal.timeout(DEADLINE_MILLISECONDS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
