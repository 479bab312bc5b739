/** What a host sets for a room, what is sensible unless told otherwise, and what a change may hold. */
import { granted, type Outcome, refused } from "./refusal.ts";
import type { Audience } from "./room.ts";

export interface RoomSettings {
  /** Nobody comes in before the host or a co-host has: who is early waits, and comes in when it starts. */
  readonly hostStarts: boolean;
  /** When nobody with the host's rights is inside any more: the room locks itself, or ends after a while, or goes on. */
  readonly whenHostLeaves: "lock" | "end" | "go_on";
  /** Whether people without an account may come in. */
  readonly guestsAllowed: boolean;
  readonly chatAllowed: boolean;
  /** Whether somebody whom a host muted may turn the microphone on again unasked. */
  readonly selfUnmute: boolean;
  /** Removing somebody locks the room. Rooms of groups never do. */
  readonly lockAfterRemoval: boolean;
}

/** What a room seats unless told otherwise: as many pictures as a grid shows well, with some to spare. */
export const SEAT_LIMIT = 16;
export const SEAT_LIMIT_LEAST = 2;
export const SEAT_LIMIT_MOST = 50;

/** A group's room belongs to the group: it goes on without whoever opened it. */
export function defaultSettings(audience: Audience["kind"]): RoomSettings {
  const isOfGroup = audience === "group";
  return {
    hostStarts: !isOfGroup,
    whenHostLeaves: isOfGroup ? "go_on" : "lock",
    guestsAllowed: true,
    chatAllowed: true,
    selfUnmute: true,
    lockAfterRemoval: !isOfGroup,
  };
}

/** Refuses with `bad_settings`. Fewer seats than are held put nobody out. */
export function decideSeatLimit(seatLimit: number): Outcome<number> {
  const fits = Number.isInteger(seatLimit) && seatLimit >= SEAT_LIMIT_LEAST && seatLimit <= SEAT_LIMIT_MOST;
  return fits ? granted(seatLimit) : refused("bad_settings");
}

/** By name, what is other than before, as it is then. */
export function changedSettings(
  before: Settled,
  after: Settled,
): Readonly<Record<string, RoomSettings[keyof RoomSettings] | number>> {
  const flat = ({ settings, seatLimit }: Settled) => ({ ...settings, seatLimit });
  const old: Readonly<Record<string, unknown>> = flat(before);
  return Object.fromEntries(Object.entries(flat(after)).filter(([name, value]) => value !== old[name]));
}

interface Settled {
  readonly settings: RoomSettings;
  readonly seatLimit: number;
}

export function sameSettings(one: RoomSettings, other: RoomSettings): boolean {
  return one.hostStarts === other.hostStarts && one.whenHostLeaves === other.whenHostLeaves &&
    one.guestsAllowed === other.guestsAllowed && one.chatAllowed === other.chatAllowed &&
    one.selfUnmute === other.selfUnmute && one.lockAfterRemoval === other.lockAfterRemoval;
}
