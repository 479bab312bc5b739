import { markNoticesRead } from "../../../../actions/mark_notices_read.ts";
import { define } from "../../../../define.ts";
import { noticeId } from "../../../../domain/ids.ts";
import { readNoticesBody } from "../../../../protocol/notices.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  /** One notice, or all of them. */
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, readNoticesBody, locale);
    if (!read.ok) return read.response;
    const only = read.body.id === null ? null : noticeId(read.body.id);
    return answerOutcome(await markNoticesRead(deps, viewer, only), locale, (unread) => ({ unread }));
  },
});
