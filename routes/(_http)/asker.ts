/** Who asks at a room's door: the session's viewer, the room's own seat cookie, and what the browser is known by. */
import type { Asker } from "../../actions/guest_seat.ts";
import type { State } from "../../define.ts";
import { BROWSER_COOKIE, readCookie, seatCookieName } from "../../protocol/cookies.ts";
import type { Traces } from "../../domain/traces.ts";

export function askerOf(req: Request, state: State): Asker {
  const header = req.headers.get("cookie");
  return {
    viewer: state.viewer,
    seatToken: (roomId) => readCookie(header, seatCookieName(roomId)),
    traces: tracesOf(req, state),
  };
}

export function tracesOf(req: Request, { traces, address }: State): Traces {
  return traces.of(readCookie(req.headers.get("cookie"), BROWSER_COOKIE), address);
}
