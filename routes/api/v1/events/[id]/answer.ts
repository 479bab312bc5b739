import { answerEvent } from "../../../../../actions/answer_event.ts";
import { define } from "../../../../../define.ts";
import { answerEventBody } from "../../../../../protocol/events.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../(_http)/event_place.ts";
import { answerDone, readBody } from "../../(_json)/answer.ts";
import { answerEventDeed } from "../../(_json)/event.ts";

export const handler = define.handlers({
  async PUT(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, answerEventBody, locale);
    if (!read.ok) return read.response;
    const place = eventPlace(ctx.params, ctx.url);
    const outcome = await answerEvent(deps, askerOf(ctx.req, ctx.state), place, read.body.answer);
    return await answerEventDeed(outcome, ctx.req, ctx.state, place);
  },

  /** Says nothing of the event: who came by its link, and does not give it again, does not see it any more. */
  async DELETE(ctx) {
    const { deps, locale } = ctx.state;
    const place = eventPlace(ctx.params, ctx.url);
    return answerDone(await answerEvent(deps, askerOf(ctx.req, ctx.state), place, null), locale);
  },
});
