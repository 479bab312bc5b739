/** Tells somebody that an admin let them into a group. */
import type { GroupId, PersonId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";

export interface Welcome {
  readonly groupId: GroupId;
  readonly personId: PersonId;
  readonly adminId: PersonId;
  readonly joinedAt: Date;
}

/** Once for every time that they come in. */
export async function tellWelcome(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  { groupId, personId, adminId, joinedAt }: Welcome,
): Promise<void> {
  const dedupKey = `group_accepted:${groupId}:${joinedAt.toISOString()}`;
  await notify(deps, [{ personId, kind: "group_accepted", aboutId: adminId, roomId: null, groupId, dedupKey }]);
}
