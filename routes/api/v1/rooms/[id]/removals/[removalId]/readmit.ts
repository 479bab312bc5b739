import { readmit } from "../../../../../../../actions/readmit.ts";
import { define } from "../../../../../../../define.ts";
import { removalId, roomId } from "../../../../../../../domain/ids.ts";
import { askerOf } from "../../../../../../(_http)/asker.ts";
import { answerDone } from "../../../../(_json)/answer.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const { id = "", removalId: removal = "" } = ctx.params;
    const outcome = await readmit(deps, askerOf(ctx.req, ctx.state), roomId(id), removalId(removal));
    return answerDone(outcome, locale);
  },
});
