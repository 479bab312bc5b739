/** Choosing whether a room opens now or later. Works without a script: the style sheet shows the fields by `:has(:checked)`. */
import type { JSX } from "preact";
import { speaker } from "../words/speaker.ts";
import { whenWords } from "../words/when.ts";
import { WhenFields, type WhenFieldsProps } from "./WhenFields.tsx";

export interface WhenPickerProps extends WhenFieldsProps {
  readonly isLater: boolean;
}

export function WhenPicker({ isLater, ...fields }: WhenPickerProps): JSX.Element {
  const say = speaker(whenWords, fields.locale);
  return (
    <fieldset class="audiences" id="when">
      <legend class="audiences-title">{say("when")}</legend>
      {(["now", "later"] as const).map((when) => (
        <div key={when} class="audience">
          <label class="audience-choice">
            <input type="radio" name="when" value={when} checked={isLater === (when === "later")} />
            <span>
              <span class="audience-name">{say(when)}</span>
              <span class="audience-hint">{say(`${when}_hint`)}</span>
            </span>
          </label>
          {when === "later" && (
            <div class="audience-part">
              <WhenFields {...fields} />
            </div>
          )}
        </div>
      ))}
    </fieldset>
  );
}
