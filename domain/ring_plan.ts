/**
 * Which of a host's friends see a room at once and which only later. Plans the rings; when each of them sees the room is
 * `rings.ts`' business. Everybody who is a candidate is in exactly one ring, so nobody is left out for good.
 */
import type { PersonId } from "./ids.ts";
import type { Ring } from "./room.ts";

export interface RingCandidate {
  readonly personId: PersonId;
  readonly name: string;
  /** Friends since. */
  readonly since: Date;
  /** The host's towards this one, decayed to now, without the mark. */
  readonly affinity: number;
  /** Marked so by the host. */
  readonly close: boolean;
  readonly roomsTogether: number;
}

/** With so few friends all are close: a new account has no history to tell them apart by. */
export const FEW_FRIENDS = 8;
/** Two hours together within the last days, or two visits. */
export const CLOSE_FROM_AFFINITY = 6;
/** A minute together just now: less is as good as nothing. */
export const SOME_AFFINITY = 0.05;

const RING_1 = { atLeast: 5, atMost: 15 };
const RING_2 = { atLeast: 15, atMost: 50 };

/**
 * By precedence: 1 few friends are all in ring 1; 2 whom the host marked as close is in ring 1, however many; 3 the others
 * by affinity, then the newest friendship, then id: ring 1 is filled up to 15 with those of at least 6, and to 5 with
 * anybody; ring 2 with the next 50 of any affinity, and to 15 with anybody; 4 ring 3 is the rest.
 */
export function planRings(candidates: readonly RingCandidate[]): ReadonlyMap<PersonId, Ring> {
  if (candidates.length <= FEW_FRIENDS) return new Map(candidates.map(({ personId }) => [personId, 1]));
  const marked = candidates.filter(({ close }) => close).length;
  const others = candidates.filter(({ close }) => !close).sort(byCloseness);
  const inRing1 = share(others, CLOSE_FROM_AFFINITY, {
    atLeast: RING_1.atLeast - marked,
    atMost: RING_1.atMost - marked,
  });
  const inRing2 = share(others.slice(inRing1), SOME_AFFINITY, RING_2);
  const rings = new Map<PersonId, Ring>();
  for (const { personId, close } of candidates) if (close) rings.set(personId, 1);
  for (const [index, { personId }] of others.entries()) {
    rings.set(personId, index < inRing1 ? 1 : index < inRing1 + inRing2 ? 2 : 3);
  }
  return rings;
}

/** A total order: the closest first. */
export function byCloseness(one: RingCandidate, other: RingCandidate): number {
  return Number(other.close) - Number(one.close) || other.affinity - one.affinity ||
    other.since.getTime() - one.since.getTime() || (one.personId < other.personId ? -1 : 1);
}

/** How many of the sorted ones get in: those of that affinity, within the bounds. */
function share(
  sorted: readonly RingCandidate[],
  affinity: number,
  bounds: { atLeast: number; atMost: number },
): number {
  const wanted = sorted.filter((candidate) => candidate.affinity >= affinity).length;
  return Math.min(sorted.length, Math.max(0, bounds.atLeast, Math.min(wanted, bounds.atMost)));
}
