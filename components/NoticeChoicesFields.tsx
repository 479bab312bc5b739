/**
 * What somebody is told and how, as fields of a form: a row of switches for each matter, then when. Works without a script.
 * Sends the fields that `noticeChoicesDraft` reads.
 */
import type { JSX } from "preact";
import { CHANNELS, type Choices, type Matter } from "../domain/notice_choice.ts";
import { noticeChoiceWords } from "../words/notice_choices.ts";
import { speaker } from "../words/speaker.ts";
import { Field } from "./Field.tsx";

export interface NoticeChoicesFieldsProps {
  readonly locale: string;
  readonly choices: Choices;
  readonly shown: readonly Matter[];
  /** As typed. */
  readonly lead: string;
  readonly zone: string;
  readonly isQuiet: boolean;
  readonly from: string;
  readonly until: string;
  readonly leadError?: string | undefined;
  readonly zoneError?: string | undefined;
  readonly quietError?: string | undefined;
}

const ZONES: readonly string[] = [...Intl.supportedValuesOf("timeZone"), "UTC"];

export function NoticeChoicesFields(props: NoticeChoicesFieldsProps): JSX.Element {
  const { locale, choices, shown } = props;
  const say = speaker(noticeChoiceWords, locale);
  return (
    <>
      <fieldset class="choices">
        <legend class="choices-title">{say("matters")}</legend>
        <div class="choices-head" aria-hidden="true">
          {CHANNELS.map((channel) => <span key={channel} class="choices-channel">{say(`channel_${channel}`)}</span>)}
        </div>
        {shown.map((matter) => (
          <div key={matter} class="choices-row">
            <div class="choices-what">
              <span class="setting-name">{say(matter)}</span>
              <span class="setting-hint" id={`${matter}-hint`}>{say(`${matter}_hint`)}</span>
            </div>
            {CHANNELS.map((channel) => (
              <label key={channel} class="choices-cell">
                <input
                  type="checkbox"
                  role="switch"
                  class="switch"
                  name={`${matter}_${channel}`}
                  value="yes"
                  checked={choices[matter][channel]}
                  aria-label={say("switch_named", { matter: say(matter), channel: say(`channel_${channel}`) })}
                  aria-describedby={`${matter}-hint`}
                />
              </label>
            ))}
          </div>
        ))}
      </fieldset>
      <When {...props} />
    </>
  );
}

function When(props: NoticeChoicesFieldsProps): JSX.Element {
  const { locale, lead, zone, isQuiet, from, until, leadError, zoneError, quietError } = props;
  const say = speaker(noticeChoiceWords, locale);
  return (
    <fieldset class="choices stack">
      <legend class="choices-title">{say("when")}</legend>
      <div class="choices-lead">
        <Field
          type="number"
          name="lead"
          label={say("lead_label")}
          value={lead}
          min={0}
          max={1440}
          inputmode="numeric"
          autocomplete="off"
          hint={say("lead_hint")}
          error={leadError}
        />
      </div>
      <div class="field">
        <label class="field-label" for="zone">{say("zone")}</label>
        <select
          class="input"
          id="zone"
          name="zone"
          data-chosen={zone === "" ? "no" : "yes"}
          aria-invalid={zoneError ? "true" : undefined}
          aria-describedby={zoneError && "zone-error"}
        >
          <option value="" selected={zone === ""}>{say("zone_none")}</option>
          {ZONES.map((name) => (
            <option key={name} value={name} selected={name === zone}>{name.replaceAll("_", " ")}</option>
          ))}
        </select>
        {zoneError && <p class="field-error" id="zone-error">{zoneError}</p>}
      </div>
      <div class="quiet">
        <label class="setting-tick">
          <span class="setting-what">
            <span class="setting-name" id="quiet-name">{say("quiet")}</span>
            <span class="setting-hint" id="quiet-hint">{say("quiet_hint")}</span>
          </span>
          <input
            type="checkbox"
            role="switch"
            class="switch"
            name="quiet"
            value="yes"
            checked={isQuiet}
            aria-labelledby="quiet-name"
            aria-describedby="quiet-hint"
          />
        </label>
        <div class="quiet-hours">
          <Field type="time" name="from" label={say("from")} value={from} errorAt={quietError && "quiet-error"} />
          <Field type="time" name="until" label={say("until")} value={until} errorAt={quietError && "quiet-error"} />
        </div>
        {quietError && <p class="field-error" id="quiet-error">{quietError}</p>}
      </div>
    </fieldset>
  );
}
