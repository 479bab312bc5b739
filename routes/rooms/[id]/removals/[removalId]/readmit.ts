/** "Let back in", from a room's page. */
import { readmit } from "../../../../../actions/readmit.ts";
import { define } from "../../../../../define.ts";
import { removalId, roomId } from "../../../../../domain/ids.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { readForm } from "../../../../(_http)/form.ts";
import { answerDeed, backTo } from "../../../(_deeds)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { id = "", removalId: removal = "" } = ctx.params;
    const back = backTo(roomId(id), await readForm(ctx.req));
    return answerDeed(await readmit(ctx.state.deps, askerOf(ctx.req, ctx.state), roomId(id), removalId(removal)), back);
  },
});
