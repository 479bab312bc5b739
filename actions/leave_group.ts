/** Leaves a group. The last one to leave ends it. Rooms that one opened for it are for nobody then; those inside stay. */
import { deleteMember, findRole, measureGroup } from "../db/group_members.ts";
import { hideRoomsOfGroup, lockGroup } from "../db/groups.ts";
import { decideLeaving } from "../domain/group.ts";
import type { GroupId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { endGroup } from "./delete_group.ts";
import type { Deps } from "./deps.ts";
import { type Tellers, tellMembership } from "./tell_group_changed.ts";

/** Refuses with `not_signed_in`, `not_found`, or `last_admin` while others are inside. */
export async function leaveGroup(
  deps: Pick<Deps, "db"> & Tellers,
  viewer: Viewer,
  groupId: GroupId,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const { personId } = viewer;
  const outcome = await deps.db.transaction().execute(async (trx) => {
    if (await lockGroup(trx, groupId) === null) return refused("not_found");
    const leaving = decideLeaving(await findRole(trx, groupId, personId), await measureGroup(trx, groupId));
    if (!leaving.ok) return leaving;
    if (leaving.value === "group_ends") return granted(await endGroup(trx, groupId));
    await deleteMember(trx, groupId, personId);
    return granted({ people: [personId], hidden: await hideRoomsOfGroup(trx, groupId, personId) });
  });
  if (!outcome.ok) return outcome;
  tellMembership(deps, outcome.value.people, outcome.value.hidden);
  return granted(null);
}
