import { listNotices } from "../../../../actions/list_notices.ts";
import { define } from "../../../../define.ts";
import { noticeId } from "../../../../domain/ids.ts";
import { noticesQuery, toNoticeAnswer } from "../../../../protocol/notices.ts";
import { answerOutcome, refuse } from "../(_json)/answer.ts";

export const handler = define.handlers({
  /** What the caller was told, a page of it. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const query = noticesQuery.safeParse({ after: ctx.url.searchParams.get("after") });
    if (!query.success) return refuse("bad_input", locale);
    const after = query.data.after === null ? null : noticeId(query.data.after);
    return answerOutcome(await listNotices(deps, viewer, after), locale, ({ notices, unread, next }) => ({
      notices: notices.map(toNoticeAnswer),
      unread,
      next,
    }));
  },
});
