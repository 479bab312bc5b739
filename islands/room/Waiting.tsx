/** The host behind the open door: who has come, a bell when somebody does, and the way in. Opens no camera and no microphone. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { createDoorBell, type DoorBell, mayNotify } from "../../client/door_bell.ts";
import type { RoomClient } from "../../client/room_client.ts";
import { Avatar } from "../../components/Avatar.tsx";
import { Button } from "../../components/Button.tsx";
import { DoorOpen } from "../../components/icons.ts";
import { Notice } from "../../components/Notice.tsx";
import { speaker } from "../../words/speaker.ts";
import { waitingWords } from "../../words/waiting.ts";
import AudienceNow from "./AudienceNow.tsx";
import Knocks from "./Knocks.tsx";
import type { RoomProps } from "./Lobby.tsx";
import { linkNow } from "./link_now.ts";
import Share from "./Share.tsx";

export interface WaitingProps {
  readonly props: RoomProps;
  readonly client: RoomClient;
}

export default function Waiting({ props, client }: WaitingProps): JSX.Element {
  const { session } = client;
  const { locale, room } = props;
  const say = speaker(waitingWords, locale);
  const heading = useRef<HTMLHeadingElement>(null);
  const bell = useRef<DoorBell | null>(null);
  const known = useRef<ReadonlySet<string>>(new Set());
  const permission = useSignal(mayNotify());
  const seats = session.live.value?.seats ?? [];
  const others = seats.filter(({ id }) => id !== session.ownSeatId.value);

  // The lobby is gone and with it what had the focus.
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const made = bell.current = createDoorBell();
    const hush = () => document.hidden || made.hush();
    document.addEventListener("visibilitychange", hush);
    return () => {
      document.removeEventListener("visibilitychange", hush);
      made.close();
    };
  }, []);
  useEffect(() => {
    const newcomer = others.find(({ id }) => !known.current.has(id));
    known.current = new Set(others.map(({ id }) => id));
    if (newcomer) bell.current?.ring(say("came", { name: newcomer.name }));
  }, [others.map(({ id }) => id).join()]);

  const [first] = others;
  const activity = session.live.value?.activity ?? room.activity;
  return (
    <section class="waiting">
      <span class="aftermath-door" data-stage={first ? "open" : "left"} aria-hidden="true">
        <span class="emoji-tile">{activity.emoji}</span>
      </span>
      <h1 ref={heading} tabIndex={-1}>{say("heading")}</h1>
      <p class="lead">{say("text")}</p>
      <AudienceNow props={props} client={client} />
      {session.connection.value !== "open" && <Notice kind="warning">{say("lost")}</Notice>}
      <div class="waiting-here" role="status">
        {others.map(({ id, name }) => <Avatar key={id} name={name} size="medium" />)}
        <p>
          {first ? <bdi>{say("here", { count: others.length, name: first.name })}</bdi> : say("nobody")}
          {first && <span class="soft small">{say("here_text")}</span>}
        </p>
      </div>
      <Knocks locale={locale} session={session} />
      <div class="row waiting-choices">
        <Button variant="primary" size="large" icon={DoorOpen} onClick={() => void session.join(null)}>
          {say("come_in")}
        </Button>
        <Button size="large" onClick={() => void session.leave()}>{say("close")}</Button>
      </div>
      {permission.value === "default" && (
        <Button
          variant="plain"
          onClick={() => void Notification.requestPermission().then((given) => permission.value = given)}
        >
          {say("notify")}
        </Button>
      )}
      {!first && (
        <div class="waiting-share">
          <Share locale={locale} {...linkNow(props, session.live.value)} activity={activity} />
        </div>
      )}
    </section>
  );
}

export interface LeaveAjarProps {
  readonly locale: string;
  /** One is on the way in already. */
  readonly busy: boolean;
  readonly onWait: () => void;
}

/** In the lobby of one's own room: instead of coming in. */
export function LeaveAjar({ locale, busy, onWait }: LeaveAjarProps): JSX.Element {
  const say = speaker(waitingWords, locale);
  return (
    <div class="stack stack-tight">
      <Button wide size="large" icon={DoorOpen} disabled={busy} onClick={onWait}>{say("leave_ajar")}</Button>
      <p class="soft small">{say("leave_ajar_hint")}</p>
    </div>
  );
}
