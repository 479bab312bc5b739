/** One person inside the call, in the list of all: what they are and send, and what can be done about them. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SeatDeed } from "../../client/room_deed.ts";
import { Avatar } from "../../components/Avatar.tsx";
import { Button } from "../../components/Button.tsx";
import { MicOff } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import type { RoomId } from "../../domain/ids.ts";
import type { Seat } from "../../domain/room.ts";
import { peopleWords } from "../../words/people.ts";
import { type Say, speaker } from "../../words/speaker.ts";

export interface PersonInsideProps {
  readonly locale: string;
  readonly roomId: RoomId;
  readonly seat: Seat;
  readonly isSelf: boolean;
  /** Of who looks. */
  readonly rights: "host" | "co_host" | "none";
  /** Whether removing somebody locks the room. */
  readonly locks: boolean;
  /** False if it was not done. */
  readonly onDeed: (deed: SeatDeed) => Promise<boolean>;
}

export default function PersonInside(props: PersonInsideProps): JSX.Element {
  const { locale, roomId, seat, isSelf, rights } = props;
  const say = speaker(peopleWords, locale);
  const { name } = seat;
  return (
    <li class="call-person" data-muted={seat.media.microphone ? undefined : ""}>
      <Avatar name={name} size="small" />
      <div class="person-who">
        <div class="person-line">
          <bdi class="person-name">{name}</bdi>
          {isSelf && <span class="tag">{say("you")}</span>}
          {seat.host && <span class="tag tag-lit">{say("host")}</span>}
          {seat.coHost && <span class="tag tag-lit">{say("co_host")}</span>}
          {seat.kind === "guest" && <span class="tag">{say("guest")}</span>}
        </div>
        <div class="person-about">
          {!seat.media.microphone && seat.presence !== "ajar" && (
            <span class="call-muted">
              <Icon of={MicOff} size="small" />
              {say(seat.muted ? "muted" : "microphone_off")}
            </span>
          )}
          {seat.media.screen && <span>{say("shares_screen")}</span>}
          {seat.presence !== "inside" && <span>{say(seat.presence)}</span>}
        </div>
      </div>
      {!isSelf && rights === "none" && (
        <a
          class="call-report"
          href={`/rooms/${roomId}/report?${new URLSearchParams({ seat: seat.id })}`}
          target="_blank"
          aria-label={say("report_name", { name })}
        >
          {say("report")}
        </a>
      )}
      {!isSelf && rights !== "none" && <Deeds {...props} say={say} />}
    </li>
  );
}

function Deeds({ seat, rights, locks, onDeed, say }: PersonInsideProps & { readonly say: Say<typeof peopleWords> }) {
  const busy = useSignal<SeatDeed | null>(null);
  const isAsking = useSignal(false);
  const isAsked = useSignal(false);
  const { name, media } = seat;
  const isHeard = media.microphone;
  useEffect(() => {
    if (isHeard) isAsked.value = false;
  }, [isHeard]);

  async function run(deed: SeatDeed): Promise<void> {
    busy.value = deed;
    const isDone = await onDeed(deed);
    busy.value = null;
    if (isDone && deed === "ask-unmute") isAsked.value = true;
    if (!isDone) isAsking.value = false;
  }
  const doing = (deed: SeatDeed) => ({ busy: busy.value === deed, onClick: () => void run(deed) });

  if (isAsking.value) {
    return (
      <Question
        name={name}
        text={say(locks ? "remove_text_locks" : "remove_text")}
        say={say}
        isBusy={busy.value === "remove"}
        onRemove={() => void run("remove")}
        onKeep={() => isAsking.value = false}
      />
    );
  }
  return (
    <div class="call-deeds">
      {media.microphone
        ? <Button aria-label={say("mute_name", { name })} {...doing("mute")}>{say("mute")}</Button>
        : (
          <Button
            aria-label={say("ask_unmute_name", { name })}
            disabled={isAsked.value || seat.presence !== "inside"}
            {...doing("ask-unmute")}
          >
            {say(isAsked.value ? "asked" : "ask_unmute")}
          </Button>
        )}
      {media.screen && (
        <Button aria-label={say("stop_screen_name", { name })} {...doing("stop-screen")}>{say("stop_screen")}</Button>
      )}
      {rights === "host" && (
        seat.coHost
          ? (
            <Button aria-label={say("unname_co_host_name", { name })} {...doing("unname-co-host")}>
              {say("unname_co_host")}
            </Button>
          )
          : (
            <Button aria-label={say("name_co_host_name", { name })} {...doing("name-co-host")}>
              {say("name_co_host")}
            </Button>
          )
      )}
      {!seat.host && (
        <Button
          variant="danger"
          aria-label={say("remove_name", { name })}
          onClick={() => isAsking.value = true}
        >
          {say("remove")}
        </Button>
      )}
    </div>
  );
}

interface QuestionProps {
  readonly name: string;
  readonly text: string;
  readonly say: Say<typeof peopleWords>;
  readonly isBusy: boolean;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}

/** Asked once, because it cannot be taken back as if it had not been. */
function Question({ name, text, say, isBusy, onRemove, onKeep }: QuestionProps): JSX.Element {
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <div class="call-question" role="group" aria-label={say("remove_question", { name })}>
      <p class="call-question-title" ref={question} tabIndex={-1}>
        <bdi>{say("remove_question", { name })}</bdi>
      </p>
      <p class="soft small">{text}</p>
      <div class="call-deeds">
        <Button onClick={onKeep}>{say("keep")}</Button>
        <Button variant="danger" aria-label={say("remove_name", { name })} busy={isBusy} onClick={onRemove}>
          {say("remove")}
        </Button>
      </div>
    </div>
  );
}
