/** Keeping somebody out of the whole house, and letting them in again: the operator's to decide, and to give a reason for. */
import { granted, type Outcome, refused } from "./refusal.ts";
import type { PersonId } from "./ids.ts";
import { tidyText } from "./text.ts";

export const SUSPENSION_REASON_MAX_GRAPHEMES = 400;
/** In UTF-16 code units, as RAW_TEXT_MAX_UNITS is. */
export const SUSPENSION_REASON_MAX_UNITS = 2000;

/** A line break counts as a space. Refuses with `bad_text`, also where nothing is said. */
export function parseSuspensionReason(raw: string): Outcome<string> {
  const oneLine = raw.replace(/[\r\n\t]+/gu, " ");
  const reason = tidyText(oneLine, SUSPENSION_REASON_MAX_GRAPHEMES, SUSPENSION_REASON_MAX_UNITS);
  return reason === null ? refused("bad_text") : granted(reason);
}

/** Whoever looks after the house cannot lock themselves out of it. Refuses with `is_oneself`. */
export function decideSuspending(operator: string | null, person: PersonId): Outcome<null> {
  return operator === person ? refused("is_oneself") : granted(null);
}
