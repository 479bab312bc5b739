/**
 * "Tell me" by mail: whoever stands at a door writes an address that nobody has proved to be theirs. So the house writes to it once,
 * to ask, and tells it of the room only after a yes. How many such questions leave is bounded for whom they reach and for whose
 * rooms they name.
 */
import { granted, type Outcome, tooMany } from "./refusal.ts";

const DAY_MS = 86_400_000;

/** So long a question can be answered; a yes is taken back by the same link for as long as it holds. */
export const QUESTION_GOOD_MS = 7 * DAY_MS;
/** The counts below are of so long. */
export const QUESTIONS_COUNTED_MS = DAY_MS;
export const QUESTIONS_TO_ADDRESS = 3;
/** About one room. */
export const QUESTIONS_TO_ADDRESS_OF_ROOM = 1;
/** About all the rooms of one host, by whomever they are asked: else a title would be sent to the world by opening its own door. */
export const QUESTIONS_OF_HOST = 200;
/** A bound on how many are told of one room. */
export const REMINDERS_MAX = 5000;

/** Within `QUESTIONS_COUNTED_MS`. */
export interface QuestionsAsked {
  readonly toAddress: number;
  readonly toAddressOfRoom: number;
  readonly ofHost: number;
}

/**
 * Whether a question leaves. What only the address' own limits keep back is granted all the same, as `false`: who asks must not
 * learn that somebody has written it here before. Refuses with `too_many_requests`.
 */
export function decideQuestion({ toAddress, toAddressOfRoom, ofHost }: QuestionsAsked): Outcome<boolean> {
  if (ofHost >= QUESTIONS_OF_HOST) return tooMany(QUESTIONS_COUNTED_MS / 1000);
  return granted(toAddress < QUESTIONS_TO_ADDRESS && toAddressOfRoom < QUESTIONS_TO_ADDRESS_OF_ROOM);
}

/** `askedAt`: of the question. A yes is good for as long as the room asks for it. */
export function isAnswerable(
  { askedAt, told }: { readonly askedAt: Date; readonly told: boolean },
  now: Date,
): boolean {
  return told || now.getTime() - askedAt.getTime() < QUESTION_GOOD_MS;
}

/** Where the link in the question leads. */
export function reminderPath(code: string): string {
  return `/reminders/${encodeURIComponent(code)}`;
}
