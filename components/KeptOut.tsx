/** Who was put out of a room, and letting them back. Nothing while nobody is kept out. */
import type { JSX } from "preact";
import type { RoomId } from "../domain/ids.ts";
import { hostingWords } from "../words/hosting.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { DeedForm } from "./DeedForm.tsx";
import { PersonRow } from "./PersonRow.tsx";

export interface KeptOutProps {
  readonly locale: string;
  readonly roomId: RoomId;
  readonly removals: readonly { readonly id: string; readonly name: string; readonly removedAt: Date }[];
  readonly now: Date;
}

export function KeptOut({ locale, roomId, removals, now }: KeptOutProps): JSX.Element | null {
  if (removals.length === 0) return null;
  const say = speaker(hostingWords, locale);
  return (
    <section class="stack stack-tight" aria-labelledby="removed-title">
      <h2 class="hosted-title" id="removed-title">{say("removed")}</h2>
      <ul class="person-list">
        {removals.map(({ id, name, removedAt }) => (
          <PersonRow
            key={id}
            id={`removal-${id}`}
            name={name}
            about={say("removed_when", { when: relativeTime(removedAt, now, locale) })}
          >
            <DeedForm
              action={`/rooms/${roomId}/removals/${id}/readmit`}
              fields={{}}
              name={say("readmit_name", { name })}
              describedBy="readmit-hint"
            >
              {say("readmit")}
            </DeedForm>
          </PersonRow>
        ))}
      </ul>
      <p class="soft small" id="readmit-hint">{say("readmit_hint")}</p>
    </section>
  );
}
