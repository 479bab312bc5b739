/**
 * Choosing an activity: suggestions as radio chips, and "something else" that opens an emoji and a title field. Works
 * without a script: the style sheet shows the fields by `:has(:checked)`. Sends `activity` (a suggestion's index or
 * `own`), `emoji` and `title`; reading that is the page's business.
 */
import type { JSX } from "preact";
import type { Activity } from "../domain/room.ts";
import { roomFormWords } from "../words/room_form.ts";
import { speaker } from "../words/speaker.ts";
import { Field } from "./Field.tsx";

export interface ActivityPickerProps {
  readonly locale: string;
  readonly suggestions: readonly Activity[];
  /** What is chosen at first: a suggestion's index or `own`. */
  readonly chosen: number | "own";
  readonly own: Activity;
  readonly error?: string | undefined;
}

export function ActivityPicker({ locale, suggestions, chosen, own, error }: ActivityPickerProps): JSX.Element {
  const say = speaker(roomFormWords, locale);
  return (
    <fieldset class="activities">
      <legend class="field-label">{say("activity")}</legend>
      <div class="activity-chips">
        {suggestions.map((activity, index) => (
          <Chip value={String(index)} checked={chosen === index} emoji={activity.emoji} title={activity.title} />
        ))}
        <Chip value="own" checked={chosen === "own"} emoji={say("own_emoji_sample")} title={say("own")} />
      </div>
      <div class="activity-own">
        <Field
          name="emoji"
          label={say("emoji")}
          value={own.emoji}
          maxLength={16}
          autocomplete="off"
          aria-invalid={error ? "true" : undefined}
        />
        <Field
          name="title"
          label={say("title")}
          value={own.title}
          maxLength={80}
          autocomplete="off"
          placeholder={say("title_sample")}
          hint={say("title_hint")}
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
