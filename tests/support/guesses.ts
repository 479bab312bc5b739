/** What somebody tries who has no link, no seat and no session: made-up codes, and good tokens that were tampered with. */
import { randomBytes, randomInt } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A code of the real shape, or one next to a real code: a character off, cut, grown, in other case. Never a real one itself. */
export function guessedCode(real: readonly string[]): string {
  const near = real[randomInt(real.length)] ?? "";
  const at = randomInt(near.length);
  const guess = [
    () => randomBytes(18).toString("base64url"),
    () => near.slice(0, at) + ALPHABET[randomInt(ALPHABET.length)] + near.slice(at + 1),
    () => near.slice(0, at),
    () => near + ALPHABET[randomInt(ALPHABET.length)],
    () => near.toUpperCase(),
    () => near.slice(0, at) + near.slice(at + 1),
  ][randomInt(6)]?.() ?? "";
  return guess === "" || real.includes(guess) ? randomBytes(18).toString("base64url") : guess;
}

/** A token that differs from `good` in some way a forger would try; parts of `other`, a good one of something else, included. */
export function forgedToken(good: string, other: string): string {
  const at = randomInt(good.length);
  const forged = [
    () => good.slice(0, at) + String.fromCharCode(good.charCodeAt(at) ^ (1 << randomInt(6))) + good.slice(at + 1),
    () => good.slice(0, at),
    () => good.slice(at + 1),
    () => good + ALPHABET[randomInt(ALPHABET.length)],
    () => good.slice(0, at) + other.slice(at),
    () => mixed(good, other),
    () => randomBytes(randomInt(1, 120)).toString("base64url"),
  ][randomInt(7)]?.() ?? "";
  return forged === good || forged === other ? `${good}.` : forged;
}

/** Each dotted part from one of the two, never all from the same. */
function mixed(good: string, other: string): string {
  const [one, two] = [good.split("."), other.split(".")];
  const from = randomInt(one.length);
  return one.map((part, index) => index === from ? two[index] ?? "" : part).join(".");
}

/**
 * How often who times two kinds of answers guesses right which is which: the chance that a value of `a` is above one of `b`, ties
 * counting half (Mann and Whitney's U over the number of pairs). 0.5 says nothing; 0 and 1 say everything.
 */
export function toldApart(a: readonly number[], b: readonly number[]): number {
  const sorted = [...b].sort((one, other) => one - other);
  let above = 0;
  for (const value of a) above += (rank(sorted, value, false) + rank(sorted, value, true)) / 2;
  return above / (a.length * b.length);
}

/** How many of the sorted values are below it, or not above it. */
function rank(sorted: readonly number[], value: number, inclusive: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] ?? 0;
    if (at < value || (inclusive && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
