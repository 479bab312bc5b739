/** Deletes a group. Its open rooms go on for those inside, and are for nobody else until their hosts choose anew. */
import type { Trx } from "../db/database.ts";
import { memberIds } from "../db/group_members.ts";
import { deleteGroup as deleteRows, hideRoomsOfGroup } from "../db/groups.ts";
import type { GroupId, PersonId, RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { managedGroup } from "./managed_group.ts";
import { type Tellers, tellMembership } from "./tell_group_changed.ts";

/** Refuses as `managedGroup`. */
export async function deleteGroup(
  deps: Pick<Deps, "db"> & Tellers,
  viewer: Viewer,
  groupId: GroupId,
): Promise<Outcome<null>> {
  const outcome = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    return managed.ok ? granted(await endGroup(trx, groupId)) : managed;
  });
  if (!outcome.ok) return outcome;
  tellMembership(deps, outcome.value.people, outcome.value.hidden);
  return granted(null);
}

/** Gives who was inside and which rooms are for nobody now, for `tellMembership` after the commit. */
export async function endGroup(
  trx: Trx,
  groupId: GroupId,
): Promise<{ readonly people: readonly PersonId[]; readonly hidden: readonly RoomId[] }> {
  const people = await memberIds(trx, groupId);
  const hidden = await hideRoomsOfGroup(trx, groupId, null);
  await deleteRows(trx, groupId);
  return { people, hidden };
}
