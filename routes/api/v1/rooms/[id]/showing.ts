import { readShowing } from "../../../../../actions/read_showing.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { toShowingAnswer } from "../../../../../protocol/api.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** How far one's room for friends is shown now, and will be. */
export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await readShowing(deps, viewer, roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, ({ foresight }) => ({ showing: toShowingAnswer(foresight) }));
  },
});
