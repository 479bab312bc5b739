/** What a group's link to join shows: the group, how many are in it, and where the viewer stands. */
import { findRole, measureGroup } from "../db/group_members.ts";
import { hasAsked } from "../db/group_requests.ts";
import { findGroupByCode } from "../db/groups.ts";
import type { Group } from "../domain/group.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export interface GroupDoor {
  readonly group: Group;
  readonly members: number;
  readonly standing: "outside" | "asked" | "member";
}

/** Guests may look. Refuses with `not_found`. */
export async function openGroupLink(
  { db }: Pick<Deps, "db">,
  viewer: Viewer,
  code: string,
): Promise<Outcome<GroupDoor>> {
  const group = await findGroupByCode(db, code);
  if (group === null) return refused("not_found");
  const { members } = await measureGroup(db, group.id);
  if (viewer.kind === "guest") return granted({ group, members, standing: "outside" });
  const [role, asked] = await Promise.all([
    findRole(db, group.id, viewer.personId),
    hasAsked(db, group.id, viewer.personId),
  ]);
  return granted({ group, members, standing: role !== null ? "member" : asked ? "asked" : "outside" });
}
