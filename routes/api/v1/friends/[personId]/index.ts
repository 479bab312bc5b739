import { endFriendship } from "../../../../../actions/end_friendship.ts";
import { markTie } from "../../../../../actions/mark_tie.ts";
import { readFriend } from "../../../../../actions/read_friend.ts";
import { define } from "../../../../../define.ts";
import { personId } from "../../../../../domain/ids.ts";
import { markTieBody, toFriendAnswer } from "../../../../../protocol/friends.ts";
import { answerOutcome, readBody } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await readFriend(deps, viewer, personId(ctx.params.personId ?? ""));
    return answerOutcome(outcome, locale, (friend) => ({ friend: toFriendAnswer(friend) }));
  },

  /** Sets the marks. */
  async PATCH(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, markTieBody, locale);
    if (!read.ok) return read.response;
    const outcome = await markTie(deps, viewer, personId(ctx.params.personId ?? ""), read.body);
    return answerOutcome(outcome, locale, (friend) => ({ friend: toFriendAnswer(friend) }));
  },

  /** Ends the friendship. */
  async DELETE(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await endFriendship(deps, viewer, personId(ctx.params.personId ?? ""));
    return answerOutcome(outcome, locale, () => ({ state: "none" }));
  },
});
