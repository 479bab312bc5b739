/**
 * When to try a lost connection again. Pure: randomness comes in by argument, so that many pages that lose one server do not
 * come back in step.
 */
const FIRST_MILLISECONDS = 250;
const LONGEST_MILLISECONDS = 8000;

/**
 * `attempt` counts from 0 and starts again after a connection that worked; `random` lies in [0, 1). The delay is between half
 * and the whole of a span that doubles up to eight seconds.
 */
export function reconnectDelayMilliseconds(attempt: number, random: number): number {
  const span = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.min(attempt, 16));
  return Math.round(span * (0.5 + random / 2));
}
