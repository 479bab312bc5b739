/** Does not let somebody who asked into a group. They are not told, and may ask again. */
import { deleteRequest } from "../db/group_requests.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { managedGroup } from "./managed_group.ts";

/** Refuses as `managedGroup`, and with `not_found` for who does not wait to be let in. */
export async function declineMember(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  groupId: GroupId,
  personId: PersonId,
): Promise<Outcome<null>> {
  return await deps.db.transaction().execute(async (trx) => {
    const managed = await managedGroup(trx, viewer, groupId);
    if (!managed.ok) return managed;
    return await deleteRequest(trx, groupId, personId) ? granted(null) : refused("not_found");
  });
}
