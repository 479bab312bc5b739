/**
 * The settings of a room as fields of a form, each with what it comes to. Works without a script. Sends the fields that
 * `readSettingsForm` reads.
 */
import type { JSX } from "preact";
import { type RoomSettings, SEAT_LIMIT_LEAST, SEAT_LIMIT_MOST } from "../domain/room_settings.ts";
import { roomSettingsWords } from "../words/room_settings.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { Field } from "./Field.tsx";

export interface RoomSettingsFieldsProps {
  readonly locale: string;
  readonly settings: RoomSettings;
  /** As it was typed. */
  readonly seats: string;
  /** The rooms of groups are not locked by removing somebody. */
  readonly isOfGroup: boolean;
  readonly error?: string | undefined;
}

type Ticked = "hostStarts" | "guestsAllowed" | "chatAllowed" | "selfUnmute" | "lockAfterRemoval";

const LEAVING = [["lock", "leaves_lock"], ["end", "leaves_end"], ["go_on", "leaves_go_on"]] as const;

export function RoomSettingsFields(props: RoomSettingsFieldsProps): JSX.Element {
  const { locale, settings, seats, isOfGroup, error } = props;
  const say = speaker(roomSettingsWords, locale);
  return (
    <div class="settings">
      <Setting name="hostStarts" settings={settings} label={say("host_starts")} hint={say("host_starts_hint")} />
      <Leaving chosen={settings.whenHostLeaves} say={say} />
      <Setting name="guestsAllowed" settings={settings} label={say("guests")} hint={say("guests_hint")} />
      <Setting name="chatAllowed" settings={settings} label={say("chat")} />
      <Setting name="selfUnmute" settings={settings} label={say("self_unmute")} hint={say("self_unmute_hint")} />
      {isOfGroup ? settings.lockAfterRemoval && <input type="hidden" name="lockAfterRemoval" value="yes" /> : (
        <Setting
          name="lockAfterRemoval"
          settings={settings}
          label={say("lock_after_removal")}
          hint={say("lock_after_removal_hint")}
        />
      )}
      <Field
        type="number"
        name="seats"
        label={say("seats")}
        value={seats}
        min={SEAT_LIMIT_LEAST}
        max={SEAT_LIMIT_MOST}
        inputmode="numeric"
        autocomplete="off"
        hint={say("seats_hint", { least: SEAT_LIMIT_LEAST, most: SEAT_LIMIT_MOST })}
        error={error}
      />
    </div>
  );
}

interface SettingProps {
  readonly name: Ticked;
  readonly settings: RoomSettings;
  readonly label: string;
  readonly hint?: string;
}

function Setting({ name, settings, label, hint }: SettingProps): JSX.Element {
  return (
    <label class="setting setting-tick">
      <span class="setting-what">
        <span class="setting-name" id={`${name}-name`}>{label}</span>
        {hint && <span class="setting-hint" id={`${name}-hint`}>{hint}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        name={name}
        value="yes"
        checked={settings[name]}
        aria-labelledby={`${name}-name`}
        aria-describedby={hint && `${name}-hint`}
      />
    </label>
  );
}

interface LeavingProps {
  readonly chosen: RoomSettings["whenHostLeaves"];
  readonly say: Say<typeof roomSettingsWords>;
}

function Leaving({ chosen, say }: LeavingProps): JSX.Element {
  return (
    <fieldset class="setting">
      <legend class="setting-legend">{say("when_host_leaves")}</legend>
      {LEAVING.map(([value, key]) => (
        <label key={value} class="tick">
          <input type="radio" name="whenHostLeaves" value={value} checked={value === chosen} />
          <span>{say(key)}</span>
        </label>
      ))}
    </fieldset>
  );
}
