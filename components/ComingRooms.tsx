/** The rooms of others that are to open: those of the next day, then those of the days after. Nothing where there are none. */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { comingWords } from "../words/coming.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { Bell } from "./icons.ts";
import { Icon } from "./Icon.tsx";
import { Moment } from "./Moment.tsx";
import { Repeats } from "./Repeats.tsx";

export interface ComingRoomsProps {
  readonly locale: string;
  readonly rooms: readonly { readonly room: Room; readonly reminded: boolean }[];
  readonly now: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function ComingRooms({ locale, rooms, now }: ComingRoomsProps): JSX.Element {
  const say = speaker(comingWords, locale);
  const isSoon = ({ room }: ComingRoomsProps["rooms"][number]) => room.opensAt.getTime() - now.getTime() < DAY_MS;
  const lists = [
    { id: "coming-today", title: say("today"), rooms: rooms.filter(isSoon) },
    { id: "coming-later", title: say("later"), rooms: rooms.filter((each) => !isSoon(each)) },
  ];
  return (
    <>
      {lists.filter((list) => list.rooms.length > 0).map((list) => (
        <section key={list.id} class="rooms stack" aria-labelledby={list.id}>
          <h2 id={list.id}>{list.title}</h2>
          <ul class="coming-list">
            {list.rooms.map((each) => <Row key={each.room.id} locale={locale} now={now} {...each} />)}
          </ul>
        </section>
      ))}
    </>
  );
}

function Row(
  { locale, now, room, reminded }: Omit<ComingRoomsProps, "rooms"> & ComingRoomsProps["rooms"][number],
): JSX.Element {
  const say = speaker(comingWords, locale);
  const { activity, hostName: host, opensAt, closesAt, schedule } = room;
  return (
    <li class="coming-row">
      <a class="coming-link" href={`/r/${room.code}`}>
        <span class="emoji-tile own-room-emoji" aria-hidden="true">{activity.emoji}</span>
        <span class="coming-what">
          <bdi class="own-room-title">{activity.title}</bdi>
          <span class="own-room-about">
            <bdi>{say("by", { host })}</bdi>
            <Moment locale={locale} zone={schedule?.zone ?? "UTC"} now={now} startsAt={opensAt} endsAt={closesAt} />
          </span>
        </span>
        <span class="coming-badges">
          <Repeats locale={locale} schedule={schedule} now={now} />
          {reminded && (
            <span class="coming-told" title={say("told")}>
              <Icon of={Bell} size="small" />
              <span class="visually-hidden">{say("told")}</span>
            </span>
          )}
          <span class="badge badge-open">{relativeTime(opensAt, now, locale)}</span>
        </span>
      </a>
    </li>
  );
}
