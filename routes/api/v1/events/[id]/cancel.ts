import { cancelEvent } from "../../../../../actions/cancel_event.ts";
import { define } from "../../../../../define.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../(_http)/event_place.ts";
import { answerEventDeed } from "../../(_json)/event.ts";

/** Calling off what was called off answers the same. */
export const handler = define.handlers({
  async POST(ctx) {
    const place = eventPlace(ctx.params, ctx.url);
    const outcome = await cancelEvent(ctx.state.deps, askerOf(ctx.req, ctx.state), place);
    return await answerEventDeed(outcome, ctx.req, ctx.state, place);
  },
});
