/** What a person's tray shows of one room: the rooms that they may drop into now. */
import type { PersonId, RoomCode, RoomId } from "./ids.ts";
import type { Activity, Audience, Room } from "./room.ts";

/** Why a room stands in somebody's tray; the closest reason that is true. */
export type Because =
  /** Somebody who looks after it asked them to come. */
  | { readonly kind: "invited" }
  | { readonly kind: "chosen" }
  /** The two were together in that many rooms in the month before it opened. */
  | { readonly kind: "together"; readonly rooms: number }
  | { readonly kind: "friends" }
  | { readonly kind: "group"; readonly name: string };

export interface TrayRoom {
  readonly id: RoomId;
  readonly code: RoomCode;
  readonly activity: Activity;
  readonly host: { readonly id: PersonId; readonly name: string };
  readonly audience: Audience["kind"];
  /** By arrival. */
  readonly inside: readonly { readonly name: string; readonly kind: "person" | "guest" }[];
  /** Milliseconds since the epoch: when it opened. */
  readonly since: number;
  /** Somebody spoke a moment ago. */
  readonly talking: boolean;
  readonly because: Because;
  /** What the viewer has to do with the host: see `rankOf`. Rooms of a higher rank stand first. */
  readonly rank: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** More than any affinity comes to. */
const MARKED_AS_CLOSE = 100_000;

/**
 * What the viewer has to do with the host, on a scale that does not move as time goes by: the affinity's binary logarithm plus
 * the half-lives gone by since 1970, 0 without any. As all affinities decay alike, it orders as they do at any moment. Whom
 * the viewer marked as close stands before all others.
 */
export function rankOf(
  affinity: { readonly score: number; readonly scoredAt: Date } | null,
  close: boolean,
  halfLifeDays: number,
): number {
  const marked = close ? MARKED_AS_CLOSE : 0;
  if (affinity === null || affinity.score <= 0) return marked;
  return marked + Math.max(0, Math.log2(affinity.score) + affinity.scoredAt.getTime() / (halfLifeDays * DAY_MS));
}

/** The order of a tray: the closest host, then the newest room, then by id. */
export function byCloseness(a: TrayRoom, b: TrayRoom): number {
  return b.rank - a.rank || b.since - a.since || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Of a room that the viewer finds. `roomsTogether`: as counted when the rings were planned. */
export function becauseOf(
  { audience, groupName }: Pick<Room, "audience" | "groupName">,
  { invited, roomsTogether }: { readonly invited: boolean; readonly roomsTogether: number },
): Because {
  if (invited) return { kind: "invited" };
  if (audience.kind === "people") return { kind: "chosen" };
  if (audience.kind === "group" && groupName !== null) return { kind: "group", name: groupName };
  return roomsTogether > 0 ? { kind: "together", rooms: roomsTogether } : { kind: "friends" };
}
