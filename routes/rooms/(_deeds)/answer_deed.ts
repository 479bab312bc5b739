/**
 * How the forms on a room's pages answer: back to where the form stood, with what the page has to say in the address, so that
 * a reload does nothing twice.
 */
import { HttpError } from "fresh";
import type { RoomId } from "../../../domain/ids.ts";
import type { Outcome, Refusal } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { nextPath, seeOther } from "../../(_http)/see_other.ts";

/** The page that the form stood on says it, by `?refused=`: a field of the form has to be mended, or somebody else was faster. */
const SAID_THERE: ReadonlySet<Refusal> = new Set<Refusal>([
  "bad_activity",
  "bad_settings",
  "bad_audience",
  "is_oneself",
  "not_sending",
  "knocker_gone",
  "room_ended",
  "room_not_open",
  "already_open",
  "bad_time",
  "bad_rule",
]);

/** `news`: what the page is to say of a deed that was done, such as `["removed", …]`. */
export function answerDeed<T>(
  outcome: Outcome<T>,
  back: string,
  news: (value: T) => readonly [string, string] | null = () => null,
): Response {
  if (outcome.ok) return seeOther(saying(back, news(outcome.value)));
  if (SAID_THERE.has(outcome.refusal)) return seeOther(saying(back, ["refused", outcome.refusal]));
  throw new HttpError(statusOf(outcome.refusal));
}

/** Where the form says that it stood, else the room's own page. */
export function backTo(roomId: RoomId, fields: Readonly<Record<string, string>>): string {
  return fields.back === undefined ? `/rooms/${encodeURIComponent(roomId)}` : nextPath(fields.back);
}

const HERE = "http://here.invalid";

function saying(path: string, news: readonly [string, string] | null): string {
  if (news === null) return path;
  const url = new URL(path, HERE);
  url.searchParams.set(...news as [string, string]);
  return url.pathname + url.search;
}
