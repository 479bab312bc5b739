/** What somebody outside may know of a room whose link they hold. The wire's `DoorView` has this shape. */
import { doorFor } from "../domain/door.ts";
import type { DoorView, LiveRoom, Room } from "../domain/room.ts";
import type { Sight } from "../domain/visibility.ts";
import type { Gateway } from "./deps.ts";

export type { DoorView };

export function doorOf(
  room: Room,
  { sight, inside, gateway }: {
    readonly sight: Sight;
    readonly inside: number;
    readonly gateway: Pick<Gateway, "health">;
  },
): DoorView {
  return doorFor(sight, {
    ...room,
    opensAt: room.opensAt.getTime(),
    started: room.startedAt !== null,
    inside,
    media: mediaOf(gateway),
  });
}

/** The same of a room that is watched. */
export function liveDoorOf(live: LiveRoom, sight: Sight, gateway: Pick<Gateway, "health">): DoorView {
  return doorFor(sight, { ...live, inside: live.seats.length, media: mediaOf(gateway) });
}

function mediaOf(gateway: Pick<Gateway, "health">): DoorView["media"] {
  return gateway.health().state === "up" ? "up" : "down";
}
