/** What was typed into the forms of a room's page, as far as it was not taken: the page shows it again, with the reason beside it. */
import { type AudienceDraft, UNDECIDED } from "../../../domain/audience.ts";
import { type Refusal, REFUSALS } from "../../../domain/refusal.ts";
import type { ShownRoom } from "../../../actions/read_showing.ts";
import type { Activity } from "../../../domain/room.ts";
import type { InviteDrafts } from "./invite_forms.ts";
import type { WhenDraft } from "../../../protocol/when.ts";
import type { Fields, SettingsDraft } from "../(_settings)/draft.ts";

export interface Drafts {
  readonly activity?: Activity;
  readonly settings?: SettingsDraft;
  readonly audience?: AudienceDraft | null;
  readonly invites?: InviteDrafts;
  readonly schedule?: WhenDraft;
  /** Why not, and where that stands: with the form, or above all of them. */
  readonly refusal?: { readonly code: Refusal; readonly at: "rename" | "settings" | "audience" | "schedule" | "top" };
}

export function activityDraft({ emoji = "", title = "" }: Fields): Activity {
  return { emoji, title };
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
