import { listBlocked } from "../../../../actions/list_blocked.ts";
import { define } from "../../../../define.ts";
import { readNameCursor, writeNameCursor } from "../../../../protocol/friends.ts";
import { answerOutcome } from "../(_json)/answer.ts";

/** Whom the caller has blocked, by name. */
export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { searchParams } = ctx.url;
    const page = { query: searchParams.get("q") ?? "", after: readNameCursor(searchParams.get("after")) };
    return answerOutcome(await listBlocked(deps, viewer, page), locale, ({ people, next }) => ({
      people,
      next: next && writeNameCursor(next),
    }));
  },
});
