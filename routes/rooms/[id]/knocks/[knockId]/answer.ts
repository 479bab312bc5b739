/** An answer to somebody who knocks, from a page of those who look after the room. */
import { HttpError } from "fresh";
import { answerKnock } from "../../../../../actions/answer_knock.ts";
import { define } from "../../../../../define.ts";
import { knockId, roomId } from "../../../../../domain/ids.ts";
import { statusOf } from "../../../../../protocol/api.ts";
import { knockAnswer } from "../../../../../protocol/knocks.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { readForm } from "../../../../(_http)/form.ts";
import { nextPath, seeOther } from "../../../../(_http)/see_other.ts";

/** Back to where the form stood: the field `back`, or the room's page. Who has gone is no fault: the page shows that they are. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps } = ctx.state;
    const { id = "", knockId: knock = "" } = ctx.params;
    const fields = await readForm(ctx.req);
    const answer = knockAnswer(fields);
    if (answer === null) throw new HttpError(400);
    const outcome = await answerKnock(deps, askerOf(ctx.req, ctx.state), roomId(id), knockId(knock), answer);
    if (!outcome.ok && outcome.refusal !== "knocker_gone") throw new HttpError(statusOf(outcome.refusal));
    return seeOther(fields.back === undefined ? `/rooms/${encodeURIComponent(id)}` : nextPath(fields.back));
  },
});
