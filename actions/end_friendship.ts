/** Ends a friendship; nobody is told. */
import { lockPair, unfriend } from "../db/friends.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** The marks on each other go with it. Refuses with `not_signed_in`, and with `not_found` whoever is no friend. */
export async function endFriendship(
  deps: Pick<Deps, "db" | "tidings">,
  viewer: Viewer,
  friend: PersonId,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const me = viewer.personId;
  const ended = await deps.db.transaction().execute(async (trx) =>
    await lockPair(trx, me, friend) && await unfriend(trx, me, friend)
  );
  if (!ended) return refused("not_found");
  deps.tidings.tiesChanged([me, friend]);
  return granted(null);
}
