/** What a seat's line tells, handed on to its page, or to everybody in the room. */
import type { Deps, LineEvent } from "../actions/deps.ts";
import type { SeatId } from "../domain/ids.ts";
import type { HubRoom } from "./hub_room.ts";
import type { Place } from "./place.ts";

export function receiveLineEvent(deps: Deps, room: HubRoom, seatId: SeatId, event: LineEvent): void {
  const place = room.places.get(seatId);
  if (place === undefined) return;
  switch (event.type) {
    case "offer":
      return place.receiveOffer(event.offer);
    case "candidates": {
      const { direction, candidates, complete } = event;
      return place.tell({ type: "candidates", direction, candidates, complete });
    }
    case "speaking":
      return deps.publisher.publish(room.id, { type: "speaking_changed", seatId, speaking: event.speaking });
    case "connected":
      return;
    case "hung_up":
      place.tell({ type: "hung_up", direction: event.direction });
      if (event.direction === "receive") receiveAnew(deps, room, place);
      else place.published = false;
      return;
    case "lost":
      place.hangUp();
      // When all lines are lost at once, the rejoin comes with the media server's return.
      if (deps.gateway.health().state === "up") place.tell({ type: "media", state: "rejoin" });
      return;
  }
}

function receiveAnew(deps: Deps, room: HubRoom, place: Place): void {
  place.unanswered = null;
  place.line?.receiveAnew().catch((error: unknown) =>
    deps.log.warn("Failed to renew a receiving connection", { roomId: room.id, seatId: place.seatId }, error)
  );
}
