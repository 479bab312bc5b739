import { acceptFriend } from "../../../../../actions/accept_friend.ts";
import { define } from "../../../../../define.ts";
import { personId } from "../../../../../domain/ids.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** Says yes to who asked. Accepting a friend answers the same. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await acceptFriend(deps, viewer, personId(ctx.params.personId ?? ""));
    return answerOutcome(outcome, locale, () => ({ state: "friends" }));
  },
});
