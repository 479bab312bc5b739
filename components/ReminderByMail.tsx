/** "Tell me" for who has no account: asks for an address, or says that a mail is on its way to it. */
import type { JSX } from "preact";
import type { Refusal } from "../domain/refusal.ts";
import { reminderWords } from "../words/reminder.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { errorText } from "./error_text.ts";
import { Field } from "./Field.tsx";
import { Bell } from "./icons.ts";
import { Notice } from "./Notice.tsx";

export interface ReminderByMailProps {
  readonly locale: string;
  /** Of the room's link. */
  readonly code: string;
  readonly signInHref: string;
  readonly mail: {
    readonly typed: string;
    readonly refusal: Refusal | null;
    readonly asked: boolean;
  };
}

export function ReminderByMail({ locale, code, signInHref, mail }: ReminderByMailProps): JSX.Element {
  const say = speaker(reminderWords, locale);
  const { typed, refusal, asked } = mail;
  if (asked) {
    return (
      <div class="coming-mail">
        <Notice kind="success" title={say("asked")}>
          <p>{say("asked_text")}</p>
        </Notice>
        <p class="small">
          <a href={`/r/${code}`}>{say("again")}</a>
        </p>
      </div>
    );
  }
  return (
    <form class="coming-mail" method="post" action={`/r/${code}/remind`} aria-label={say("form")}>
      <Field
        name="email"
        type="email"
        label={say("email")}
        hint={say("hint")}
        value={typed}
        error={refusal === null ? undefined : errorText(refusal, locale)}
        required
        maxLength={254}
        autocomplete="email"
        enterkeyhint="send"
      />
      <Button type="submit" variant="primary" icon={Bell}>{say("ask")}</Button>
      <p class="small">
        <a href={signInHref}>{say("sign_in")}</a>
      </p>
    </form>
  );
}
