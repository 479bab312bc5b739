import { dropPush, takePush } from "../../../../actions/take_push.ts";
import { define } from "../../../../define.ts";
import { browserBody, pushSubscriptionBody } from "../../../../protocol/notice_choices.ts";
import { accountHeaders } from "../../../(_http)/account_headers.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale, address } = ctx.state;
    const read = await readBody(ctx.req, pushSubscriptionBody, locale);
    if (!read.ok) return read.response;
    const { endpoint, keys } = read.body;
    const session = await deps.accounts.sessionIdOf(accountHeaders(ctx.req, address));
    const outcome = await takePush(deps, viewer, session, { endpoint, ...keys });
    return answerOutcome(outcome, locale, () => ({ on: true }), 201);
  },

  async DELETE(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, browserBody, locale);
    if (!read.ok) return read.response;
    return answerOutcome(await dropPush(deps, viewer, read.body.endpoint), locale, () => ({ on: false }));
  },
});
