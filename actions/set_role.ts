/** Makes a member of a group its admin, or an admin a member; oneself too. */
import { findRole, measureGroup, updateRole } from "../db/group_members.ts";
import { decideRole, type GroupRole } from "../domain/group.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import type { Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { managedGroup } from "./managed_group.ts";

/** Idempotent. Refuses as `managedGroup`, with `not_found` for who is not inside, and with `last_admin`. */
export async function setRole(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  groupId: GroupId,
  { personId, role }: { readonly personId: PersonId; readonly role: GroupRole },
): Promise<Outcome<null>> {
  return await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    if (!managed.ok) return managed;
    const from = await findRole(trx, groupId, personId);
    const outcome = decideRole("admin", { from, to: role }, await measureGroup(trx, groupId));
    if (outcome.ok) await updateRole(trx, groupId, personId, role);
    return outcome;
  });
}
