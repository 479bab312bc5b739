/** One of a host's own open rooms: what is going on, how many are in, the link, and the ways in and out. */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { homeWords } from "../words/home.ts";
import { speaker } from "../words/speaker.ts";
import { AudienceLine } from "./AudienceLine.tsx";
import { audienceText } from "./audience_text.ts";
import { ButtonLink } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { CopyField } from "./CopyField.tsx";
import { EndRoom } from "./EndRoom.tsx";
import { ArrowRight } from "./icons.ts";
import { Moment } from "./Moment.tsx";
import { Repeats } from "./Repeats.tsx";
import { RoomState } from "./RoomState.tsx";

export interface RoomCardProps {
  readonly locale: string;
  readonly room: Room;
  readonly inside: number;
  /** The room's whole link, to hand on. */
  readonly link: string;
  readonly now: Date;
}

export function RoomCard({ locale, room, inside, link, now }: RoomCardProps): JSX.Element {
  const say = speaker(homeWords, locale);
  const { activity } = room;
  return (
    <Card as="li" tone={inside > 0 ? "lit" : "plain"}>
      <div class="room">
        <div class="room-head">
          <span class="emoji-tile" aria-hidden="true">{activity.emoji}</span>
          <div class="room-what">
            <h3 class="room-title" id={`room-${room.id}`}>
              <bdi>{activity.title}</bdi>
            </h3>
            <div class="row">
              <RoomState locale={locale} room={room} isHost now={now} />
              {room.state === "open" && <span class="soft small">{say("inside", { count: inside })}</span>}
            </div>
          </div>
        </div>
        {room.state === "scheduled" && (
          <p class="coming-when">
            <Moment
              locale={locale}
              zone={room.schedule?.zone ?? "UTC"}
              now={now}
              startsAt={room.opensAt}
              endsAt={room.closesAt}
            />
            <Repeats locale={locale} schedule={room.schedule} now={now} />
          </p>
        )}
        <AudienceLine text={audienceText({ ...room, isHost: true }, locale)} />
        <CopyField id={`link-${room.id}`} label={say("link_label", { title: activity.title })} value={link} />
        <div class="room-deeds">
          <ButtonLink
            href={`/r/${room.code}`}
            variant={room.state === "open" ? "primary" : "quiet"}
            icon={ArrowRight}
          >
            {say(room.state === "open" ? "enter" : "door")}
          </ButtonLink>
          <ButtonLink href={`/rooms/${room.id}`}>{say("manage")}</ButtonLink>
          <EndRoom locale={locale} room={room} />
        </div>
      </div>
    </Card>
  );
}
