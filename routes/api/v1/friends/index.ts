import { askFriend, askFriendByEmail } from "../../../../actions/ask_friend.ts";
import { listFriends } from "../../../../actions/list_friends.ts";
import { define } from "../../../../define.ts";
import { personId } from "../../../../domain/ids.ts";
import { askFriendBody, readNameCursor, toFriendAnswer, writeNameCursor } from "../../../../protocol/friends.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { searchParams } = ctx.url;
    const page = { query: searchParams.get("q") ?? "", after: readNameCursor(searchParams.get("after")) };
    return answerOutcome(await listFriends(deps, viewer, page), locale, ({ people, next, toMe, mine }) => ({
      friends: people.map(toFriendAnswer),
      next: next && writeNameCursor(next),
      requests: {
        toMe: toMe.map(({ id, name, askedAt }) => ({ id, name, askedAt: askedAt.toISOString() })),
        mine,
      },
    }));
  },

  /** Asks somebody to be friends. */
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, askFriendBody, locale);
    if (!read.ok) return read.response;
    const outcome = "email" in read.body
      ? await askFriendByEmail(deps, viewer, read.body.email)
      : await askFriend(deps, viewer, personId(read.body.personId));
    return answerOutcome(outcome, locale, (state) => ({ state }));
  },
});
