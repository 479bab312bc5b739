/** What is said about a group: its name, what it is about, who gets in with its link. Part of a form. */
import type { JSX } from "preact";
import { DESCRIPTION_MAX_UNITS, type GroupText, type Joining, JOININGS } from "../domain/group.ts";
import { groupWords } from "../words/groups.ts";
import { speaker } from "../words/speaker.ts";
import { Field } from "./Field.tsx";
import { TextArea } from "./TextArea.tsx";

export interface GroupFieldsProps {
  readonly locale: string;
  readonly values: GroupText & { readonly joining: Joining };
  /** About name and description both. */
  readonly error?: string | undefined;
}

export function GroupFields({ locale, values, error }: GroupFieldsProps): JSX.Element {
  const say = speaker(groupWords, locale);
  return (
    <>
      <Field
        name="name"
        label={say("name")}
        value={values.name}
        placeholder={say("name_sample")}
        autocomplete="off"
        required
        error={error}
      />
      <TextArea
        name="description"
        label={say("description")}
        value={values.description}
        hint={say("description_hint")}
        maxLength={DESCRIPTION_MAX_UNITS}
      />
      <fieldset class="joinings">
        <legend class="field-label">{say("joining")}</legend>
        {JOININGS.map((joining) => (
          <label class="joining">
            <input type="radio" name="joining" value={joining} checked={values.joining === joining} />
            <span>
              <span class="joining-name">{say(`joining_${joining}`)}</span>
              <span class="joining-hint">{say(`joining_${joining}_hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
