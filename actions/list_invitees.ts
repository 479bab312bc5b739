/** Whom somebody could ask to a room: their friends, by name, and their groups. */
import { friendsOfIds, listFriends } from "../db/friends.ts";
import { listGroupNamesOf } from "../db/groups.ts";
import type { Acquaintance } from "../db/people.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { INVITED_AT_ONCE } from "../domain/invitation.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export interface Invitees {
  readonly friends: readonly Acquaintance[];
  /** There are more than are listed. */
  readonly more: boolean;
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[];
}

export const INVITEES_LISTED = 50;

/** `query`: only friends whose names hold it, and before them those who are `ticked`. A guest who is a co-host has neither friends nor groups. */
export async function listInvitees(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  { query, ticked }: { readonly query: string; readonly ticked: readonly PersonId[] },
): Promise<Invitees> {
  if (viewer.kind === "guest") return { friends: [], more: false, groups: [] };
  const [before, found, groups] = await Promise.all([
    friendsOfIds(deps.db, viewer.personId, ticked.slice(0, INVITED_AT_ONCE)),
    listFriends(deps.db, viewer.personId, deps.now(), {
      query: query.trim().slice(0, 100),
      after: null,
      limit: INVITEES_LISTED + 1,
    }),
    listGroupNamesOf(deps.db, viewer.personId),
  ]);
  const known = new Set(before.map(({ id }) => id));
  const listed = found.slice(0, INVITEES_LISTED);
  const others = listed.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ id, name }));
  return { friends: [...before, ...others], more: found.length > listed.length, groups };
}
