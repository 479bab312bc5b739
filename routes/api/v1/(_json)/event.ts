/** How calls on one event answer: with the event as it is then. */
import { type EventView, readEvent } from "../../../../actions/read_event.ts";
import type { EventPlace } from "../../../../actions/seen_event.ts";
import type { State } from "../../../../define.ts";
import type { Outcome } from "../../../../domain/refusal.ts";
import { toEventAnswer } from "../../../../protocol/events.ts";
import { askerOf } from "../../../(_http)/asker.ts";
import { answerOutcome, refuseOutcome } from "./answer.ts";

/** After a deed, as the caller sees the event now. */
export async function answerEventDeed(
  outcome: Outcome<null>,
  req: Request,
  state: State,
  place: EventPlace,
): Promise<Response> {
  if (!outcome.ok) return refuseOutcome(outcome, state.locale);
  return answerEventView(await readEvent(state.deps, askerOf(req, state), place), state);
}

export function answerEventView(outcome: Outcome<EventView>, { deps, locale }: State): Response {
  return answerOutcome(outcome, locale, (view) => ({ event: toEventAnswer(view, deps.publicUrl) }));
}
