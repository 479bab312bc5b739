import { readEvent } from "../../../../../../actions/read_event.ts";
import { writePost } from "../../../../../../actions/write_post.ts";
import { define } from "../../../../../../define.ts";
import { postBody, toPostsAnswer } from "../../../../../../protocol/events.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../../(_http)/event_place.ts";
import { answerOutcome, readBody, refuseOutcome } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await readEvent(deps, askerOf(ctx.req, ctx.state), eventPlace(ctx.params, ctx.url));
    return answerOutcome(outcome, locale, ({ posts }) => toPostsAnswer(posts));
  },

  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, postBody, locale);
    if (!read.ok) return read.response;
    const place = eventPlace(ctx.params, ctx.url);
    const asker = askerOf(ctx.req, ctx.state);
    const written = await writePost(deps, asker, place, read.body.text);
    if (!written.ok) return refuseOutcome(written, locale);
    return answerOutcome(await readEvent(deps, asker, place), locale, ({ posts }) => toPostsAnswer(posts), 201);
  },
});
