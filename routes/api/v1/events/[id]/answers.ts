import { readEvent } from "../../../../../actions/read_event.ts";
import { define } from "../../../../../define.ts";
import { toAnswersAnswer } from "../../../../../protocol/events.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../(_http)/event_place.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await readEvent(deps, askerOf(ctx.req, ctx.state), eventPlace(ctx.params, ctx.url));
    return answerOutcome(outcome, locale, ({ counts, names, guests }) => toAnswersAnswer(counts, names, guests));
  },
});
