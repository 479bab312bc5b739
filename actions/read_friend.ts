/** One friend, with what one has decided about them. */
import { findFriend, type Friend } from "../db/friends.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** Refuses with `not_signed_in`, and with `not_found` whoever is no friend. */
export async function readFriend(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  personId: PersonId,
): Promise<Outcome<Friend>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const friend = await findFriend(deps.db, viewer.personId, personId, deps.now());
  return friend === null ? refused("not_found") : granted(friend);
}
