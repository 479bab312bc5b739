import { knowsPush } from "../../../../actions/take_push.ts";
import { define } from "../../../../define.ts";
import { browserBody } from "../../../../protocol/notice_choices.ts";
import { accountHeaders } from "../../../(_http)/account_headers.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale, address } = ctx.state;
    const read = await readBody(ctx.req, browserBody, locale);
    if (!read.ok) return read.response;
    const session = await deps.accounts.sessionIdOf(accountHeaders(ctx.req, address));
    return answerOutcome(await knowsPush(deps, viewer, session, read.body.endpoint), locale, (on) => ({ on }));
  },
});
