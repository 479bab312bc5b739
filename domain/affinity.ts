/**
 * How much one person has to do with another: a number that interactions raise and time lowers. It is directed: what Alice
 * has to do with Bob is not what Bob has to do with Alice. It orders and plans; it never lets anybody in or keeps them out.
 *
 *     affinity(t) = Σ weight(kind) · amount · 2^(−(t − at) / 30 days)
 *
 * A sum of such terms decays like each of them, so one number and its time stand for all that was: `added` and `decayed`
 * give the same as the sum over every interaction, in whatever order they are told. The mark "close" is no part of it: it
 * does not fade, and rings and trays put whom somebody marked before all others.
 */
import type { InteractionKind } from "./interaction.ts";

/** People who meet weekly stay close over a holiday; who has not met for half a year is at a sixty-fourth. */
export const HALF_LIFE_DAYS = 30;

/**
 * Per minute for `together`, else per time. An hour in one room is 3, and so is coming into the other's room, which is a
 * wish of one's own. Being visited is the other's wish: less. Whom one chose weighs most: nobody chooses by accident.
 * Opening to somebody who knocks is a wish again; that one was let in says something of the other: less.
 */
export const WEIGHTS: Readonly<Record<InteractionKind, number>> = {
  together: 0.05,
  dropped_in: 3,
  was_visited: 2,
  chose: 4,
  followed: 3,
  let_in: 3,
  was_let_in: 2,
};

/** Of one stay: who falls asleep with the room open is not closer for it. */
export const COUNTED_MINUTES_AT_MOST = 180;

const DAY_MS = 86_400_000;

export interface Score {
  readonly score: number;
  readonly scoredAt: Date;
}

/** What is left of a score. A score of the future has not grown. */
export function decayed(score: number, scoredAt: Date, now: Date): number {
  const ageDays = Math.max(0, now.getTime() - scoredAt.getTime()) / DAY_MS;
  return score * 2 ** (-ageDays / HALF_LIFE_DAYS);
}

/** The score after an interaction at `now`, which may also be one that is told late. `amount` in minutes for `together`. */
export function added(score: number, scoredAt: Date, kind: InteractionKind, amount: number, now: Date): Score {
  const counted = kind === "together" ? Math.min(amount, COUNTED_MINUTES_AT_MOST) : amount;
  const gain = WEIGHTS[kind] * counted;
  return now < scoredAt
    ? { score: score + decayed(gain, now, scoredAt), scoredAt }
    : { score: decayed(score, scoredAt, now) + gain, scoredAt: now };
}
