/**
 * What people write to each other in a room. It lives in the room's memory only, as long as somebody is inside: no database holds
 * it. The server and the browsers keep the same lines.
 */
import type { ChatLine } from "./room.ts";

export const LINES_KEPT = 200;
/** In UTF-16 code units, over all lines: bounds what a newcomer's page is sent. */
export const UNITS_KEPT = 60_000;

/** Every line of a room has a time of its own, so that one that comes twice is known. */
export function addLine(lines: readonly ChatLine[], line: ChatLine): readonly ChatLine[] {
  const last = lines.at(-1);
  if (last !== undefined && last.at >= line.at) return lines;
  const kept = [...lines, line].slice(-LINES_KEPT);
  let units = kept.reduce((sum, { text }) => sum + text.length, 0);
  while (units > UNITS_KEPT && kept.length > 1) units -= kept.shift()?.text.length ?? 0;
  return kept;
}

/** Milliseconds since the epoch; later than every line before, however fast they follow each other. */
export function nextLineAt(lines: readonly ChatLine[], now: number): number {
  return Math.max(now, (lines.at(-1)?.at ?? 0) + 1);
}

/** Who comes in sees what is said after that. */
export function linesFor(lines: readonly ChatLine[], { joinedAt }: { readonly joinedAt: number }): readonly ChatLine[] {
  return lines.filter(({ at }) => at > joinedAt);
}
