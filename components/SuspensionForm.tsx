/** Keeping somebody out, or letting them in again: what it does, the reason for the record, and the button. */
import type { JSX } from "preact";
import { SUSPENSION_REASON_MAX_UNITS } from "../domain/suspension.ts";
import { adminWords } from "../words/admin.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { TextArea } from "./TextArea.tsx";

export interface SuspensionFormProps {
  readonly locale: string;
  readonly name: string;
  readonly deed: "suspend" | "lift";
  /** Where it is posted. */
  readonly action: string;
  /** What stands in the field. */
  readonly reason: string;
  readonly error: string | null;
}

export function SuspensionForm({ locale, name, deed, action, reason, error }: SuspensionFormProps): JSX.Element {
  const say = speaker(adminWords, locale);
  return (
    <Card as="section" labelledBy="suspension">
      <form class="form" method="post" action={action}>
        <div class="stack stack-tight">
          <h2 class="admin-title" id="suspension">{say(`${deed}_title`, { name })}</h2>
          <p class="soft">{say(`${deed}_text`)}</p>
        </div>
        <input type="hidden" name="deed" value={deed} />
        <TextArea
          name="reason"
          label={say("reason")}
          value={reason}
          hint={say("reason_hint")}
          error={error ?? undefined}
          maxLength={SUSPENSION_REASON_MAX_UNITS}
          required
        />
        <div class="sheet-deed">
          <Button
            type="submit"
            variant={deed === "suspend" ? "danger" : "primary"}
            size="large"
            aria-label={say(`${deed}_named`, { name })}
          >
            {say(deed)}
          </Button>
        </div>
      </form>
    </Card>
  );
}
