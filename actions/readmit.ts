/** Lets somebody back who was put out of a room: they find its door as everybody else does. */
import { recordDeed } from "../db/audit.ts";
import { liftRemoval, type Removal } from "../db/removals.ts";
import { markStruck } from "../db/shown.ts";
import type { RemovalId, RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";

/**
 * Idempotent. A room that is shown to them is so again; one that is locked stays locked. Refuses as `decideDeed` does, and with
 * `not_found` where that room has put nobody out by that name.
 */
export async function readmit(
  deps: Pick<Deps, "db" | "seatTokens" | "publisher" | "tidings" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
  removalId: RemovalId,
): Promise<Outcome<Removal>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "readmit");
    if (!managed.ok) return managed;
    const { actor, now } = managed.value;
    const lifted = await liftRemoval(trx, roomId, removalId, now);
    if (lifted === null) return refused("not_found");
    const { removal: { personId, seatId, name }, liftedNow } = lifted;
    if (liftedNow) {
      if (personId !== null) await markStruck(trx, roomId, personId, false);
      const subject = { id: personId ?? seatId, name };
      await recordDeed(trx, { at: now, actor, deed: "person_readmitted", roomId, subject, detail: {} });
    }
    return granted(lifted);
  });
  if (!done.ok) return done;
  const { removal, liftedNow } = done.value;
  if (liftedNow) {
    deps.publisher.doorChanged(roomId);
    if (removal.personId !== null) deps.tidings.tiesChanged([removal.personId]);
  }
  return granted(removal);
}
