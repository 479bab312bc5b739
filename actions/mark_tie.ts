/** Marks a friend as close, or asks to be told when their door is open. The friend is not told. */
import { findFriend, type Friend, lockPair } from "../db/friends.ts";
import { type MarkChanges, setMarks } from "../db/ties.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { noteSeenDoors } from "./tell_door_open.ts";

/** The friend as they stand then. Refuses with `not_signed_in`, and `not_found` if no friend. */
export async function markTie(
  deps: Pick<Deps, "db" | "now" | "tidings">,
  viewer: Viewer,
  other: PersonId,
  marks: MarkChanges,
): Promise<Outcome<Friend>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const me = viewer.personId;
  const marked = await deps.db.transaction().execute(async (trx) => {
    if (!await lockPair(trx, me, other)) return null;
    const now = deps.now();
    const before = await findFriend(trx, me, other, now);
    if (before === null) return null;
    await setMarks(trx, me, other, marks);
    if (marks.tell && !before.tell) await noteSeenDoors(trx, me, other, now);
    return await findFriend(trx, me, other, now);
  });
  if (marked === null) return refused("not_found");
  deps.tidings.tiesChanged([me]);
  return granted(marked);
}
