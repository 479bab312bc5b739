/** The fields that say when a room opens, or an event starts, as part of a form: what `whenDraft` reads. Times are those of the zone beside them. */
import type { JSX } from "preact";
import { REPETITIONS } from "../domain/recurrence.ts";
import { speaker } from "../words/speaker.ts";
import { whenWords } from "../words/when.ts";
import { Field } from "./Field.tsx";

export interface WhenFieldsProps {
  readonly locale: string;
  readonly opens: string;
  readonly ends: string;
  readonly zone: string;
  /** The zone is somebody's choice, and no mere guess. */
  readonly isZoneChosen: boolean;
  /** One of `REPETITIONS`, empty, or a rule of its own. */
  readonly repeats: string;
  readonly error?: string | undefined;
  /** An event takes place once, and is not over before its end. */
  readonly ofEvent?: boolean;
}

/** What every country's people find themselves in, and what goes by no country's clocks. */
const ZONES: readonly string[] = [...Intl.supportedValuesOf("timeZone"), "UTC"];

export function WhenFields(
  { locale, opens, ends, zone, isZoneChosen, repeats, error, ofEvent = false }: WhenFieldsProps,
): JSX.Element {
  const say = speaker(whenWords, locale);
  const isKnown = repeats === "" || REPETITIONS.some((repetition) => repetition === repeats);
  return (
    <div class="when-fields">
      <Field
        type="datetime-local"
        name="opens"
        label={say(ofEvent ? "starts" : "opens")}
        value={opens}
        error={error}
        autocomplete="off"
      />
      <Field
        type="datetime-local"
        name="ends"
        label={say("ends")}
        hint={ofEvent ? undefined : say("ends_hint")}
        value={ends}
        errorAt={error && "opens-error"}
        autocomplete="off"
      />
      {!ofEvent && (
        <div class="field">
          <label class="field-label" for="repeats">{say("repeats")}</label>
          <select class="select" id="repeats" name="repeats">
            {["", ...REPETITIONS].map((repetition) => (
              <option key={repetition} value={repetition} selected={repetition === repeats}>
                {say(`repeats_${repetition as "" | typeof REPETITIONS[number]}`)}
              </option>
            ))}
            {!isKnown && <option value={repeats} selected>{say("repeats_custom")}</option>}
          </select>
        </div>
      )}
      <div class="field">
        <label class="field-label" for="zone">{say("zone")}</label>
        <select class="select" id="zone" name="zone" data-chosen={isZoneChosen ? "yes" : undefined}>
          {!ZONES.includes(zone) && <option value={zone} selected>{zone}</option>}
          {ZONES.map((name) => <option key={name} value={name} selected={name === zone}>{name}</option>)}
        </select>
      </div>
    </div>
  );
}
