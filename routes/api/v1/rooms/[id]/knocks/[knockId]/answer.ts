import { answerKnock } from "../../../../../../../actions/answer_knock.ts";
import { define } from "../../../../../../../define.ts";
import { knockId, roomId } from "../../../../../../../domain/ids.ts";
import { answerKnockBody } from "../../../../../../../protocol/knocks.ts";
import { askerOf } from "../../../../../../(_http)/asker.ts";
import { answerOutcome, readBody } from "../../../../(_json)/answer.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, answerKnockBody, locale);
    if (!read.ok) return read.response;
    const { id = "", knockId: knock = "" } = ctx.params;
    const asker = askerOf(ctx.req, ctx.state);
    const outcome = await answerKnock(deps, asker, roomId(id), knockId(knock), read.body.answer);
    return answerOutcome(outcome, locale, (answered) => ({ knock: answered }));
  },
});
