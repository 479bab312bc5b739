/** The page behind the link of a room that is not open yet: what it will be, when, and how one hears of it. */
import type { ComponentChildren, JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { comingWords } from "../words/coming.ts";
import { speaker } from "../words/speaker.ts";
import { Button, ButtonLink } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { Bell, Check, Settings } from "./icons.ts";
import { Icon } from "./Icon.tsx";
import { Moment } from "./Moment.tsx";
import { ReminderByMail, type ReminderByMailProps } from "./ReminderByMail.tsx";
import { Repeats } from "./Repeats.tsx";

export interface ComingDoorProps {
  readonly locale: string;
  readonly room: Room;
  readonly isHost: boolean;
  /** The room is for them; if not, they may knock once it is open. */
  readonly isForThem: boolean;
  /** Null for who is not signed in. */
  readonly reminded: boolean | null;
  readonly signInHref: string;
  /** The form for who is not signed in; null: the room, or the house, tells nobody by mail who has no account. */
  readonly mail: ReminderByMailProps["mail"] | null;
  readonly now: Date;
  /** The page of the event whose room it is; null: of none. */
  readonly eventHref: string | null;
  /** Who can come in. */
  readonly audience: ComponentChildren;
  /** The link to hand on, and the ways to do that. */
  readonly share: ComponentChildren;
  /** The time that is left. */
  readonly countdown: ComponentChildren;
}

export function ComingDoor(props: ComingDoorProps): JSX.Element {
  const { locale, room, isHost, isForThem, share, now } = props;
  const say = speaker(comingWords, locale);
  const { activity, hostName: host, opensAt, closesAt, schedule } = room;
  return (
    <div class="coming">
      <Card as="section" tone="lit" labelledBy="coming-title">
        <div class="coming-head">
          <span class="emoji-tile" aria-hidden="true">{activity.emoji}</span>
          <div>
            <p class="lobby-host">
              <bdi>{isHost ? say("own_line") : say("host_line", { host })}</bdi>
            </p>
            <h1 id="coming-title">
              <bdi>{activity.title}</bdi>
            </h1>
          </div>
        </div>
        <p class="coming-when">
          <Moment locale={locale} zone={schedule?.zone ?? "UTC"} now={now} startsAt={opensAt} endsAt={closesAt} />
          <Repeats locale={locale} schedule={schedule} now={now} />
        </p>
        {props.eventHref !== null && (
          <p>
            <a href={props.eventHref}>{say("event")}</a>
          </p>
        )}
        {props.audience}
        {props.countdown}
        {!isForThem && (
          <p class="soft">
            <bdi>{say("not_for_you", { host })}</bdi>
          </p>
        )}
        {isHost ? <OwnDeeds {...props} /> : <Reminder {...props} />}
        <noscript>
          <meta http-equiv="refresh" content={String(secondsUntilLook(props))} />
          <p class="soft small">
            <a href={`/r/${room.code}`}>{say("look_again")}</a>
          </p>
        </noscript>
      </Card>
      {isHost && (
        <div class="coming-share">
          <p class="soft">{say("invite")}</p>
          {share}
        </div>
      )}
    </div>
  );
}

/** Without a script the page loads itself again: at the opening, and before it now and then, but not while somebody types. */
function secondsUntilLook({ room: { opensAt }, isHost, reminded, mail, now }: ComingDoorProps): number {
  const isTyping = !isHost && reminded === null && mail !== null && !mail.asked;
  return Math.min(isTyping ? 300 : 60, Math.max(2, Math.ceil((opensAt.getTime() - now.getTime()) / 1000) + 1));
}

function OwnDeeds({ locale, room }: ComingDoorProps): JSX.Element {
  const say = speaker(comingWords, locale);
  return (
    <div class="coming-deeds">
      <ButtonLink href={`/rooms/${room.id}`} variant="primary" icon={Settings}>{say("manage")}</ButtonLink>
    </div>
  );
}

function Reminder({ locale, room, reminded, signInHref, mail }: ComingDoorProps): JSX.Element {
  const say = speaker(comingWords, locale);
  if (reminded === null) {
    return mail !== null
      ? <ReminderByMail locale={locale} code={room.code} mail={mail} signInHref={signInHref} />
      : (
        <div class="coming-deeds">
          <ButtonLink href={signInHref} icon={Bell}>{say("remind_sign_in")}</ButtonLink>
        </div>
      );
  }
  return (
    <form class="coming-deeds" method="post" action={`/r/${room.code}/remind`}>
      <input type="hidden" name="wants" value={reminded ? "no" : "yes"} />
      {reminded && (
        <p class="coming-told" role="status">
          <Icon of={Check} size="small" />
          <span>{say("reminded")}</span>
        </p>
      )}
      <Button type="submit" variant={reminded ? "quiet" : "primary"} {...(reminded ? {} : { icon: Bell })}>
        {say(reminded ? "forget" : "remind")}
      </Button>
    </form>
  );
}
