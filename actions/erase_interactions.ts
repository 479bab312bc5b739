/** Forgets what is kept about a person and another, or about a person and everybody. */
import { eraseInteractions as erase } from "../db/interactions.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/**
 * From both sides; `other` null: with everybody. Idempotent, also for somebody who is nobody. Rooms that are open stay
 * shown as they are. Refuses with `not_signed_in`.
 */
export async function eraseInteractions(
  deps: Pick<Deps, "db" | "tidings">,
  viewer: Viewer,
  other: PersonId | null,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  await erase(deps.db, viewer.personId, other);
  deps.tidings.tiesChanged(other === null ? [viewer.personId] : [viewer.personId, other]);
  return granted(null);
}
