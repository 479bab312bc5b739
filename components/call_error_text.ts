/** The same as `error_text.ts` with the words of doors and calls alone: what else is refused is said as something that is not right. */
import type { Refusal } from "../domain/refusal.ts";
import { callRefusalWords } from "../words/call_refusals.ts";
import { speaker } from "../words/speaker.ts";

export function callErrorText(refusal: Refusal, locale: string): string {
  return speaker(callRefusalWords, locale)(isOfCall(refusal) ? refusal : "bad_input");
}

function isOfCall(refusal: Refusal): refusal is keyof typeof callRefusalWords.en {
  return refusal in callRefusalWords.en;
}
