/** Whom a room is for, on its host's page: who sees it now and soon, and changing that. */
import type { JSX } from "preact";
import type { ShowingPreview } from "../../../actions/plan_showing.ts";
import { AudiencePicker } from "../../../components/AudiencePicker.tsx";
import { Button } from "../../../components/Button.tsx";
import { DeedForm } from "../../../components/DeedForm.tsx";
import { foresightText } from "../../../components/foresight_text.ts";
import type { AudienceDraft } from "../../../domain/audience.ts";
import type { Foresight } from "../../../domain/foresight.ts";
import type { Room } from "../../../domain/room.ts";
import { hostingWords } from "../../../words/hosting.ts";
import { speaker } from "../../../words/speaker.ts";

export interface AudienceFormProps {
  readonly locale: string;
  readonly room: Room;
  readonly draft: AudienceDraft;
  readonly choices: ShowingPreview;
  /** Of the room as it is now. */
  readonly foresight: Foresight;
  readonly error: string | null;
}

export function AudienceForm({ locale, room, draft, choices, foresight, error }: AudienceFormProps): JSX.Element {
  const say = speaker(hostingWords, locale);
  const path = `/rooms/${room.id}`;
  const isForFriends = room.audience.kind === "friends";
  return (
    <section class="stack hosted-audience" aria-labelledby="audience-title">
      <div class="stack stack-tight">
        <h2 class="hosted-title" id="audience-title">{say("audience_title")}</h2>
        <p class="soft">{say("audience_hint")}</p>
      </div>
      {isForFriends && (
        <div class="stack stack-tight">
          <p class="audience-foresight">{foresightText(foresight, locale)}</p>
          {foresight.now.length < foresight.total && (
            <div class="hosted-deed">
              <DeedForm action={`${path}/open-to-all`} fields={{}} describedBy="open-to-all-hint">
                {say("open_to_all")}
              </DeedForm>
              <p class="soft small" id="open-to-all-hint">{say("open_to_all_hint")}</p>
            </div>
          )}
        </div>
      )}
      <form class="form" id="audience-form" method="post" action={path}>
        <AudiencePicker locale={locale} draft={draft} {...choices} action={path} error={error} />
        <div>
          <Button type="submit">{say("audience_save")}</Button>
        </div>
      </form>
    </section>
  );
}
