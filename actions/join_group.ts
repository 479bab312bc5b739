/** Joins a group by its link, or asks to, as the group wants it. */
import { findRole, insertMember, memberIds } from "../db/group_members.ts";
import { deleteRequest, insertRequest } from "../db/group_requests.ts";
import { findGroupByCode, lockGroup } from "../db/groups.ts";
import type { Group } from "../domain/group.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";
import { type Tellers, tellMembership } from "./tell_group_changed.ts";

export interface Joined {
  readonly group: Group;
  readonly membership: "member" | "asked";
}

/** Idempotent. Refuses with `not_signed_in`, and with `not_found` for a link that leads nowhere any more. */
export async function joinGroup(
  deps: Pick<Deps, "db" | "ids" | "now"> & Tellers,
  viewer: Viewer,
  code: string,
): Promise<Outcome<Joined>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const { personId } = viewer;
  const found = await findGroupByCode(deps.db, code);
  if (found === null) return refused("not_found");
  const at = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx) => {
    const group = await lockGroup(trx, found.id);
    if (group === null || group.code !== code) return refused("not_found");
    if (await findRole(trx, group.id, personId) !== null) return joined(group, "member", false);
    if (group.joining === "approval") {
      return joined(group, "asked", await insertRequest(trx, group.id, personId, at));
    }
    await deleteRequest(trx, group.id, personId);
    await insertMember(trx, { groupId: group.id, personId, role: "member", joinedAt: at });
    return joined(group, "member", true);
  });
  if (!outcome.ok) return outcome;
  const { group, membership, isNew } = outcome.value;
  if (isNew && membership === "member") tellMembership(deps, [personId], []);
  if (isNew && membership === "asked") await tellAdmins(deps, group, personId, at);
  return granted({ group, membership });
}

function joined(group: Group, membership: Joined["membership"], isNew: boolean): Outcome<Joined & { isNew: boolean }> {
  return granted({ group, membership, isNew });
}

/** Once a day at most, however often somebody is declined and asks again. */
async function tellAdmins(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  { id: groupId }: Group,
  personId: PersonId,
  at: Date,
): Promise<void> {
  const admins = await memberIds(deps.db, groupId, "admin");
  const dedupKey = `group_request:${groupId}:${personId}:${at.toISOString().slice(0, 10)}`;
  await notify(
    deps,
    admins.map((adminId) => ({
      personId: adminId,
      kind: "group_request",
      aboutId: personId,
      roomId: null,
      groupId,
      dedupKey,
    })),
  );
}
