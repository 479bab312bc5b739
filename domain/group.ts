/**
 * What a group is, and who may do what in it. A group always has an admin, and ends with its last member. Which rooms its
 * members see is the business of `visibility.ts`.
 */
import type { GroupId, PersonId } from "./ids.ts";
import { granted, type Outcome, refused } from "./refusal.ts";
import { tidyText } from "./text.ts";

export const GROUP_NAME_MAX_GRAPHEMES = 60;
export const DESCRIPTION_MAX_GRAPHEMES = 500;
/** In UTF-16 code units, as RAW_TEXT_MAX_UNITS is. */
export const DESCRIPTION_MAX_UNITS = 4000;

/** `link`: whoever has the link to join is in at once. `approval`: they ask, and an admin answers. */
export const JOININGS = ["link", "approval"] as const;
export type Joining = (typeof JOININGS)[number];

export const GROUP_ROLES = ["admin", "member"] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];

/** What people write about a group. */
export interface GroupText {
  readonly name: string;
  /** May be empty. */
  readonly description: string;
}

export interface Group extends GroupText {
  readonly id: GroupId;
  /** The secret part of the link to join. */
  readonly code: string;
  readonly joining: Joining;
  readonly createdAt: Date;
}

export interface GroupMember {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: GroupRole;
}

/** How many are in a group, and how many of them are admins. */
export interface GroupSize {
  readonly members: number;
  readonly admins: number;
}

/** A line break counts as a space: a description is one paragraph. Refuses with `bad_group`. */
export function parseGroupText(raw: GroupText): Outcome<GroupText> {
  const name = tidyText(raw.name, GROUP_NAME_MAX_GRAPHEMES);
  const oneLine = raw.description.replace(/[\r\n]+/gu, " ");
  const description = oneLine.trim() === "" ? "" : tidyText(oneLine, DESCRIPTION_MAX_GRAPHEMES, DESCRIPTION_MAX_UNITS);
  return name === null || description === null ? refused("bad_group") : granted({ name, description });
}

/**
 * Renaming, describing, how people join, the link, requests, adding, deleting: admins alone. Refuses with `not_found` for who
 * is not in the group (`role` null), and with `not_allowed` for its other members.
 */
export function decideManaging(role: GroupRole | null): Outcome<null> {
  if (role === null) return refused("not_found");
  return role === "admin" ? granted(null) : refused("not_allowed");
}

/** The last one takes the group along. Refuses with `not_found` and, while others are inside, `last_admin`. */
export function decideLeaving(role: GroupRole | null, size: GroupSize): Outcome<"member_leaves" | "group_ends"> {
  if (role === null) return refused("not_found");
  if (size.members === 1) return granted("group_ends");
  return isLastAdmin(role, size) ? refused("last_admin") : granted("member_leaves");
}

/** Admins remove anybody, another admin too; for oneself that is leaving. Refuses as `decideManaging` and with `not_found`. */
export function decideRemoving(role: GroupRole | null, target: GroupRole | null): Outcome<null> {
  const managing = decideManaging(role);
  if (!managing.ok) return managing;
  return target === null ? refused("not_found") : granted(null);
}

/** Making and unmaking admins, oneself too. Refuses as `decideRemoving` and with `last_admin`. */
export function decideRole(
  role: GroupRole | null,
  target: { readonly from: GroupRole | null; readonly to: GroupRole },
  size: GroupSize,
): Outcome<null> {
  const managing = decideRemoving(role, target.from);
  if (!managing.ok) return managing;
  return target.to === "member" && isLastAdmin(target.from, size) ? refused("last_admin") : granted(null);
}

/** Where the link to join leads. */
export function groupLink(code: string, publicUrl: URL): string {
  return new URL(`/g/${encodeURIComponent(code)}`, publicUrl).href;
}

function isLastAdmin(role: GroupRole | null, { admins }: GroupSize): boolean {
  return role === "admin" && admins === 1;
}
