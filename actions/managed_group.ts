/** The beginning of every deed that only a group's admins do: the group, held until the transaction ends, and who asks. */
import type { Trx } from "../db/database.ts";
import { findRole } from "../db/group_members.ts";
import { lockGroup } from "../db/groups.ts";
import { decideManaging, type Group } from "../domain/group.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";

export interface ManagedGroup {
  readonly group: Group;
  readonly adminId: PersonId;
}

/** Refuses with `not_signed_in`; `not_found`, also to who is not in the group; `not_allowed`. */
export async function managedGroup(trx: Trx, viewer: Viewer, groupId: GroupId): Promise<Outcome<ManagedGroup>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const group = await lockGroup(trx, groupId);
  if (group === null) return refused("not_found");
  const managing = decideManaging(await findRole(trx, groupId, viewer.personId));
  return managing.ok ? granted({ group, adminId: viewer.personId }) : managing;
}
