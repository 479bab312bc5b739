/** What was typed into the forms of a room's page, as far as it was not taken: the page shows it again, with the reason beside it. */
import { type AudienceDraft, UNDECIDED } from "../../../domain/audience.ts";
import { type Refusal, REFUSALS } from "../../../domain/refusal.ts";
import type { ShownRoom } from "../../../actions/read_showing.ts";
import type { Activity, Room } from "../../../domain/room.ts";
import type { RoomSettings } from "../../../domain/room_settings.ts";

export interface SettingsDraft {
  readonly settings: RoomSettings;
  /** As it was typed. */
  readonly seats: string;
}

export interface Drafts {
  readonly activity?: Activity;
  readonly settings?: SettingsDraft;
  readonly audience?: AudienceDraft | null;
  /** Why not, and where that stands: with the form, or above all of them. */
  readonly refusal?: { readonly code: Refusal; readonly at: "rename" | "settings" | "audience" | "top" };
}

export type Fields = Readonly<Record<string, string>>;

export function activityDraft({ emoji = "", title = "" }: Fields): Activity {
  return { emoji, title };
}

/** A box that is not ticked is not sent. */
export function settingsDraft(fields: Fields, room: Pick<Room, "settings">): SettingsDraft {
  const { whenHostLeaves, seats = "" } = fields;
  const ticked = (name: keyof RoomSettings) => fields[name] === "yes";
  return {
    settings: {
      hostStarts: ticked("hostStarts"),
      whenHostLeaves: whenHostLeaves === "lock" || whenHostLeaves === "end" || whenHostLeaves === "go_on"
        ? whenHostLeaves
        : room.settings.whenHostLeaves,
      guestsAllowed: ticked("guestsAllowed"),
      chatAllowed: ticked("chatAllowed"),
      selfUnmute: ticked("selfUnmute"),
      lockAfterRemoval: ticked("lockAfterRemoval"),
    },
    seats,
  };
}

/** The audience as it is now. */
export function audienceNow({ room, placed }: ShownRoom): AudienceDraft {
  const { audience } = room;
  const ids = placed.filter(({ struck }) => audience.kind === "people" || struck).map(({ personId }) => personId);
  return {
    ...UNDECIDED,
    kind: audience.kind,
    personIds: audience.kind === "people" ? ids : [],
    struckIds: audience.kind === "friends" ? ids : [],
    toAll: room.shownToAll,
    groupId: audience.kind === "group" ? audience.groupId : null,
  };
}

/** What a form that led back here says in the address of why it was refused. */
export function refusalIn({ searchParams }: URL): Drafts["refusal"] {
  const code = REFUSALS.find((each) => each === searchParams.get("refused"));
  return code === undefined ? undefined : { code, at: "top" };
}
