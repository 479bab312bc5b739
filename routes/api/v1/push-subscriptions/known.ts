import { knowsPush } from "../../../../actions/take_push.ts";
import { define } from "../../../../define.ts";
import { browserBody } from "../../../../protocol/notice_choices.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, browserBody, locale);
    if (!read.ok) return read.response;
    return answerOutcome(await knowsPush(deps, viewer, read.body.endpoint), locale, (on) => ({ on }));
  },
});
