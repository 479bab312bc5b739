/** The settings of a room as they stand in a form, taken or not. */
import type { RoomSettings } from "../../../domain/room_settings.ts";

export interface SettingsDraft {
  readonly settings: RoomSettings;
  /** As it was typed. */
  readonly seats: string;
}

export type Fields = Readonly<Record<string, string>>;

/** `unsent`: what stands there if the form has no such fields. A box that is not ticked is not sent. */
export function settingsDraft(fields: Fields, unsent: SettingsDraft): SettingsDraft {
  const { whenHostLeaves, seats = "" } = fields;
  if (whenHostLeaves === undefined) return unsent;
  const ticked = (name: keyof RoomSettings) => fields[name] === "yes";
  return {
    settings: {
      hostStarts: ticked("hostStarts"),
      whenHostLeaves: whenHostLeaves === "lock" || whenHostLeaves === "end" || whenHostLeaves === "go_on"
        ? whenHostLeaves
        : unsent.settings.whenHostLeaves,
      guestsAllowed: ticked("guestsAllowed"),
      chatAllowed: ticked("chatAllowed"),
      selfUnmute: ticked("selfUnmute"),
      lockAfterRemoval: ticked("lockAfterRemoval"),
    },
    seats,
  };
}

/** The fields whose names begin so, by the rest of their names. */
export function fieldsAfter(fields: Fields, prefix: string): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : []
    ),
  );
}
