/**
 * What else can be set for a room that is started: folded away, because all of it is sensible as it is. Sensible is another
 * thing for a group's room, so it has fields of its own; the style sheet shows those of the chosen audience.
 */
import type { JSX } from "preact";
import type { RoomSettings } from "../domain/room_settings.ts";
import { roomSettingsWords } from "../words/room_settings.ts";
import { speaker } from "../words/speaker.ts";
import { RoomSettingsFields } from "./RoomSettingsFields.tsx";

/** Before the names of the fields that count for a group's room. */
export const OF_GROUP = "group_";

interface Options {
  readonly settings: RoomSettings;
  /** As it was typed. */
  readonly seats: string;
}

export interface RoomOptionsProps {
  readonly locale: string;
  readonly ofGroup: Options;
  readonly ofOthers: Options;
  /** Of the fields that count. */
  readonly error?: string | undefined;
}

export function RoomOptions({ locale, ofGroup, ofOthers, error }: RoomOptionsProps): JSX.Element {
  const say = speaker(roomSettingsWords, locale);
  return (
    <details class="options" id="options" open={error !== undefined}>
      <summary class="options-summary">{say("options")}</summary>
      <p class="soft small">{say("options_hint")}</p>
      <div class="options-part options-of-others">
        <RoomSettingsFields locale={locale} {...ofOthers} isOfGroup={false} error={error} />
      </div>
      <div class="options-part options-of-group">
        <RoomSettingsFields locale={locale} {...ofGroup} isOfGroup prefix={OF_GROUP} error={error} />
      </div>
    </details>
  );
}
