import { listKnocks } from "../../../../../../actions/list_knocks.ts";
import { define } from "../../../../../../define.ts";
import { roomId } from "../../../../../../domain/ids.ts";
import { toHeardAnswer } from "../../../../../../protocol/knocks.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answerOutcome } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await listKnocks(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (knocks) => ({ knocks: knocks.map(toHeardAnswer) }));
  },
});
