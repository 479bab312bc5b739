/** An event: what it is, when and where, who comes, and the way into its room. All of it works without a script. */
import { HttpError, page } from "fresh";
import { listHostCandidates } from "../../../actions/list_host_candidates.ts";
import { type EventView, readEvent } from "../../../actions/read_event.ts";
import { writePost } from "../../../actions/write_post.ts";
import type { EventPlace } from "../../../actions/seen_event.ts";
import { audienceText } from "../../../components/audience_text.ts";
import { AudienceLine } from "../../../components/AudienceLine.tsx";
import { ButtonLink } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { errorText } from "../../../components/error_text.ts";
import { AnswerForm, AnswerList } from "../../../components/EventAnswers.tsx";
import { EventPicture } from "../../../components/EventPicture.tsx";
import { EventBadge } from "../../../components/EventRow.tsx";
import { EventTalk } from "../../../components/EventTalk.tsx";
import { EventHosts, type HostNaming } from "../../../components/EventHosts.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { ArrowRight, CalendarDays, CalendarPlus, MapPin } from "../../../components/icons.ts";
import { Moment } from "../../../components/Moment.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { define, type State } from "../../../define.ts";
import { eventPath, linkQuery } from "../../../domain/event.ts";
import { eventId, roomCode } from "../../../domain/ids.ts";
import type { Refusal } from "../../../domain/refusal.ts";
import { isHost } from "../../../domain/visibility.ts";
import CopyLink from "../../../islands/CopyLink.tsx";
import LocalTimes from "../../../islands/LocalTimes.tsx";
import { statusOf } from "../../../protocol/api.ts";
import { CALENDAR_TYPE, calendarOf } from "../../../protocol/calendar.ts";
import { EVENT_LIMIT_BYTES, eventLink } from "../../../protocol/events.ts";
import { formFields } from "../../../protocol/forms.ts";
import { eventWords } from "../../../words/events.ts";
import { speaker } from "../../../words/speaker.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { eventPlace } from "../../(_http)/event_place.ts";
import { formStatus, readFormData } from "../../(_http)/form.ts";
import { retryAfter } from "../../(_http)/retry_after.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";
import { EventPreviewTags } from "../(_event)/EventPreviewTags.tsx";
import { PageTitle } from "../../(_page)/PageTitle.tsx";

interface Shown {
  readonly view: EventView;
  readonly link: EventPlace["link"];
  /** For its host, while it is not over. */
  readonly naming: HostNaming | null;
  /** What somebody wrote and was not taken, with the reason. */
  readonly refused: { readonly text: string; readonly refusal: Refusal } | null;
}

interface Part extends Pick<Shown, "view"> {
  readonly locale: string;
}

/** `/events/:id.ics` is the same event as a calendar file. */
const FILE_END = ".ics";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps } = ctx.state;
    const named = eventPlace(ctx.params, ctx.url);
    const isFile = named.id.endsWith(FILE_END);
    const place = isFile ? { ...named, id: eventId(named.id.slice(0, -FILE_END.length)) } : named;
    const outcome = await readEvent(deps, askerOf(ctx.req, ctx.state), place);
    if (outcome.ok && isFile) {
      const file = calendarOf([outcome.value], { publicUrl: deps.publicUrl, now: outcome.value.now, name: null });
      return new Response(file, {
        headers: {
          "Content-Type": CALENDAR_TYPE,
          "Content-Disposition": `attachment; filename="event.ics"`,
          "Cache-Control": "private, no-cache",
        },
      });
    }
    if (outcome.ok) {
      const naming = await namingFor(ctx.state, outcome.value, ctx.url.searchParams.get("host") ?? "");
      return page<Shown>({ view: outcome.value, link: place.link, naming, refused: null }, {
        headers: { "Cache-Control": "private, no-cache" },
      });
    }
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(ctx.url.pathname + ctx.url.search));
    throw new HttpError(statusOf(outcome.refusal));
  },

  /** Writes under the event. */
  async POST(ctx) {
    const { deps } = ctx.state;
    const { text = "" } = formFields(await readFormData(ctx.req, EVENT_LIMIT_BYTES));
    const place = eventPlace(ctx.params, ctx.url);
    const asker = askerOf(ctx.req, ctx.state);
    const path = ctx.url.pathname + ctx.url.search;
    const outcome = await writePost(deps, asker, place, text);
    if (outcome.ok) return seeOther(`${path}#talk`);
    const { refusal } = outcome;
    if (refusal === "not_signed_in") return seeOther(signInPath(path));
    const seen = await readEvent(deps, asker, place);
    if (!seen.ok) throw new HttpError(statusOf(seen.refusal));
    const naming = await namingFor(ctx.state, seen.value, "");
    return page<Shown>({ view: seen.value, link: place.link, naming, refused: { text, refusal } }, {
      status: formStatus(refusal),
      headers: retryAfter(outcome),
    });
  },
});

async function namingFor({ deps, viewer }: State, view: EventView, query: string): Promise<HostNaming | null> {
  const isOver = view.state === "over" || view.state === "cancelled";
  if (viewer.kind === "guest" || isOver || !isHost(view.event.room, viewer)) return null;
  return { ...await listHostCandidates(deps, viewer, view, query), query };
}

export default define.page<typeof handler>(function EventPage({ data, state: { deps, viewer, locale } }) {
  const { view, link, naming, refused } = data;
  const { event, state, counts, own, names, guests, coHosts, posts, manages } = view;
  const { room } = event;
  const say = speaker(eventWords, locale);
  const hosts = isHost(room, viewer);
  const isOver = state === "over" || state === "cancelled";
  const code = link === null ? null : roomCode(link);
  return (
    <article class="event">
      <PageTitle page={room.activity.title} locale={locale} />
      <EventPreviewTags locale={locale} event={event} state={state} now={view.now} publicUrl={deps.publicUrl} />
      <LocalTimes locale={locale} />
      <div class="stack">
        {state === "cancelled" && (
          <Notice kind="warning">
            <p>{say("cancelled")}</p>
          </Notice>
        )}
        <Card tone={state === "now" ? "lit" : "plain"}>
          <div class="stack">
            <EventPicture event={event} code={code} />
            <Head locale={locale} view={view} hosts={hosts} />
            {event.description !== "" && <p class="event-text">{event.description}</p>}
            <div>
              <ButtonLink href={`${eventPath(event.id)}.ics${linkQuery(code)}`} icon={CalendarPlus}>
                {say("calendar")}
              </ButtonLink>
            </div>
            <AudienceLine text={audienceText({ ...room, isHost: hosts }, locale)} />
          </div>
        </Card>
        <Card>
          <div class="stack">
            {!hosts && !isOver && (
              <AnswerForm
                locale={locale}
                action={`${eventPath(event.id)}/answer${linkQuery(code)}`}
                own={own}
                signIn={viewer.kind === "guest" ? signInPath(eventPath(event.id, code)) : null}
              />
            )}
            <AnswerList locale={locale} counts={counts} names={names} guests={guests} />
          </div>
        </Card>
        {posts !== null && viewer.kind === "person" && (
          <Card>
            <EventTalk
              locale={locale}
              posts={posts}
              viewerId={viewer.personId}
              isHost={hosts}
              path={eventPath(event.id)}
              query={linkQuery(code)}
              typed={refused?.text ?? ""}
              error={refused === null ? undefined : errorText(refused.refusal, locale)}
              now={view.now}
            />
          </Card>
        )}
      </div>
      <div class="stack">
        <RoomPart locale={locale} view={view} />
        {coHosts !== null && (coHosts.length > 0 || naming !== null) && (
          <Card>
            <EventHosts locale={locale} event={event} coHosts={coHosts} naming={naming} />
          </Card>
        )}
        {manages && !isOver && <LinkPart locale={locale} view={view} url={eventLink(event, deps.publicUrl)} />}
      </div>
    </article>
  );
});

function Head({ locale, view: { event, state, now }, hosts }: Part & { readonly hosts: boolean }) {
  const say = speaker(eventWords, locale);
  const { room: { activity, hostName: host }, startsAt, endsAt, schedule, place } = event;
  return (
    <div class="stack">
      <div class="coming-head">
        <span class="emoji-tile" aria-hidden="true">{activity.emoji}</span>
        <div class="stack stack-tight">
          <h1>
            <bdi>{activity.title}</bdi>
          </h1>
          <div class="row">
            <EventBadge locale={locale} state={state} startsAt={startsAt} now={now} />
            <bdi class="soft">{hosts ? say("by_you") : say("by", { host })}</bdi>
          </div>
        </div>
      </div>
      <p class="event-fact">
        <Icon of={CalendarDays} size="small" />
        <Moment locale={locale} zone={schedule.zone} now={now} startsAt={startsAt} endsAt={endsAt} />
      </p>
      {place !== null && (
        <p class="event-fact">
          <Icon of={MapPin} size="small" />
          <bdi>{place}</bdi>
        </p>
      )}
    </div>
  );
}

function RoomPart({ locale, view: { event: { room, schedule }, state, now } }: Part) {
  const say = speaker(eventWords, locale);
  const path = `/r/${room.code}`;
  return (
    <Card as="section" tone={room.state === "open" ? "lit" : "plain"} labelledBy="room">
      <div class="stack">
        <h2 id="room">{say("room")}</h2>
        {state === "over" && <p class="soft">{say("over")}</p>}
        {state === "cancelled" && <p class="soft">{say("cancelled")}</p>}
        {room.state === "scheduled" && state !== "over" && (
          <>
            <p>
              {say("room_opens")} <Moment locale={locale} zone={schedule.zone} now={now} startsAt={room.opensAt} />
            </p>
            <div>
              <ButtonLink href={path} icon={ArrowRight}>{say("to_room")}</ButtonLink>
            </div>
          </>
        )}
        {room.state === "open" && (
          <>
            <p>{say("room_open")}</p>
            <div>
              <ButtonLink href={path} variant="primary" size="large" icon={ArrowRight}>{say("come_in")}</ButtonLink>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

function LinkPart({ locale, view: { event: { id, room } }, url }: Part & { readonly url: string }) {
  const say = speaker(eventWords, locale);
  return (
    <Card as="section" labelledBy="link-title">
      <div class="stack">
        <div class="stack stack-tight">
          <h2 id="link-title">{say("link")}</h2>
          <p class="soft">{say(room.audience.kind === "link" ? "link_anybody" : "link_audience")}</p>
        </div>
        <CopyLink id="event-link" label={say("link")} value={url} copy={say("copy")} copied={say("copied")} />
        <div class="row">
          <ButtonLink href={`/rooms/${room.id}#invite`}>{say("invite")}</ButtonLink>
          <ButtonLink href={`${eventPath(id)}/edit`}>{say("edit")}</ButtonLink>
        </div>
      </div>
    </Card>
  );
}
