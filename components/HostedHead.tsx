/** The head of a room's page for those who look after it: what it is, its state and what that means, the ways in and out. */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { hostingWords } from "../words/hosting.ts";
import { relativeTime } from "../words/relative_time.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { AudienceLine } from "./AudienceLine.tsx";
import { audienceText } from "./audience_text.ts";
import { ButtonLink } from "./Button.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { EndRoom } from "./EndRoom.tsx";
import { Lock, LockOpen } from "./call_icons.ts";
import { ArrowRight } from "./icons.ts";
import { RoomState } from "./RoomState.tsx";

export interface HostedHeadProps {
  readonly locale: string;
  readonly room: Room;
  readonly isHost: boolean;
  readonly now: Date;
}

export function HostedHead({ locale, room, isHost, now }: HostedHeadProps): JSX.Element {
  const say = speaker(hostingWords, locale);
  const { activity, endedAt } = room;
  return (
    <header class="hosted-head">
      <div class="room-head">
        <span class="emoji-tile" aria-hidden="true">{activity.emoji}</span>
        <div class="room-what">
          <h1>
            <bdi>{activity.title}</bdi>
          </h1>
          <div class="row">
            <RoomState locale={locale} room={room} isHost={isHost} now={now} />
            {endedAt === null && <AudienceLine text={audienceText({ ...room, isHost }, locale)} />}
          </div>
        </div>
      </div>
      {endedAt !== null
        ? (
          <p class="lead">
            {say("ended")} {say("was_open", {
              opened: relativeTime(room.opensAt, now, locale),
              ended: relativeTime(endedAt, now, locale),
            })}
          </p>
        )
        : <Deeds locale={locale} room={room} say={say} />}
      {endedAt === null && <Meaning room={room} isHost={isHost} say={say} />}
    </header>
  );
}

interface PartProps {
  readonly room: Room;
  readonly say: Say<typeof hostingWords>;
}

function Deeds({ locale, room, say }: PartProps & { readonly locale: string }): JSX.Element {
  return (
    <div class="hosted-deeds">
      <ButtonLink
        href={`/r/${room.code}`}
        variant={room.state === "open" ? "primary" : "quiet"}
        icon={ArrowRight}
      >
        {say(room.state === "open" ? "enter" : "door")}
      </ButtonLink>
      {room.state === "open" && (
        <DeedForm
          action={`/rooms/${room.id}/${room.locked ? "unlock" : "lock"}`}
          fields={{}}
          icon={room.locked ? LockOpen : Lock}
        >
          {say(room.locked ? "unlock" : "lock")}
        </DeedForm>
      )}
      <EndRoom locale={locale} room={room} />
    </div>
  );
}

/** What the state comes to, for who wonders. */
function Meaning({ room, isHost, say }: PartProps & { readonly isHost: boolean }): JSX.Element | null {
  const { lock, state, startedAt, hostName } = room;
  if (state !== "open") return null;
  const text = lock !== null
    ? say(`locked_${lock.cause}`)
    : startedAt !== null
    ? say("lock_hint")
    : isHost
    ? say("waiting")
    : say("waiting_for_host", { host: hostName });
  return <p class="soft small" id="lock-hint">{text}</p>;
}
