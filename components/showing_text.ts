/** How far one's room for friends is shown at this moment, and who can come in, as a sentence. */
import { audienceWords } from "../words/audience.ts";
import { speaker } from "../words/speaker.ts";

export interface ShowingFacts {
  /** How many see it. */
  readonly now: number;
  readonly next: { readonly at: number; readonly more: number } | null;
  readonly total: number;
}

const MINUTE_MS = 60_000;

/** The time of day is the reader's, rounded up, so that nothing is promised too early. */
export function showingText({ now, next, total }: ShowingFacts, locale: string): string {
  const say = speaker(audienceWords, locale);
  if (now === total) return say("shown_all", { now });
  if (next === null) return say("shown_some", { now });
  const at = Math.ceil(next.at / MINUTE_MS) * MINUTE_MS;
  const time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(at);
  return say("shown_next", { now, more: next.more, time });
}
