/** What one was told. Opening one, and marking all as read, are forms. */
import { page } from "fresh";
import { listNotices, type NoticePage } from "../../actions/list_notices.ts";
import { markNoticesRead } from "../../actions/mark_notices_read.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { NoticeLine } from "../../components/NoticeLine.tsx";
import { define } from "../../define.ts";
import { noticeId } from "../../domain/ids.ts";
import { noticesQuery } from "../../protocol/notices.ts";
import { noticesWords } from "../../words/notices.ts";
import { speaker } from "../../words/speaker.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { noticePath } from "../../domain/notice_path.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface NoticesData extends NoticePage {
  /** Whether this is a later page than the first. */
  readonly older: boolean;
}

export const handler = define.handlers<NoticesData>({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const query = noticesQuery.safeParse({ after: ctx.url.searchParams.get("after") });
    const after = query.success && query.data.after !== null ? noticeId(query.data.after) : null;
    const outcome = await listNotices(deps, viewer, after);
    if (!outcome.ok) return seeOther(signInPath("/notices"));
    return page({ ...outcome.value, older: after !== null });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const outcome = await markNoticesRead(deps, viewer, null);
    return seeOther(outcome.ok ? "/notices" : signInPath("/notices"));
  },
});

export default define.page<typeof handler>(function Notices({ data, state: { deps, locale } }) {
  const say = speaker(noticesWords, locale);
  const now = deps.now();
  const { notices, unread, next, older } = data;
  return (
    <div class="stack narrow">
      <PageTitle page={say("title")} locale={locale} />
      <div class="told-head">
        <div class="stack stack-tight">
          <h1>{say("title")}</h1>
          <p class="lead">{say("lead", { unread })}</p>
        </div>
        {unread > 0 && (
          <form method="post" action="/notices">
            <Button type="submit">{say("mark_all")}</Button>
          </form>
        )}
      </div>
      {notices.length === 0 && !older
        ? <EmptyState title={say("empty_title")} text={say("empty")} />
        : (
          <ul class="told-list" aria-label={say("list")}>
            {notices.map((notice) => (
              <NoticeLine
                key={notice.id}
                locale={locale}
                now={now}
                opens={noticePath(notice) !== null}
                notice={notice}
              />
            ))}
          </ul>
        )}
      {(older || next !== null) && (
        <div class="row">
          {older && <ButtonLink href="/notices">{say("newest")}</ButtonLink>}
          {next !== null && <ButtonLink href={`/notices?after=${next}`}>{say("older")}</ButtonLink>}
        </div>
      )}
      <p class="soft small">
        <a href="/settings/notices">{say("choose")}</a>
      </p>
    </div>
  );
});
