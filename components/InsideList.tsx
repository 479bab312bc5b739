/** Who is inside a room and since when, with what those who look after it can do about each. All of it by plain forms. */
import type { JSX } from "preact";
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Seat } from "../domain/room.ts";
import { hostingWords } from "../words/hosting.ts";
import { relativeTime } from "../words/relative_time.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { AskBack } from "./AskBack.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { PersonRow } from "./PersonRow.tsx";

export interface InsideListProps {
  readonly locale: string;
  readonly roomId: RoomId;
  readonly seats: readonly Seat[];
  readonly seatLimit: number;
  /** Of who looks; null if they are not inside. */
  readonly ownSeatId: SeatId | null;
  /** The room is theirs: only its host names co-hosts. */
  readonly isHost: boolean;
  /** Whether removing somebody locks the room. */
  readonly locks: boolean;
  readonly now: Date;
}

type Part = InsideListProps & { readonly say: Say<typeof hostingWords> };

export function InsideList(props: InsideListProps): JSX.Element {
  const { locale, seats, seatLimit } = props;
  const say = speaker(hostingWords, locale);
  return (
    <section class="stack stack-tight" aria-labelledby="inside-title">
      <div class="hosted-line">
        <h2 class="hosted-title" id="inside-title">{say("inside")}</h2>
        <span class="soft small">{say("seats", { inside: seats.length, limit: seatLimit })}</span>
      </div>
      {seats.length === 0 ? <p class="hosted-empty">{say("nobody")}</p> : (
        <ul class="person-list">
          {seats.map((seat) => <Inside key={seat.id} {...props} seat={seat} say={say} />)}
        </ul>
      )}
    </section>
  );
}

function Inside(part: Part & { readonly seat: Seat }): JSX.Element {
  const { locale, seat, ownSeatId, now, say } = part;
  const { id, name, media, presence } = seat;
  return (
    <PersonRow
      id={`seat-${id}`}
      news={say("came_in", { name })}
      name={name}
      marks={
        <>
          {seat.host && <span class="tag tag-lit">{say("host")}</span>}
          {seat.coHost && <span class="tag tag-lit">{say("co_host")}</span>}
          {seat.kind === "guest" && <span class="tag">{say("guest")}</span>}
          {id === ownSeatId && <span class="tag">{say("oneself")}</span>}
        </>
      }
      about={
        <>
          <span>
            {say("came", { when: relativeTime(new Date(Math.min(seat.joinedAt, now.getTime())), now, locale) })}
          </span>
          {presence === "inside" && !media.microphone && <span>{say(seat.muted ? "muted" : "microphone_off")}</span>}
          {media.screen && <span>{say("shares_screen")}</span>}
          {presence === "away" && <span>{say("away")}</span>}
          {presence === "ajar" && <span>{say("ajar")}</span>}
        </>
      }
    >
      {id !== ownSeatId && <SeatDeeds {...part} />}
    </PersonRow>
  );
}

function SeatDeeds({ roomId, seat, isHost, locks, say }: Part & { readonly seat: Seat }): JSX.Element {
  const { id, name, media } = seat;
  const path = `/rooms/${roomId}/seats/${id}`;
  const coHost = seat.coHost ? "unname_co_host" : "name_co_host";
  return (
    <div class="inside-deeds">
      {media.microphone
        ? <DeedForm action={`${path}/mute`} fields={{}} name={say("mute_name", { name })}>{say("mute")}</DeedForm>
        : (
          <DeedForm action={`${path}/ask-unmute`} fields={{}} name={say("ask_unmute_name", { name })}>
            {say("ask_unmute")}
          </DeedForm>
        )}
      {media.screen && (
        <DeedForm action={`${path}/stop-screen`} fields={{}} name={say("stop_screen_name", { name })}>
          {say("stop_screen")}
        </DeedForm>
      )}
      {isHost && (
        <DeedForm
          action={`${path}/${seat.coHost ? "unname" : "name"}-co-host`}
          fields={{}}
          name={say(`${coHost}_name`, { name })}
        >
          {say(coHost)}
        </DeedForm>
      )}
      {!seat.host && (
        <AskBack
          id={`remove-${id}`}
          deed={say("remove")}
          name={say("remove_name", { name })}
          question={say("remove_question", { name })}
          text={say(locks ? "remove_text_locks" : "remove_text")}
          keep={say("remove_keep")}
          action={`${path}/remove`}
        />
      )}
    </div>
  );
}
