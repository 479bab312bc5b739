/** An event in a list: what, when, with whom, and what one has answered. */
import type { JSX } from "preact";
import { type AnswerCounts, type Event, type EventAnswer, eventPath, type EventState } from "../domain/event.ts";
import type { PersonId } from "../domain/ids.ts";
import { eventWords } from "../words/events.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { EventPictureTile } from "./EventPicture.tsx";
import { Moment } from "./Moment.tsx";

export interface EventRowProps {
  readonly locale: string;
  readonly event: Event;
  readonly state: EventState;
  readonly counts: AnswerCounts;
  readonly own: EventAnswer | null;
  readonly viewerId: PersonId;
  readonly now: Date;
}

export function EventRow({ locale, event, state, counts, own, viewerId, now }: EventRowProps): JSX.Element {
  const say = speaker(eventWords, locale);
  const { room: { activity, hostId, hostName: host }, startsAt, endsAt, schedule } = event;
  return (
    <li class="coming-row">
      <a class="coming-link" href={eventPath(event.id)}>
        {event.picture === null
          ? <span class="emoji-tile own-room-emoji" aria-hidden="true">{activity.emoji}</span>
          : <EventPictureTile event={event} />}
        <span class="coming-what">
          <bdi class="own-room-title">{activity.title}</bdi>
          <span class="own-room-about">
            <bdi>{hostId === viewerId ? say("by_you") : say("by", { host })}</bdi>
            <Moment locale={locale} zone={schedule.zone} now={now} startsAt={startsAt} endsAt={endsAt} />
            {counts.going > 0 && <span>{say("going_count", { count: counts.going })}</span>}
          </span>
        </span>
        <span class="coming-badges">
          {own !== null && <span class="tag">{say(`own_${own}`)}</span>}
          <EventBadge locale={locale} state={state} startsAt={startsAt} now={now} />
        </span>
      </a>
    </li>
  );
}

/** How far an event is. */
export function EventBadge(
  { locale, state, startsAt, now }: Pick<EventRowProps, "locale" | "state" | "now"> & Pick<Event, "startsAt">,
): JSX.Element {
  const say = speaker(eventWords, locale);
  if (state === "coming") return <span class="badge">{relativeTime(startsAt, now, locale)}</span>;
  return <span class={state === "now" ? "badge badge-open" : "badge"}>{say(`state_${state}`)}</span>;
}
