/** The groups that one is in. */
import { listGroupsOf, type OwnGroup } from "../db/groups.ts";
import type { GroupId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export type { OwnGroup } from "../db/groups.ts";

export const GROUPS_PER_PAGE = 50;

export interface GroupPage {
  readonly groups: readonly OwnGroup[];
  /** The last group shown, if more follow it. */
  readonly next: GroupId | null;
}

/** By name. `query`: a part of the name. Refuses with `not_signed_in`. */
export async function listGroups(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  { query, after }: { readonly query: string; readonly after: GroupId | null },
): Promise<Outcome<GroupPage>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const found = await listGroupsOf(deps.db, viewer.personId, {
    query: query.trim(),
    after,
    limit: GROUPS_PER_PAGE + 1,
  });
  const groups = found.slice(0, GROUPS_PER_PAGE);
  return granted({ groups, next: found.length > groups.length ? groups.at(-1)?.id ?? null : null });
}
