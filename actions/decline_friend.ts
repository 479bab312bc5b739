/** Says no to somebody who asked to be friends; for them it looks like no answer. */
import { declineRequest, findAskFacts } from "../db/friends.ts";
import { findPersonFor } from "../db/people.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** Idempotent. Refuses with `not_signed_in`, and with `not_found` if they did not ask. */
export async function declineFriend(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  asker: PersonId,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  if (await declineRequest(deps.db, asker, viewer.personId, deps.now())) return granted(null);
  if (await findPersonFor(deps.db, viewer.personId, asker) === null) return refused("not_found");
  const { theirs } = await findAskFacts(deps.db, viewer.personId, asker);
  return theirs === null ? refused("not_found") : granted(null);
}
