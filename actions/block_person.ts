/** Has nothing more to do with somebody, both ways; they are not told. */
import { deleteRequests, findAskFacts, lockPair, unfriend } from "../db/friends.ts";
import { eraseInteractions } from "../db/interactions.ts";
import { leaveSeat, type Parting } from "../db/seats.ts";
import {
  deleteDimmersOfBoth,
  hasBlocked,
  hideFromEachOther,
  insertBlock,
  lockOpenRoomsOf,
  seatsAtEachOther,
} from "../db/ties.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { tellLeft } from "./leave_room.ts";

/**
 * Idempotent. Ends friendship, requests, marks and dimmers between the two, has what was kept of their dealings forgotten,
 * and puts each out of the other's open rooms; in rooms of others they may still meet, after a warning. Refuses with `not_signed_in` and `is_oneself`, and with `not_found` an
 * id that nobody has and, alike, somebody who has blocked the viewer, so that this is no way to find out.
 */
export async function blockPerson(
  deps: Parameters<typeof tellLeft>[0] & Pick<Deps, "tidings">,
  viewer: Viewer,
  other: PersonId,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const me = viewer.personId;
  if (me === other) return refused("is_oneself");
  const at = deps.now();
  const partings = await separate(deps, me, other, at);
  if (partings === null) return refused("not_found");
  deps.tidings.tiesChanged([me, other]);
  for (const parting of partings) tellLeft(deps, parting, at);
  return granted(null);
}

/** Gives up the seats that one of them holds at the other's; null if there is nobody to be seen. */
async function separate(
  { db }: Pick<Deps, "db">,
  me: PersonId,
  other: PersonId,
  at: Date,
): Promise<readonly Parting[] | null> {
  return await db.transaction().execute(async (trx) => {
    if (!await lockPair(trx, me, other)) return null;
    const { blocked } = await findAskFacts(trx, me, other);
    if (blocked && !await hasBlocked(trx, me, other)) return null;
    // A visitor who is on the way in has the room's row, and takes the seat or finds the block.
    await lockOpenRoomsOf(trx, [me, other]);
    await insertBlock(trx, me, other, at);
    await unfriend(trx, me, other);
    await deleteRequests(trx, me, other);
    await deleteDimmersOfBoth(trx, me, other);
    await hideFromEachOther(trx, me, other);
    await eraseInteractions(trx, me, other);
    const partings: Parting[] = [];
    for (const seatId of await seatsAtEachOther(trx, me, other)) {
      const parting = await leaveSeat(trx, seatId, at);
      if (parting !== null) partings.push(parting);
    }
    return partings;
  });
}
