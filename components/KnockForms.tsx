/** Somebody at the door, on the room's page: each answer is a form of its own. */
import type { JSX } from "preact";
import type { RoomId } from "../domain/ids.ts";
import { KNOCK_ANSWERS } from "../domain/knock.ts";
import { knocksWords } from "../words/knocks.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { DeedForm } from "./DeedForm.tsx";
import { KnockCard, type KnockCardProps } from "./KnockCard.tsx";

export interface KnockFormsProps {
  readonly locale: string;
  readonly roomId: RoomId;
  readonly knock: KnockCardProps["knock"] & { readonly at: Date };
  readonly now: Date;
}

export function KnockForms({ locale, roomId, knock, now }: KnockFormsProps): JSX.Element {
  const say = speaker(knocksWords, locale);
  const { id, name, at } = knock;
  return (
    <KnockCard
      locale={locale}
      knock={knock}
      about={say("knocked", { when: relativeTime(at, now, locale) })}
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
