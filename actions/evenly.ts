/**
 * What one may not see takes as long as what does not exist. A room that is hidden costs more look-ups than a code that leads
 * nowhere, and who times many answers would learn which it was; so both leave on the same beat.
 */
import type { Outcome } from "../domain/refusal.ts";

/** Longer than the look-ups take on a house that is not overloaded; what takes longer leaves on the beat after. */
const BEAT_MS = 25;

/** The outcome of the work. A `not_found` is held back until a whole number of beats has gone by since the beginning. */
export async function evenly<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const beganMs = performance.now();
  const outcome = await work();
  if (!outcome.ok && outcome.refusal === "not_found") await nextBeat(beganMs);
  return outcome;
}

/** The same for every outcome: of a deed whose answer hides whether it has done anything. */
export async function onTheBeat<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const beganMs = performance.now();
  const outcome = await work();
  await nextBeat(beganMs);
  return outcome;
}

async function nextBeat(beganMs: number): Promise<void> {
  const tookMs = performance.now() - beganMs;
  await new Promise((resolve) => setTimeout(resolve, Math.ceil(tookMs / BEAT_MS) * BEAT_MS - tookMs));
}
