/**
 * Puts somebody out of a room and keeps them out: by the account, or a guest by seat, browser and for a while address. The room is
 * then locked, unless its host has set it otherwise.
 */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { findRemovalOf, insertRemoval, type Removal } from "../db/removals.ts";
import { changeRoom } from "../db/rooms.ts";
import { findSeat, leaveSeat, type Parting, type SeatRecord, setCoHost } from "../db/seats.ts";
import { markStruck } from "../db/shown.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { ADDRESS_KEEPS_OUT_MS, decideRemoval, locksAfterRemoval } from "../domain/removal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { type ManagedRoom, managedRoom } from "./managed_room.ts";
import { recordTogether } from "./record_together.ts";
import { closeKnock } from "./withdraw_knock.ts";

export interface RemovedSeat {
  readonly room: Room;
  readonly removal: Removal;
}

type RemoveDeps = Pick<
  Deps,
  "db" | "seatTokens" | "publisher" | "tidings" | "background" | "ids" | "now" | "operatorEmail"
>;

/**
 * Idempotent: who is kept out already stays so, and nothing else happens. Refuses as `decideDeed` and `decideRemoval` do. Of two
 * who remove each other at the same moment, the second has no rights any more when it is their turn.
 */
export async function removeSeat(
  deps: RemoveDeps,
  asker: Asker,
  roomId: RoomId,
  seatId: SeatId,
): Promise<Outcome<RemovedSeat>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "remove");
    if (!managed.ok) return managed;
    const { room, seat: own } = managed.value;
    const seat = await findSeat(trx, seatId);
    if (seat?.roomId !== roomId) return refused("not_found");
    const before = await findRemovalOf(trx, seat);
    const decision = decideRemoval({ room, seat, removed: before !== null, ownSeat: own?.id ?? null });
    if (!decision.ok) return decision;
    if (before !== null) return granted({ room, removal: before, parting: null });
    return granted(await putOut(deps, trx, managed.value, seat));
  });
  if (!done.ok) return done;
  const { room, removal, parting } = done.value;
  if (parting !== null) tell(deps, room, removal, parting);
  return granted({ room, removal });
}

async function putOut(
  deps: Pick<Deps, "ids">,
  trx: Trx,
  { room, actor, now }: ManagedRoom,
  seat: SeatRecord,
): Promise<RemovedSeat & { readonly parting: Parting | null }> {
  const { personId, name, traces } = seat;
  const addressUntil = traces.address === null ? null : new Date(now.getTime() + ADDRESS_KEEPS_OUT_MS);
  const id = deps.ids.removalId();
  const removal = { id, roomId: room.id, seatId: seat.id, personId, name, traces, addressUntil, removedAt: now };
  const parting = await leaveSeat(trx, seat.id, now);
  await setCoHost(trx, seat.id, false);
  await insertRemoval(trx, removal);
  await closeKnock(trx, room.id, personId === null ? { kind: "guest", seatId: seat.id } : { kind: "person", personId });
  if (personId !== null) await markStruck(trx, room.id, personId, true);
  const locks = locksAfterRemoval(room);
  await recordDeed(trx, {
    at: now,
    actor,
    deed: "person_removed",
    roomId: room.id,
    subject: { id: personId ?? seat.id, name },
    detail: { locked: locks },
  });
  const after = locks ? await changeRoom(trx, room.id, { lock: { at: now, cause: "removal" } }) : room;
  return { room: after, removal, parting };
}

function tell(deps: RemoveDeps, room: Room, { seatId, personId, removedAt }: Removal, parting: Parting): void {
  deps.publisher.publish(room.id, { type: "person_removed", seatId });
  deps.publisher.publish(room.id, { type: "lock_changed", locked: room.locked });
  if (personId !== null) deps.tidings.tiesChanged([personId]);
  deps.background.start(
    "Failed to record who was together",
    () => recordTogether(deps, { roomId: room.id, leaving: [parting.left], staying: parting.staying, at: removedAt }),
  );
}
