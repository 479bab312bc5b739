/**
 * A group for who is in it, with a page of its members. People who blocked each other find each other's names here, as both
 * are in the group; each other's rooms they do not, see `domain/visibility.ts`.
 */
import { findRole, listMembers, measureGroup } from "../db/group_members.ts";
import { type GroupRequest, listRequests } from "../db/group_requests.ts";
import { findGroup } from "../db/groups.ts";
import type { Group, GroupMember, GroupRole, GroupSize } from "../domain/group.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export type { GroupRequest } from "../db/group_requests.ts";

export const MEMBERS_PER_PAGE = 50;
const REQUESTS_SHOWN = 20;

export interface GroupView {
  readonly group: Group;
  /** The viewer's. */
  readonly role: GroupRole;
  readonly size: GroupSize;
  readonly members: readonly GroupMember[];
  /** The last member shown, if more follow. */
  readonly next: PersonId | null;
  /** Those who have waited longest; empty for who may not answer them. */
  readonly requests: readonly GroupRequest[];
}

/** `query`: a part of a member's name. Refuses with `not_signed_in`, and with `not_found` who is not in the group. */
export async function readGroup(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  groupId: GroupId,
  { query, after }: { readonly query: string; readonly after: PersonId | null },
): Promise<Outcome<GroupView>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const { db } = deps;
  const [group, role] = await Promise.all([findGroup(db, groupId), findRole(db, groupId, viewer.personId)]);
  if (group === null || role === null) return refused("not_found");
  const [size, found, requests] = await Promise.all([
    measureGroup(db, groupId),
    listMembers(db, groupId, { query: query.trim(), after, limit: MEMBERS_PER_PAGE + 1 }),
    role === "admin" ? listRequests(db, groupId, REQUESTS_SHOWN) : [],
  ]);
  const members = found.slice(0, MEMBERS_PER_PAGE);
  const next = found.length > members.length ? members.at(-1)?.personId ?? null : null;
  return granted({ group, role, size, members, next, requests });
}
