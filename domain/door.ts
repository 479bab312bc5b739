/** What somebody outside is told of a room whose link they hold, by how much of it they may know. */
import type { Barrier } from "./knock.ts";
import type { DoorView, Room } from "./room.ts";
import type { Sight } from "./visibility.ts";

export type DoorFacts = Pick<Room, "state" | "activity" | "locked" | "seatLimit"> & {
  /** Milliseconds since the epoch. */
  readonly opensAt: number;
  readonly started: boolean;
  /** How many seats are held. */
  readonly inside: number;
  readonly media: DoorView["media"];
};

/**
 * A locked door tells nothing of those behind it. Who was put out is shown one, so that a removal cannot be told from a lock;
 * who may only knock learns neither whether it is locked nor who is there.
 */
export function doorFor(
  sight: Sight,
  { state, activity, locked, seatLimit, opensAt, started, inside, media }: DoorFacts,
): DoorView {
  const door = {
    state,
    activity,
    seatLimit,
    media,
    forYou: sight !== "knock",
    opensAt: state === "scheduled" ? opensAt : null,
  };
  if (state !== "open") return { ...door, locked: false, started: true, inside: sight === "knock" ? null : inside };
  if (sight === "knock") return { ...door, locked: false, started: true, inside: null };
  if (sight === "shut" || locked) return { ...door, locked: true, started: true, inside: null };
  return { ...door, locked: false, started, inside };
}

/** What keeps somebody out who has to ask, as far as their door shows it; null: nothing does. The end cannot be asked away. */
export function barrierAt({ state, forYou, locked, started, inside, seatLimit }: DoorView): Barrier | null {
  if (state !== "open") return null;
  if (!forYou) return "not_for_you";
  if (locked) return "room_locked";
  if (!started) return "room_not_started";
  return inside !== null && inside >= seatLimit ? "room_full" : null;
}
