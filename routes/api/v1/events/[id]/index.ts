import { editEvent } from "../../../../../actions/edit_event.ts";
import { readEvent } from "../../../../../actions/read_event.ts";
import { define } from "../../../../../define.ts";
import { toAudienceChoice } from "../../../../../protocol/api.ts";
import { editEventBody, EVENT_LIMIT_BYTES, toActivity } from "../../../../../protocol/events.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../(_http)/event_place.ts";
import { readBody } from "../../(_json)/answer.ts";
import { answerEventDeed, answerEventView } from "../../(_json)/event.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const outcome = await readEvent(ctx.state.deps, askerOf(ctx.req, ctx.state), eventPlace(ctx.params, ctx.url));
    return answerEventView(outcome, ctx.state);
  },

  async PATCH(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, editEventBody, locale, EVENT_LIMIT_BYTES);
    if (!read.ok) return read.response;
    const { description, place, audience, startsAt, endsAt, zone } = read.body;
    const where = eventPlace(ctx.params, ctx.url);
    const outcome = await editEvent(deps, askerOf(ctx.req, ctx.state), where, {
      activity: toActivity(read.body),
      description,
      place,
      zone,
      audience: audience && toAudienceChoice(audience),
      start: startsAt && { at: startsAt },
      end: endsAt && { at: endsAt },
    });
    return await answerEventDeed(outcome, ctx.req, ctx.state, where);
  },
});
