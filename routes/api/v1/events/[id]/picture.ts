import { editEvent } from "../../../../../actions/edit_event.ts";
import { readEvent } from "../../../../../actions/read_event.ts";
import { define } from "../../../../../define.ts";
import { PICTURE_MAX_BYTES } from "../../../../../domain/picture.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { readBytes } from "../../../../(_http)/body.ts";
import { eventPlace } from "../../../../(_http)/event_place.ts";
import { refuse, refuseOutcome } from "../../(_json)/answer.ts";
import { answerEventDeed } from "../../(_json)/event.ts";

export const handler = define.handlers({
  async PUT(ctx) {
    const { deps, locale } = ctx.state;
    const place = eventPlace(ctx.params, ctx.url);
    const asker = askerOf(ctx.req, ctx.state);
    // Nothing that large is read of who may not send it.
    const seen = await readEvent(deps, asker, place);
    if (!seen.ok) return refuseOutcome(seen, locale);
    if (!seen.value.manages) return refuse("not_found", locale);
    const picture = await readBytes(ctx.req, PICTURE_MAX_BYTES);
    if (picture === null) return refuse("picture_too_large", locale);
    return await answerEventDeed(await editEvent(deps, asker, place, { picture }), ctx.req, ctx.state, place);
  },

  async DELETE(ctx) {
    const place = eventPlace(ctx.params, ctx.url);
    const outcome = await editEvent(ctx.state.deps, askerOf(ctx.req, ctx.state), place, { picture: null });
    return await answerEventDeed(outcome, ctx.req, ctx.state, place);
  },
});
