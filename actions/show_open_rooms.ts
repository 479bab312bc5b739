/** Two have become friends: the rooms for friends that either has open are shown to the other, too. */
import type { Trx } from "../db/database.ts";
import { addShown, friendsRoomsOf, ringCandidates } from "../db/shown.ts";
import type { PersonId } from "../domain/ids.ts";
import { planRings } from "../domain/ring_plan.ts";

/**
 * In the transaction that makes them friends. The new friend gets the ring that a room opened now would put them in, so few
 * friends are all close here as well; the rings of the others stay as they are, and who had a place before keeps it.
 */
export async function showOpenRooms(trx: Trx, one: PersonId, other: PersonId, now: Date): Promise<void> {
  const open = await friendsRoomsOf(trx, [one, other]);
  for (const [host, friend] of [[one, other], [other, one]] as const) {
    const rooms = open.filter(({ hostId }) => hostId === host);
    if (rooms.length === 0) continue;
    const candidates = await ringCandidates(trx, host, now);
    const ring = planRings(candidates).get(friend);
    const found = candidates.find(({ personId }) => personId === friend);
    if (ring === undefined || found === undefined) continue;
    const { roomsTogether } = found;
    await addShown(trx, rooms.map(({ id }) => id), { personId: friend, ring, struck: false, roomsTogether });
  }
}
