/** What a host reads before opening a room: which friends would see it now, which later, and whom they could choose. */
import { listGroupNamesOf } from "../db/groups.ts";
import { ringCandidates } from "../db/shown.ts";
import { foresee, type Foresight, type Placed } from "../domain/foresight.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { planRings } from "../domain/ring_plan.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export interface ShowingPreview {
  readonly foresight: Foresight;
  /** Every friend, the closest first. */
  readonly friends: readonly Placed[];
  /** By name. */
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[];
}

/** Writes nothing. Refuses with `not_signed_in`. */
export async function planShowing(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  { struckIds, toAll }: { readonly struckIds: readonly PersonId[]; readonly toAll: boolean },
): Promise<Outcome<ShowingPreview>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const now = deps.now();
  const [candidates, groups] = await Promise.all([
    ringCandidates(deps.db, viewer.personId, now),
    listGroupNamesOf(deps.db, viewer.personId),
  ]);
  const struck = new Set(struckIds);
  const rings = planRings(candidates);
  const friends = candidates
    .map(({ personId, name, affinity, dimmed }) => ({
      affinity,
      placed: { personId, name, ring: rings.get(personId) ?? 3, struck: struck.has(personId), dimmed },
    }))
    .sort((a, b) =>
      a.placed.ring - b.placed.ring || b.affinity - a.affinity || a.placed.name.localeCompare(b.placed.name) ||
      (a.placed.personId < b.placed.personId ? -1 : 1)
    )
    .map(({ placed }) => placed);
  const showing = { shownSince: now, shownToAll: toAll, firstCameAt: null };
  return granted({ foresight: foresee(friends, showing, now), friends, groups });
}
