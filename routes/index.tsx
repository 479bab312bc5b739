/** The first page. Signed out: what this is. Signed in: start a room, the rooms of others to drop into, and one's own. */
import { listComingRooms } from "../actions/list_coming_rooms.ts";
import { listEvents } from "../actions/list_events.ts";
import { listOwnRooms } from "../actions/list_own_rooms.ts";
import { ButtonLink } from "../components/Button.tsx";
import { ComingRooms } from "../components/ComingRooms.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { EventList } from "../components/EventList.tsx";
import { Plus } from "../components/icons.ts";
import { RoomCard } from "../components/RoomCard.tsx";
import { SignedOutHome } from "../components/SignedOutHome.tsx";
import { define } from "../define.ts";
import LocalTimes from "../islands/LocalTimes.tsx";
import Tray from "../islands/Tray.tsx";
import { homeWords } from "../words/home.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { MediaNotice } from "./(_page)/MediaNotice.tsx";
import { PageTitle } from "./(_page)/PageTitle.tsx";

/** How many ended rooms are worth remembering on the first page. */
const EARLIER_ROOMS_SHOWN = 5;
const EVENTS_SHOWN = 5;

export default define.page(async function Home({ state }) {
  const { deps, trays, viewer, locale } = state;
  const say = speaker(homeWords, locale);
  if (viewer.kind === "guest") {
    return (
      <>
        <PageTitle page={say("page_signed_out")} locale={locale} />
        <SignedOutHome locale={locale} />
      </>
    );
  }
  const [outcome, tray, comingRooms, events] = await Promise.all([
    listOwnRooms(deps, viewer),
    trays.read(viewer),
    listComingRooms(deps, viewer),
    listEvents(deps, viewer, { which: "coming", after: null, limit: EVENTS_SHOWN }),
  ]);
  const rooms = outcome.ok ? outcome.value.rooms : [];
  const coming = events.ok ? events.value.events : [];
  // The room of an event that stands above is told there, until it opens.
  const told = new Set(coming.map(({ event }) => event.room.id));
  const live = rooms.filter(({ room: { id, state } }) => state === "open" || state === "scheduled" && !told.has(id));
  const ended = rooms.filter(({ room }) => room.state === "ended").slice(0, EARLIER_ROOMS_SHOWN);
  const now = deps.now();
  return (
    <div class="stack">
      <PageTitle page={say("page_signed_in")} locale={locale} />
      <MediaNotice state={state} />
      <section class="greeting">
        <div class="stack stack-tight">
          <h1>{say("greeting", { name: viewer.name })}</h1>
          <p class="lead">{say("greeting_text")}</p>
        </div>
        <ButtonLink href="/rooms/new" variant="primary" size="large" icon={Plus}>{say("start")}</ButtonLink>
      </section>
      <Tray locale={locale} known={tray} now={now.getTime()} />
      <LocalTimes locale={locale} />
      {comingRooms.ok && <ComingRooms locale={locale} rooms={comingRooms.value} now={now} />}
      {coming.length > 0 && (
        <EventList
          locale={locale}
          title={say("events")}
          events={coming}
          viewerId={viewer.personId}
          allHref="/events"
          now={now}
        />
      )}
      <section class="rooms stack" aria-labelledby="rooms">
        <div class="rooms-head">
          <h2 id="rooms">{say("rooms")}</h2>
          {rooms.length > 0 && <a class="rooms-all" href="/rooms">{say("all_rooms")}</a>}
        </div>
        {live.length === 0
          ? <EmptyState title={say("rooms_empty_title")} text={say("rooms_empty")} />
          : (
            <ul class="room-list">
              {live.map(({ room, inside }) => (
                <RoomCard
                  key={room.id}
                  locale={locale}
                  room={room}
                  inside={inside}
                  link={new URL(`/r/${room.code}`, deps.publicUrl).href}
                  now={now}
                />
              ))}
            </ul>
          )}
      </section>
      {ended.length > 0 && (
        <section class="rooms stack" aria-labelledby="earlier">
          <h2 id="earlier">{say("ended_rooms")}</h2>
          <ul class="past-list">
            {ended.map(({ room }) => (
              <li key={room.id} class="past">
                <span class="past-emoji" aria-hidden="true">{room.activity.emoji}</span>
                <a class="past-title" href={`/rooms/${room.id}`}>
                  <bdi>{room.activity.title}</bdi>
                </a>
                <span class="soft small">
                  {say("ended_when", { when: relativeTime(room.endedAt ?? now, now, locale) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
});
