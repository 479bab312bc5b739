/** What the host's page says of a room: who can see it and who soon will, who is inside, the link, and its end. */
import type { JSX } from "preact";
import type { Foresight } from "../domain/foresight.ts";
import type { Room } from "../domain/room.ts";
import { hostedRoomWords } from "../words/hosted_room.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { AudienceLine } from "./AudienceLine.tsx";
import { audienceText } from "./audience_text.ts";
import { Avatar } from "./Avatar.tsx";
import { Button, ButtonLink } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { CopyField } from "./CopyField.tsx";
import { EndRoom } from "./EndRoom.tsx";
import { foresightText } from "./foresight_text.ts";
import { ArrowRight } from "./icons.ts";
import { QrCode } from "./QrCode.tsx";

export interface HostedRoomProps {
  readonly locale: string;
  readonly room: Room;
  readonly foresight: Foresight;
  readonly seats: readonly { readonly id: string; readonly name: string; readonly kind: "person" | "guest" }[];
  /** The room's whole link, to hand on. */
  readonly link: string;
}

type Part = HostedRoomProps & { readonly say: Say<typeof hostedRoomWords> };

export function HostedRoom(props: HostedRoomProps): JSX.Element {
  const { locale, room, link } = props;
  const say = speaker(hostedRoomWords, locale);
  const state = room.state === "open" && room.locked ? "locked" : room.state;
  return (
    <div class="stack hosted">
      <header class="room-head">
        <span class="emoji-tile" aria-hidden="true">{room.activity.emoji}</span>
        <div class="room-what">
          <h1>
            <bdi>{room.activity.title}</bdi>
          </h1>
          <span class={`badge${state === "open" ? " badge-open" : ""}`}>{say(`state_${state}`)}</span>
        </div>
      </header>
      {room.state === "ended" ? <p class="lead">{say("ended")}</p> : (
        <>
          <Seen {...props} say={say} />
          <div class="room-deeds">
            <ButtonLink href={`/r/${room.code}`} variant="primary" icon={ArrowRight}>{say("enter")}</ButtonLink>
            <EndRoom locale={locale} room={room} />
          </div>
          <Inside {...props} say={say} />
          <Card as="section" labelledBy="link-title">
            <div class="hosted-link">
              <h2 class="hosted-title" id="link-title">{say("link_title")}</h2>
              <CopyField id="link" label={say("link", { title: room.activity.title })} value={link} />
              <QrCode text={link} label={say("qr")} />
            </div>
          </Card>
        </>
      )}
    </div>
  );
}

function Seen({ locale, room, foresight, say }: Part): JSX.Element {
  const isWidening = foresight.now.length < foresight.total;
  return (
    <div class="stack stack-tight">
      <AudienceLine text={audienceText({ ...room, isHost: true }, locale)} />
      {room.audience.kind === "friends" && <p class="audience-foresight">{foresightText(foresight, locale)}</p>}
      {room.audience.kind === "friends" && isWidening && (
        <form class="row" method="post" action={`/rooms/${room.id}/open-to-all`}>
          <Button type="submit">{say("open_to_all")}</Button>
          <span class="soft small">{say("open_to_all_hint")}</span>
        </form>
      )}
    </div>
  );
}

function Inside({ seats, say }: Part): JSX.Element {
  return (
    <section class="stack stack-tight" aria-labelledby="inside-title">
      <h2 class="hosted-title" id="inside-title">{say("inside")}</h2>
      {seats.length === 0 ? <p class="soft">{say("nobody")}</p> : (
        <ul class="hosted-seats">
          {seats.map(({ id, name, kind }) => (
            <li key={id}>
              <Avatar name={name} size="small" />
              <bdi>{name}</bdi>
              {kind === "guest" && <span class="soft small">{say("guest")}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
