import { createEvent } from "../../../../actions/create_event.ts";
import { listEvents } from "../../../../actions/list_events.ts";
import { readEvent } from "../../../../actions/read_event.ts";
import { define } from "../../../../define.ts";
import { eventId } from "../../../../domain/ids.ts";
import { toAudienceChoice } from "../../../../protocol/api.ts";
import {
  createEventBody,
  EVENT_LIMIT_BYTES,
  eventsQuery,
  toEventAnswer,
  toEventTimes,
} from "../../../../protocol/events.ts";
import { askerOf, tracesOf } from "../../../(_http)/asker.ts";
import { answerOutcome, readBody, refuseOutcome } from "../(_json)/answer.ts";

export const handler = define.handlers({
  /** The events that the caller hosts, has answered, or that are for them. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { which, after } = eventsQuery.parse({
      which: ctx.url.searchParams.get("which") ?? undefined,
      after: ctx.url.searchParams.get("after"),
    });
    const outcome = await listEvents(deps, viewer, { which, after: after === null ? null : eventId(after) });
    return answerOutcome(outcome, locale, ({ events, next }) => ({
      events: events.map((event) => toEventAnswer(event, deps.publicUrl)),
      next,
    }));
  },

  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, createEventBody, locale, EVENT_LIMIT_BYTES);
    if (!read.ok) return read.response;
    const { emoji, title, description, place, audience } = read.body;
    const made = await createEvent(deps, viewer, {
      activity: { emoji, title },
      description,
      place,
      audience: toAudienceChoice(audience),
      times: toEventTimes(read.body),
    }, tracesOf(ctx.req, ctx.state));
    if (!made.ok) return refuseOutcome(made, locale);
    const outcome = await readEvent(deps, askerOf(ctx.req, ctx.state), { id: made.value, link: null });
    return answerOutcome(outcome, locale, (view) => ({ event: toEventAnswer(view, deps.publicUrl) }), 201);
  },
});
