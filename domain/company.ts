/** Who was in a room together, and for how long, as it is counted for both when the first of the two leaves. */
import type { PersonId } from "./ids.ts";

export interface Stay {
  /** Null for guests, who are nobody's company. */
  readonly personId: PersonId | null;
  readonly joinedAt: Date;
}

/** Two people, once for both. */
export interface Company {
  readonly one: PersonId;
  readonly other: PersonId;
  /** Whole minutes. */
  readonly minutes: number;
}

/** Passing each other in the doorway is no company. */
export const LEAST_MINUTES = 1;
/** A tab that was forgotten overnight says nothing about a tie. */
export const MOST_MINUTES = 12 * 60;

const MINUTE_MS = 60_000;

/** Of those who leave at `at`: each with each, and each with everybody who stays. */
export function companyOf(leaving: readonly Stay[], staying: readonly Stay[], at: Date): Company[] {
  return leaving.flatMap((stay, index) =>
    [...leaving.slice(index + 1), ...staying].flatMap((other) => company(stay, other, at))
  );
}

function company(stay: Stay, other: Stay, at: Date): Company[] {
  if (stay.personId === null || other.personId === null || stay.personId === other.personId) return [];
  const since = Math.max(stay.joinedAt.getTime(), other.joinedAt.getTime());
  const minutes = Math.floor((at.getTime() - since) / MINUTE_MS);
  if (minutes < LEAST_MINUTES) return [];
  return [{ one: stay.personId, other: other.personId, minutes: Math.min(minutes, MOST_MINUTES) }];
}
