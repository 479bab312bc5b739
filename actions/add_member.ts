/** Brings a friend of an admin's into a group, without asking twice: who is a friend may leave again. */
import { friendsAmong } from "../db/audiences.ts";
import { findRole, insertMember } from "../db/group_members.ts";
import { deleteRequest } from "../db/group_requests.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { managedGroup } from "./managed_group.ts";
import { type Tellers, tellMembership } from "./tell_group_changed.ts";
import { tellWelcome } from "./tell_welcome.ts";

/** Idempotent. Refuses as `managedGroup`, and with `not_found` for who is neither inside nor a friend of the viewer's. */
export async function addMember(
  deps: Pick<Deps, "db" | "ids" | "now"> & Tellers,
  viewer: Viewer,
  groupId: GroupId,
  personId: PersonId,
): Promise<Outcome<null>> {
  const joinedAt = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    if (!managed.ok) return managed;
    const { adminId } = managed.value;
    if (await findRole(trx, groupId, personId) !== null) return granted(null);
    const friends = await friendsAmong(trx, adminId, [personId]);
    if (!friends.has(personId)) return refused("not_found");
    await deleteRequest(trx, groupId, personId);
    await insertMember(trx, { groupId, personId, role: "member", joinedAt });
    return granted(adminId);
  });
  if (!outcome.ok) return outcome;
  if (outcome.value === null) return granted(null);
  tellMembership(deps, [personId], []);
  await tellWelcome(deps, { groupId, personId, adminId: outcome.value, joinedAt });
  return granted(null);
}
