/** Gives a group a new link to join; the old one leads nowhere from then on. */
import { replaceGroupCode } from "../db/groups.ts";
import type { Group } from "../domain/group.ts";
import type { GroupId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { managedGroup } from "./managed_group.ts";

/** Refuses as `managedGroup`. */
export async function replaceGroupLink(
  deps: Pick<Deps, "db" | "ids">,
  viewer: Viewer,
  groupId: GroupId,
): Promise<Outcome<Group>> {
  return await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    if (!managed.ok) return managed;
    const code = deps.ids.groupCode();
    await replaceGroupCode(trx, groupId, code);
    return granted({ ...managed.value.group, code });
  });
}
