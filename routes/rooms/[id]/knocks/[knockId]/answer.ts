/** An answer to somebody who knocks, from a page of those who look after the room. */
import { HttpError } from "fresh";
import { answerKnock } from "../../../../../actions/answer_knock.ts";
import { define } from "../../../../../define.ts";
import { knockId, roomId } from "../../../../../domain/ids.ts";
import { knockAnswer } from "../../../../../protocol/knocks.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { readForm } from "../../../../(_http)/form.ts";
import { answerDeed, backTo } from "../../../(_deeds)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { id = "", knockId: knock = "" } = ctx.params;
    const room = roomId(id);
    const fields = await readForm(ctx.req);
    const answer = knockAnswer(fields);
    if (answer === null) throw new HttpError(400);
    const outcome = await answerKnock(ctx.state.deps, askerOf(ctx.req, ctx.state), room, knockId(knock), answer);
    return answerDeed(outcome, backTo(room, fields));
  },
});
