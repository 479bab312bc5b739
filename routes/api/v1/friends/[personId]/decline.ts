import { declineFriend } from "../../../../../actions/decline_friend.ts";
import { define } from "../../../../../define.ts";
import { personId } from "../../../../../domain/ids.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** Says no to who asked, who is not told. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await declineFriend(deps, viewer, personId(ctx.params.personId ?? ""));
    return answerOutcome(outcome, locale, () => ({ state: "none" }));
  },
});
