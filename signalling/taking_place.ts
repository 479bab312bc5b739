/** How one session takes a place in its room while it joins, and how it lets go of it when that fails. */
import type { Line, TrackKind } from "../actions/deps.ts";
import { holdSeat } from "../actions/hold_seat.ts";
import type { Places, SeatStanding } from "../actions/join_room.ts";
import type { SeatId } from "../domain/ids.ts";
import type { ClientMessageOf } from "../protocol/signal.ts";
import type { Context } from "./dispatch.ts";
import type { Arrival, Session } from "./session.ts";

/** Another connection of the same holder is on that seat, and the page did not ask to take it over. */
export function usedByAnother(
  { room }: Arrival,
  session: Session,
  message: ClientMessageOf<"join">,
  seatId: SeatId,
): boolean {
  const place = room.places.get(seatId);
  if (place === undefined || place.session === null || place.session === session) return false;
  return place.tab !== message.tab && !message.takeOver;
}

/** The room's live side for one join. `onOccupied` hears of the seat as soon as the session is on it. */
export function placesFor(
  { room }: Arrival,
  session: Session,
  message: ClientMessageOf<"join">,
  onOccupied: (seatId: SeatId) => void,
): Places {
  return {
    inTurn: (deed) => room.queue.run(deed),
    occupy(seatId, muted): void {
      room.occupy(seatId, session, message.tab, message.keep && !message.ajar, muted);
      onOccupied(seatId);
    },
    settle: (seatId): Promise<Line | null> => room.places.get(seatId)?.settle() ?? Promise.resolve(null),
    standing(seatId): SeatStanding {
      if (room.live.state === "ended") return "over";
      const place = room.places.get(seatId);
      if (place === undefined) return "lost";
      return place.session === session ? "ours" : "taken";
    },
    attach: (seatId, line): void => room.places.get(seatId)?.attach(line),
    silent: (seatId): ReadonlySet<TrackKind> => room.places.get(seatId)?.silent ?? new Set(),
  };
}

/** The seat was taken, but nobody sits on it: one that was held before waits as after a lost socket. */
export function stepBack({ deps, session }: Context, { room }: Arrival, seatId: SeatId): void {
  const isOurs = room.places.get(seatId)?.session === session;
  room.vacate(seatId, session);
  if (isOurs) holdSeat(deps, room.id, seatId);
}
