/** What the media server's going and coming means for everybody who is connected. */
import type { GatewayEvent } from "../actions/deps.ts";
import type { Hub } from "./hub.ts";
import type { Place } from "./place.ts";

/**
 * `lost`: every line is dead, those inside are told. `up`: who has a seat without a line is asked to join again, and lines
 * are made ready for those at the door.
 */
export function receiveGatewayEvent(hub: Hub, event: GatewayEvent): void {
  for (const room of hub.rooms()) {
    if (event.type === "lost") {
      for (const place of room.places.values()) place.hangUp();
      room.tellInside({ type: "media", state: "down" });
    }
    for (const session of room.sessions) {
      if (event.type === "lost") session.prepared.drop();
      else if (session.standing.at === "door") session.prepared.warm();
      else if (session.standing.at === "inside" && needsLine(session.standing.place)) {
        session.send({ type: "media", state: "rejoin" });
      }
    }
    room.tellDoor();
  }
}

function needsLine({ line, ajar }: Place): boolean {
  return line === null && !ajar;
}
