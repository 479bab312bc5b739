/** Refusal code -> the sentence a person reads. Does not compile while a code has no words. */
import type { Refusal } from "../domain/refusal.ts";
import { callRefusalWords } from "../words/call_refusals.ts";
import { refusalWords } from "../words/refusals.ts";
import { type Say, speaker } from "../words/speaker.ts";

const words = { en: { ...callRefusalWords.en, ...refusalWords.en } };
const exhaustive: { readonly en: Readonly<Record<Refusal, string>> } = words;

export function errorText(refusal: Refusal, locale: string): string {
  const say: Say<typeof exhaustive> = speaker(words, locale);
  return say(refusal);
}
