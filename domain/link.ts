/** The link of a room: who holds it may knock at the door. */
import type { RoomCode, RoomId, SeatId } from "./ids.ts";

/** What the fragment of a link says that is to lead straight into the room; see `client/drop_in.ts`. */
export const DROP_IN = "#drop-in";

export function roomLink(code: RoomCode, publicUrl: URL): string {
  return new URL(`/r/${encodeURIComponent(code)}`, publicUrl).href;
}

/** What the link's query says then, for a room that is not open yet: its page has no lobby to be led past, and asks the server. */
export const COME_IN = "join";

/** For who presses "Join" outside the house; `path` is the room's own. */
export function joinPath(path: string): string {
  return `${path}?${COME_IN}${DROP_IN}`;
}

/** For who finds the room in their tray. */
export function dropInPath(code: RoomCode): string {
  return `/r/${code}${DROP_IN}`;
}

/** The page that reports a room, or a seat in it, from inside or after having been there: no new link takes it away. */
export function reportPath(roomId: RoomId, seatId: SeatId | null = null): string {
  return `/rooms/${encodeURIComponent(roomId)}/report${seatId === null ? "" : `?seat=${encodeURIComponent(seatId)}`}`;
}

/** The same for who stands at the door. */
export function doorReportPath(code: RoomCode): string {
  return `/r/${encodeURIComponent(code)}/report`;
}
