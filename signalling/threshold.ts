/**
 * Who stands at an open door with somebody behind it has one foot in it: the connection over which they would receive is made
 * there, while they look at themselves and type a name. The media server forwards nothing over it before they have come in, and
 * who is to receive from whom is told only then.
 */
import { barrierAt } from "../domain/door.ts";
import { seatId } from "../domain/ids.ts";
import { mayEnter } from "../domain/visibility.ts";
import type { WireTrack } from "../protocol/signal.ts";
import type { ReceivedTrack } from "../actions/deps.ts";
import type { Arrival, Session } from "./session.ts";

/** To be called whenever the door may look different to the session. Returns at once. */
export function stepUp(session: Session): void {
  const { standing, prepared } = session;
  if (standing.at !== "door" || standing.unsure) return;
  const { arrival } = standing;
  if (!isOpenTo(session, arrival)) return prepared.retreat();
  const { room, ownSeatId } = arrival;
  // Somebody is on that seat: this very session, which is on its way in, or another page of the same visitor.
  if (ownSeatId === null || room.places.has(ownSeatId)) return;
  if (![...room.places.values()].some(({ line }) => line !== null)) return;
  prepared.warm();
  prepared.approach({
    roomId: room.id,
    seatId: ownSeatId,
    tell(event) {
      if (session.standing.at !== "door") return;
      if (event.type === "candidates") return session.send(event);
      session.send({ type: "offer", offer: { ...event.offer, tracks: event.offer.tracks.map(withoutSeat) } });
    },
  });
}

function isOpenTo({ facts: { viewer } }: Session, { room, sight }: Arrival): boolean {
  const { door } = room.fromOutside(sight);
  if (door.state !== "open" || barrierAt(door) !== null || !mayEnter(sight)) return false;
  return viewer.kind === "person" || room.live.settings.guestsAllowed;
}

/** Every line stands for itself. */
function withoutSeat({ mid, kind }: ReceivedTrack): WireTrack {
  return { mid, kind, seatId: seatId(mid) };
}
