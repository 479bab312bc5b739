/** Choosing whom a room is for. What a choice comes to, for one viewer, is told by `visibility.ts`. */
import type { GroupId, PersonId } from "./ids.ts";
import { granted, type Outcome, refused } from "./refusal.ts";
import type { Audience } from "./room.ts";

/** More people are not chosen one by one: a group is for that. */
export const CHOSEN_MAX = 200;

/** What the host says. `struckIds`: friends who are left out. `toAll`: without waiting for the rings. */
export type AudienceChoice =
  | { readonly kind: "link" }
  | { readonly kind: "people"; readonly personIds: readonly PersonId[] }
  | { readonly kind: "friends"; readonly struckIds: readonly PersonId[]; readonly toAll: boolean }
  | { readonly kind: "group"; readonly groupId: GroupId };

/** What links the host with those whom the choice names, as the database has it. */
export interface ChoiceFacts {
  /** Of those named, the ones who are friends of the host. */
  readonly friends: ReadonlySet<PersonId>;
  /** Whether the host is in the group that is named. */
  readonly member: boolean;
}

/**
 * The choice with everybody named once. Who is no friend any more need not be struck out, so that is dropped. Refuses with
 * `bad_audience`: nobody chosen, more than `CHOSEN_MAX`, somebody who is no friend, a group that the host is not in.
 */
export function decideAudience(choice: AudienceChoice, { friends, member }: ChoiceFacts): Outcome<AudienceChoice> {
  switch (choice.kind) {
    case "link":
      return granted(choice);
    case "people": {
      const personIds = [...new Set(choice.personIds)];
      const fits = personIds.length >= 1 && personIds.length <= CHOSEN_MAX;
      return fits && personIds.every((id) => friends.has(id))
        ? granted({ kind: "people", personIds })
        : refused("bad_audience");
    }
    case "friends":
      return granted({ ...choice, struckIds: [...new Set(choice.struckIds)].filter((id) => friends.has(id)) });
    case "group":
      return member ? granted(choice) : refused("bad_audience");
  }
}

/** Whom the choice names. */
export function namedBy(choice: AudienceChoice): readonly PersonId[] {
  if (choice.kind === "people") return choice.personIds;
  return choice.kind === "friends" ? choice.struckIds : [];
}

export function toAudience(choice: AudienceChoice): Audience {
  return choice.kind === "group" ? { kind: "group", groupId: choice.groupId } : { kind: choice.kind };
}

export function sameAudience(one: Audience, other: Audience): boolean {
  if (one.kind === "group" && other.kind === "group") return one.groupId === other.groupId;
  return one.kind === other.kind;
}

/** A choice as it stands in a form: every part keeps what was said in it, whichever is chosen now. */
export interface AudienceDraft {
  readonly kind: Audience["kind"];
  readonly personIds: readonly PersonId[];
  readonly struckIds: readonly PersonId[];
  readonly toAll: boolean;
  readonly groupId: GroupId | null;
  /** Part of the names among which friends are chosen. */
  readonly query: string;
  /** Part of the names among which friends are left out. */
  readonly strikeQuery: string;
}

export const UNDECIDED: AudienceDraft = {
  kind: "link",
  personIds: [],
  struckIds: [],
  toAll: false,
  groupId: null,
  query: "",
  strikeQuery: "",
};

/** Refuses with `bad_audience` where no group is named. */
export function choiceOf({ kind, personIds, struckIds, toAll, groupId }: AudienceDraft): Outcome<AudienceChoice> {
  switch (kind) {
    case "link":
      return granted({ kind });
    case "people":
      return granted({ kind, personIds });
    case "friends":
      return granted({ kind, struckIds, toAll });
    case "group":
      return groupId === null ? refused("bad_audience") : granted({ kind, groupId });
  }
}
