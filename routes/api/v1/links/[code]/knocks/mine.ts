import { readKnock } from "../../../../../../actions/read_knock.ts";
import { define } from "../../../../../../define.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answerOutcome } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await readKnock(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "");
    return answerOutcome(outcome, locale, (knock) => ({ knock }));
  },
});
