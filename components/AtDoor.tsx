/** Who knocks at a room, on its page: each with the answers, every answer a form of its own. Nothing while nobody does. */
import type { JSX } from "preact";
import type { RoomId } from "../domain/ids.ts";
import { KNOCK_ANSWERS } from "../domain/knock.ts";
import { knocksWords } from "../words/knocks.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { DeedForm } from "./DeedForm.tsx";
import { KnockCard, type KnockCardProps } from "./KnockCard.tsx";

type Heard = KnockCardProps["knock"] & { readonly at: Date };

export interface AtDoorProps {
  readonly locale: string;
  readonly roomId: RoomId;
  /** The first who knocked first. */
  readonly knocks: readonly Heard[];
  readonly now: Date;
}

export function AtDoor({ locale, roomId, knocks, now }: AtDoorProps): JSX.Element | null {
  const say = speaker(knocksWords, locale);
  if (knocks.length === 0) return null;
  return (
    <section class="stack stack-tight" aria-labelledby="knocks-title">
      <h2 class="hosted-title" id="knocks-title">{say("title")}</h2>
      <ul class="knocks-list">
        {knocks.map((knock) => <Knock key={knock.id} locale={locale} roomId={roomId} knock={knock} now={now} />)}
      </ul>
    </section>
  );
}

function Knock({ locale, roomId, knock, now }: Omit<AtDoorProps, "knocks"> & { readonly knock: Heard }): JSX.Element {
  const say = speaker(knocksWords, locale);
  const { id, name, at } = knock;
  return (
    <KnockCard
      locale={locale}
      knock={knock}
      about={say("knocked", { when: relativeTime(at, now, locale) })}
      // Another one when they knock again.
      news={{ id: `knock-${id}-${at.getTime()}`, text: say("knocks", { name }) }}
    >
      {KNOCK_ANSWERS.filter((answer) => answer !== knock.state).map((answer) => (
        <DeedForm
          key={answer}
          action={`/rooms/${roomId}/knocks/${id}/answer`}
          fields={{ answer }}
          variant={answer === "in" ? "primary" : "quiet"}
        >
          {say(answer)}
        </DeedForm>
      ))}
    </KnockCard>
  );
}
