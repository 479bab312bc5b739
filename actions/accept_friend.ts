/** Says yes to somebody who asked to be friends. */
import { befriend, findAskFacts, lockPair } from "../db/friends.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";
import { showOpenRooms } from "./show_open_rooms.ts";

/**
 * Idempotent; a "no" before can still become a yes. Rooms for friends that either has open are shown to the other. Refuses
 * with `not_signed_in`, and with `not_found` if they did not ask, do not exist, or a block is between.
 */
export async function acceptFriend(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  viewer: Viewer,
  asker: PersonId,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const at = deps.now();
  const found = await deps.db.transaction().execute(async (trx) => {
    if (!await lockPair(trx, viewer.personId, asker)) return "nothing";
    const { friends, blocked, theirs } = await findAskFacts(trx, viewer.personId, asker);
    if (friends && !blocked) return "friends";
    if (blocked || theirs === null) return "nothing";
    await befriend(trx, viewer.personId, asker, at);
    await showOpenRooms(trx, viewer.personId, asker, at);
    return "request";
  });
  if (found === "nothing") return refused("not_found");
  if (found === "request") {
    deps.tidings.tiesChanged([viewer.personId, asker]);
    const dedupKey = `friend_accepted:${viewer.personId}:${at.toISOString()}`;
    const about = { aboutId: viewer.personId, roomId: null, groupId: null };
    await notify(deps, [{ ...about, personId: asker, kind: "friend_accepted", dedupKey }]);
  }
  return granted(null);
}
