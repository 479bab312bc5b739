/** One of somebody's own rooms in the list of all of them: what it is or was, its state, and the ways to its page and in. */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { ownRoomsWords } from "../words/own_rooms.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { RoomState } from "./RoomState.tsx";

export interface OwnRoomRowProps {
  readonly locale: string;
  readonly room: Room;
  readonly inside: number;
  readonly now: Date;
}

export function OwnRoomRow({ locale, room, inside, now }: OwnRoomRowProps): JSX.Element {
  const say = speaker(ownRoomsWords, locale);
  const { activity, endedAt, opensAt } = room;
  const when = relativeTime(endedAt ?? opensAt, now, locale);
  return (
    <li class="own-room" data-state={room.state}>
      <a class="own-room-link" href={`/rooms/${room.id}`}>
        <span class="emoji-tile own-room-emoji" aria-hidden="true">{activity.emoji}</span>
        <span class="own-room-what">
          <bdi class="own-room-title">{activity.title}</bdi>
          <span class="own-room-about">
            <RoomState locale={locale} room={room} isHost now={now} />
            {room.state === "open" && <span>{say("inside", { count: inside })}</span>}
            {room.state === "open" && <span>{say("opened", { when })}</span>}
            {room.state === "ended" && <span>{when}</span>}
          </span>
        </span>
      </a>
      {room.state === "open" && (
        <ButtonLink href={`/r/${room.code}`} label={say("enter_name", { title: activity.title })}>
          {say("enter")}
        </ButtonLink>
      )}
    </li>
  );
}
