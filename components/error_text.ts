/** Refusal code -> the sentence a person reads. Does not compile while a code has no words. */
import type { Refusal } from "../domain/refusal.ts";
import { refusalWords } from "../words/refusals.ts";
import { type Say, speaker } from "../words/speaker.ts";

const exhaustive: { readonly en: Readonly<Record<Refusal, string>> } = refusalWords;

export function errorText(refusal: Refusal, locale: string): string {
  const say: Say<typeof exhaustive> = speaker(refusalWords, locale);
  return say(refusal);
}
