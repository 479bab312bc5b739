/** The fields that say when a room opens, or an event starts, as part of a form: what `whenDraft` reads. Times are those of the zone beside them. */
import type { JSX } from "preact";
import { REPETITIONS } from "../domain/recurrence.ts";
import { type RepeatEnd, TIMES_MAX } from "../domain/repeat_end.ts";
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
  readonly repeatEnd: RepeatEnd["kind"];
  readonly until: string;
  readonly times: string;
  readonly error?: string | undefined;
  /** About when it stops coming. */
  readonly repeatError?: string | undefined;
  /** An event takes place once, and is not over before its end. */
  readonly ofEvent?: boolean;
}

/** What every country's people find themselves in, and what goes by no country's clocks. */
const ZONES: readonly string[] = [...Intl.supportedValuesOf("timeZone"), "UTC"];

export function WhenFields(props: WhenFieldsProps): JSX.Element {
  const { locale, opens, ends, zone, isZoneChosen, error, ofEvent = false } = props;
  const say = speaker(whenWords, locale);
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
      <div class="field">
        <label class="field-label" for="zone">{say("zone")}</label>
        <select class="select" id="zone" name="zone" data-chosen={isZoneChosen ? "yes" : undefined}>
          {!ZONES.includes(zone) && <option value={zone} selected>{zone}</option>}
          {ZONES.map((name) => <option key={name} value={name} selected={name === zone}>{name}</option>)}
        </select>
      </div>
      {!ofEvent && <RepeatFields {...props} />}
    </div>
  );
}

/** How often, and until when. The style sheet shows what belongs to the choices that are made. */
function RepeatFields({ locale, repeats, repeatEnd, until, times, repeatError }: WhenFieldsProps): JSX.Element {
  const say = speaker(whenWords, locale);
  const isKnown = repeats === "" || REPETITIONS.some((repetition) => repetition === repeats);
  const errorOf = (kind: RepeatEnd["kind"]) => repeatEnd === kind ? repeatError : undefined;
  return (
    <>
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
      <div class="field repeat-end">
        <label class="field-label" for="repeat_end">{say("repeat_end")}</label>
        <select class="select" id="repeat_end" name="repeat_end">
          {(["never", "until", "times"] as const).map((kind) => (
            <option key={kind} value={kind} selected={kind === repeatEnd}>{say(`repeat_${kind}`)}</option>
          ))}
        </select>
      </div>
      <div class="repeat-end repeat-until">
        <Field
          type="date"
          name="until"
          label={say("until")}
          value={until}
          error={errorOf("until")}
          autocomplete="off"
        />
      </div>
      <div class="repeat-end repeat-times">
        <Field
          type="number"
          name="times"
          label={say("times")}
          hint={say("times_hint")}
          value={times}
          error={errorOf("times")}
          min={1}
          max={TIMES_MAX}
          inputmode="numeric"
          autocomplete="off"
        />
      </div>
    </>
  );
}
