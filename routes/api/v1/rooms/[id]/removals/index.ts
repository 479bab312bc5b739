import { listRemovals } from "../../../../../../actions/list_removals.ts";
import { define } from "../../../../../../define.ts";
import { roomId } from "../../../../../../domain/ids.ts";
import { toRemovalAnswer } from "../../../../../../protocol/hosting.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answerOutcome } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  /** Who is kept out now, the latest first. */
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await listRemovals(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (removals) => ({ removals: removals.map(toRemovalAnswer) }));
  },
});
