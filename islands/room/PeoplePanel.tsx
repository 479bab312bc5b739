/**
 * Who is inside the call: with what can be done about each for those who look after the room, for everybody else with the way
 * to report them. What a deed changes comes by the socket; what does not work is said here.
 */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { doToSeat, type SeatDeed } from "../../client/room_deed.ts";
import { Notice } from "../../components/Notice.tsx";
import type { Seat } from "../../domain/room.ts";
import { peopleWords } from "../../words/people.ts";
import { speaker } from "../../words/speaker.ts";
import AfterRemoval from "./AfterRemoval.tsx";
import type { PeopleProps } from "./People.tsx";
import PersonInside, { type PersonInsideProps } from "./PersonInside.tsx";

export interface PeoplePanelProps extends PeopleProps {
  /** Whom one has put out last: a new link is offered until one has decided, also if the panel is closed meanwhile. */
  readonly removed: Signal<string | null>;
}

export default function PeoplePanel({ props, session, looksAfter, removed }: PeoplePanelProps): JSX.Element {
  const { locale, room } = props;
  const say = speaker(peopleWords, locale);
  const failure = useSignal<string | null>(null);
  const live = session.live.value;
  const ownSeatId = session.ownSeatId.value;
  const own = live?.seats.find(({ id }) => id === ownSeatId);

  async function deed({ id, name }: Seat, what: SeatDeed): Promise<boolean> {
    failure.value = null;
    const outcome = await doToSeat(room.id, id, what);
    if (!outcome.isDone) failure.value = outcome.reason ?? say("failed");
    else if (what === "remove") removed.value = name;
    return outcome.isDone;
  }

  const rights: PersonInsideProps["rights"] = own?.host ? "host" : looksAfter ? "co_host" : "none";
  const locks = live !== null && !live.locked && live.settings.lockAfterRemoval && live.audience.kind !== "group";
  return (
    <div class="people-panel">
      {failure.value && (
        <Notice kind="error">
          <p>{failure.value}</p>
        </Notice>
      )}
      {looksAfter && removed.value !== null && (
        <AfterRemoval
          props={props}
          session={session}
          name={removed.value}
          onDecided={() => removed.value = null}
        />
      )}
      <ul class="call-people">
        {(live?.seats ?? []).map((seat) => (
          <PersonInside
            key={seat.id}
            locale={locale}
            roomId={room.id}
            seat={seat}
            isSelf={seat.id === ownSeatId}
            rights={rights}
            locks={locks}
            onDeed={(what) => deed(seat, what)}
          />
        ))}
      </ul>
      {looksAfter && (
        <p class="call-manage">
          <a href={`/rooms/${room.id}`} target="_blank">{say("manage")}</a>
        </p>
      )}
    </div>
  );
}
