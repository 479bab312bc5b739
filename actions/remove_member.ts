/**
 * Takes somebody out of a group. They are not told, and may come back by the link to join unless it is replaced. Rooms that
 * they opened for it are for nobody then; those inside stay.
 */
import { deleteMember, findRole } from "../db/group_members.ts";
import { hideRoomsOfGroup } from "../db/groups.ts";
import { decideRemoving } from "../domain/group.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { leaveGroup } from "./leave_group.ts";
import { managedGroup } from "./managed_group.ts";
import { type Tellers, tellMembership } from "./tell_group_changed.ts";

/** Oneself: the same as `leaveGroup`. Else refuses as `managedGroup`, and with `not_found` for who is not inside. */
export async function removeMember(
  deps: Pick<Deps, "db"> & Tellers,
  viewer: Viewer,
  groupId: GroupId,
  personId: PersonId,
): Promise<Outcome<null>> {
  if (viewer.kind === "person" && viewer.personId === personId) return await leaveGroup(deps, viewer, groupId);
  const outcome = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    if (!managed.ok) return managed;
    const removing = decideRemoving("admin", await findRole(trx, groupId, personId));
    if (!removing.ok) return removing;
    await deleteMember(trx, groupId, personId);
    return granted(await hideRoomsOfGroup(trx, groupId, personId));
  });
  if (!outcome.ok) return outcome;
  tellMembership(deps, [personId], outcome.value);
  return granted(null);
}
