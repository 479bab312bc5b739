/** Shows one's rooms again to somebody who did not see them. */
import { deleteDimmer } from "../db/ties.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** Idempotent, also for ids that nobody has. Refuses with `not_signed_in`. */
export async function clearDimmer(
  deps: Pick<Deps, "db" | "tidings">,
  viewer: Viewer,
  other: PersonId,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  if (await deleteDimmer(deps.db, viewer.personId, other)) deps.tidings.tiesChanged([other]);
  return granted(null);
}
