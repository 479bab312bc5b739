/** Lets somebody who asked into a group. */
import { insertMember } from "../db/group_members.ts";
import { deleteRequest } from "../db/group_requests.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { managedGroup } from "./managed_group.ts";
import { type Tellers, tellMembership } from "./tell_group_changed.ts";
import { tellWelcome } from "./tell_welcome.ts";

/** Refuses as `managedGroup`, and with `not_found` for who does not wait to be let in. */
export async function acceptMember(
  deps: Pick<Deps, "db" | "ids" | "now"> & Tellers,
  viewer: Viewer,
  groupId: GroupId,
  personId: PersonId,
): Promise<Outcome<null>> {
  const joinedAt = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    if (!managed.ok) return managed;
    if (!await deleteRequest(trx, groupId, personId)) return refused("not_found");
    await insertMember(trx, { groupId, personId, role: "member", joinedAt });
    return granted(managed.value.adminId);
  });
  if (!outcome.ok) return outcome;
  tellMembership(deps, [personId], []);
  await tellWelcome(deps, { groupId, personId, adminId: outcome.value, joinedAt });
  return granted(null);
}
