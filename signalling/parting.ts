/** A socket is gone: a seat that its visitor sat on, or a knock, waits for them, everything else is let go. */
import { holdSeat } from "../actions/hold_seat.ts";
import type { Context } from "./dispatch.ts";

/** A session whose seat was taken up by another connection stands at the door by now: its end frees nothing. */
export function partFrom({ deps, hub, session }: Context): void {
  const { standing } = session;
  if (standing.at === "street") return;
  const { room } = standing.arrival;
  room.sessions.delete(session);
  if (standing.at === "inside") {
    standing.place.vacate();
    holdSeat(deps, room.id, standing.place.seatId);
  } else room.knocking.parted(session, standing.arrival.visitor);
  hub.tidy(room);
}
