/** What is said about an event, as part of a form: the fields of `eventForm` and of `whenDraft`. */
import type { JSX } from "preact";
import { EVENT_TEXT_MAX_UNITS } from "../domain/event.ts";
import { eventWords } from "../words/events.ts";
import { speaker } from "../words/speaker.ts";
import { Field } from "./Field.tsx";
import { TextArea } from "./TextArea.tsx";
import { WhenFields, type WhenFieldsProps } from "./WhenFields.tsx";

export interface EventFieldsProps {
  readonly locale: string;
  readonly values: {
    readonly emoji: string;
    readonly title: string;
    readonly description: string;
    readonly place: string;
  };
  readonly when: Omit<WhenFieldsProps, "locale" | "error" | "ofEvent">;
  /** Of what it is called. */
  readonly titleError?: string | undefined;
  readonly timeError?: string | undefined;
  /** Of description and place. */
  readonly textError?: string | undefined;
}

export function EventFields(
  { locale, values, when, titleError, timeError, textError }: EventFieldsProps,
): JSX.Element {
  const say = speaker(eventWords, locale);
  return (
    <>
      <div class="event-name">
        <Field
          name="emoji"
          label={say("emoji")}
          value={values.emoji}
          errorAt={titleError && "title-error"}
          autocomplete="off"
          required
        />
        <Field
          name="title"
          label={say("title")}
          value={values.title}
          placeholder={say("title_sample")}
          error={titleError}
          autocomplete="off"
          required
        />
      </div>
      <WhenFields locale={locale} {...when} error={timeError} ofEvent />
      <Field
        name="place"
        label={say("place")}
        hint={say("place_hint")}
        value={values.place}
        errorAt={textError && "description-error"}
        autocomplete="off"
      />
      <TextArea
        name="description"
        label={say("description")}
        hint={say("description_hint")}
        value={values.description}
        error={textError}
        maxLength={EVENT_TEXT_MAX_UNITS}
      />
    </>
  );
}
