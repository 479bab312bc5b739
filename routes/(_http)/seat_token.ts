/** A request's seat cookies, by room: each room's guest seat has a cookie of its own. */
import type { RoomId } from "../../domain/ids.ts";
import { readCookie, seatCookieName } from "../../protocol/cookies.ts";

export function seatTokenOf(req: Request): (roomId: RoomId) => string | null {
  const header = req.headers.get("cookie");
  return (roomId) => readCookie(header, seatCookieName(roomId));
}
