/** The events that one hosts, has answered, or that are for one. */
import { page } from "fresh";
import { readFeedToken } from "../../actions/calendar_feed.ts";
import { type ListedEvents, listEvents } from "../../actions/list_events.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { EventRow } from "../../components/EventRow.tsx";
import { Plus } from "../../components/icons.ts";
import { define } from "../../define.ts";
import { eventId, type PersonId } from "../../domain/ids.ts";
import CopyLink from "../../islands/CopyLink.tsx";
import LocalTimes from "../../islands/LocalTimes.tsx";
import { eventsQuery, feedLink } from "../../protocol/events.ts";
import { eventWords } from "../../words/events.ts";
import { speaker } from "../../words/speaker.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface Shown {
  readonly list: ListedEvents;
  readonly which: "coming" | "earlier";
  readonly isFirst: boolean;
  readonly viewerId: PersonId;
  /** Of one's own calendar. */
  readonly feed: string | null;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    if (viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const { which, after } = eventsQuery.parse({
      which: ctx.url.searchParams.get("which") ?? undefined,
      after: ctx.url.searchParams.get("after"),
    });
    const outcome = await listEvents(deps, viewer, { which, after: after === null ? null : eventId(after) });
    if (!outcome.ok) return seeOther(signInPath(ctx.url.pathname));
    const feed = await readFeedToken(deps, viewer);
    return page<Shown>({
      list: outcome.value,
      which,
      isFirst: after === null,
      viewerId: viewer.personId,
      feed: feed.ok ? feed.value : null,
    });
  },
});

export default define.page<typeof handler>(function Events({ data, state: { deps, locale } }) {
  const { list: { events, next }, which, isFirst, viewerId, feed } = data;
  const say = speaker(eventWords, locale);
  const now = deps.now();
  const isEmpty = events.length === 0 && next === null;
  return (
    <div class="sheet sheet-wide stack">
      <PageTitle page={say("page")} locale={locale} />
      <LocalTimes locale={locale} />
      <header class="own-rooms-head">
        <div class="stack stack-tight">
          <h1>{say(which === "coming" ? "heading" : "earlier")}</h1>
          <p class="lead">{say("text")}</p>
        </div>
        {!(isEmpty && which === "coming") && <MakeEvent label={say("create")} />}
      </header>
      {events.length > 0 && (
        <ul class="coming-list">
          {events.map((each) => (
            <EventRow key={each.event.id} locale={locale} {...each} viewerId={viewerId} now={now} />
          ))}
        </ul>
      )}
      {isEmpty && which === "coming" && isFirst && (
        <EmptyState title={say("empty_title")} text={say("empty")}>
          <MakeEvent label={say("create")} />
        </EmptyState>
      )}
      {isEmpty && which === "earlier" && isFirst && <p class="soft">{say("empty_earlier")}</p>}
      {isEmpty && !isFirst && <p class="soft">{say("none_further")}</p>}
      <nav class="row" aria-label={say("more")}>
        {!isFirst && <ButtonLink href={href(which, null)} variant="plain">{say("first")}</ButtonLink>}
        {next !== null && <ButtonLink href={href(which, next)}>{say("next")}</ButtonLink>}
        {which === "coming"
          ? <ButtonLink href={href("earlier", null)} variant="plain">{say("show_earlier")}</ButtonLink>
          : <ButtonLink href={href("coming", null)} variant="plain">{say("show_coming")}</ButtonLink>}
      </nav>
      <Feed locale={locale} url={feed && feedLink(feed, deps.publicUrl)} />
    </div>
  );
});

function Feed({ locale, url }: { readonly locale: string; readonly url: string | null }) {
  const say = speaker(eventWords, locale);
  return (
    <Card as="section" tone="quiet" labelledBy="calendar">
      <div class="stack">
        <div class="stack stack-tight">
          <h2 id="calendar">{say("feed_title")}</h2>
          <p class="soft">{say("feed_text")}</p>
        </div>
        {url !== null && (
          <CopyLink id="feed" label={say("feed_link")} value={url} copy={say("copy")} copied={say("copied")} />
        )}
        <form class="stack stack-tight" method="post" action="/events/calendar">
          <div>
            <Button type="submit">{say(url === null ? "feed_make" : "feed_replace")}</Button>
          </div>
          {url !== null && <p class="soft small">{say("feed_replace_text")}</p>}
        </form>
      </div>
    </Card>
  );
}

function href(which: Shown["which"], after: string | null): string {
  const search = new URLSearchParams();
  if (which === "earlier") search.set("which", which);
  if (after !== null) search.set("after", after);
  return search.size === 0 ? "/events" : `/events?${search}`;
}

function MakeEvent({ label }: { readonly label: string }) {
  return <ButtonLink href="/events/new" variant="primary" icon={Plus}>{label}</ButtonLink>;
}
