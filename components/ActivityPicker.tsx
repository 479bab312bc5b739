/**
 * Choosing an activity: suggestions as radio chips, and "something else" that opens an emoji and a title field. Works
 * without a script: the style sheet shows the fields by `:has(:checked)`. Sends `activity` (a suggestion's key or `own`),
 * `emoji` and `title`; reading that is the page's business.
 */
import type { JSX } from "preact";
import { SUGGESTED_ACTIVITIES } from "../domain/activity.ts";
import type { Activity } from "../domain/room.ts";
import { roomFormWords } from "../words/room_form.ts";
import { speaker } from "../words/speaker.ts";
import { Field } from "./Field.tsx";

export interface ActivityPickerProps {
  readonly locale: string;
  /** What is chosen at first: a suggestion's key or `own`. */
  readonly chosen: string;
  /** What stands in the fields of "something else". */
  readonly own: Activity;
  readonly error?: string | undefined;
}

export function ActivityPicker({ locale, chosen, own, error }: ActivityPickerProps): JSX.Element {
  const say = speaker(roomFormWords, locale);
  return (
    <fieldset class="activities">
      <legend class="visually-hidden">{say("activity")}</legend>
      <div class="activity-chips">
        {SUGGESTED_ACTIVITIES.map(({ key, emoji }) => (
          <Chip value={key} checked={chosen === key} emoji={emoji} title={say(`activity_${key}`)} />
        ))}
        <Chip value="own" checked={chosen === "own"} emoji={say("own_emoji_sample")} title={say("own")} />
      </div>
      <div class="activity-own">
        <Field
          name="emoji"
          label={say("emoji")}
          value={own.emoji}
          maxLength={32}
          autocomplete="off"
          errorAt={error && "title-error"}
        />
        <Field
          name="title"
          label={say("title")}
          value={own.title}
          autocomplete="off"
          placeholder={say("title_sample")}
          hint={error ? undefined : say("title_hint")}
          error={error}
        />
      </div>
    </fieldset>
  );
}

interface ChipProps {
  readonly value: string;
  readonly checked: boolean;
  readonly emoji: string;
  readonly title: string;
}

function Chip({ value, checked, emoji, title }: ChipProps): JSX.Element {
  return (
    <label class="activity-chip">
      <input type="radio" name="activity" value={value} checked={checked} />
      <span class="activity-emoji" aria-hidden="true">{emoji}</span>
      <span>{title}</span>
    </label>
  );
}
