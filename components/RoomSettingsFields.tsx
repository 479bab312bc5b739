/**
 * The settings of a room as fields of a form, each with what it comes to. Works without a script. Sends the fields that
 * `readSettingsForm` reads, which has the last word on the number of seats: a browser's own cannot be read while the fields are
 * folded away.
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
  /** Before every field's name, where a page has these fields more than once. */
  readonly prefix?: string;
  readonly error?: string | undefined;
}

type Ticked = "hostStarts" | "guestsAllowed" | "chatAllowed" | "selfUnmute" | "lockAfterRemoval";

const LEAVING = [["lock", "leaves_lock"], ["end", "leaves_end"], ["go_on", "leaves_go_on"]] as const;

export function RoomSettingsFields(props: RoomSettingsFieldsProps): JSX.Element {
  const { locale, settings, seats, isOfGroup, prefix = "", error } = props;
  const say = speaker(roomSettingsWords, locale);
  const setting = (name: Ticked) => ({ name: `${prefix}${name}`, isOn: settings[name] });
  return (
    <div class="settings">
      <Setting {...setting("hostStarts")} label={say("host_starts")} hint={say("host_starts_hint")} />
      <Leaving name={`${prefix}whenHostLeaves`} chosen={settings.whenHostLeaves} say={say} />
      <Setting {...setting("guestsAllowed")} label={say("guests")} hint={say("guests_hint")} />
      <Setting {...setting("chatAllowed")} label={say("chat")} />
      <Setting {...setting("selfUnmute")} label={say("self_unmute")} hint={say("self_unmute_hint")} />
      {isOfGroup
        ? settings.lockAfterRemoval && <input type="hidden" name={`${prefix}lockAfterRemoval`} value="yes" />
        : (
          <Setting
            {...setting("lockAfterRemoval")}
            label={say("lock_after_removal")}
            hint={say("lock_after_removal_hint")}
          />
        )}
      <Field
        type="number"
        name={`${prefix}seats`}
        label={say("seats")}
        value={seats}
        inputmode="numeric"
        autocomplete="off"
        hint={say("seats_hint", { least: SEAT_LIMIT_LEAST, most: SEAT_LIMIT_MOST })}
        error={error}
      />
    </div>
  );
}

interface SettingProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly label: string;
  readonly hint?: string;
}

function Setting({ name, isOn, label, hint }: SettingProps): JSX.Element {
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
        checked={isOn}
        aria-labelledby={`${name}-name`}
        aria-describedby={hint && `${name}-hint`}
      />
    </label>
  );
}

interface LeavingProps {
  readonly name: string;
  readonly chosen: RoomSettings["whenHostLeaves"];
  readonly say: Say<typeof roomSettingsWords>;
}

function Leaving({ name, chosen, say }: LeavingProps): JSX.Element {
  return (
    <fieldset class="setting">
      <legend class="setting-legend">{say("when_host_leaves")}</legend>
      {LEAVING.map(([value, key]) => (
        <label key={value} class="tick">
          <input type="radio" name={name} value={value} checked={value === chosen} />
          <span>{say(key)}</span>
        </label>
      ))}
    </fieldset>
  );
}
