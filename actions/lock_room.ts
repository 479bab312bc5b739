/** Locks an open room: nobody new comes in, those inside stay and come back after a reload. */
import { recordDeed } from "../db/audit.ts";
import { changeRoom } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";

/**
 * Idempotent: a locked room keeps since when and why, but one that locked itself when its host left stays locked from now on
 * when the host is back. Refuses as `decideDeed` does.
 */
export async function lockRoom(
  deps: Pick<Deps, "db" | "seatTokens" | "publisher" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const locked = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "lock");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    if (room.lock !== null && room.lock.cause !== "host_gone") return granted(room);
    await recordDeed(trx, { at: now, actor, deed: "room_locked", roomId, subject: null, detail: {} });
    return granted(await changeRoom(trx, roomId, { lock: { at: room.lock?.at ?? now, cause: "deed" } }));
  });
  if (locked.ok) deps.publisher.publish(roomId, { type: "lock_changed", locked: true });
  return locked;
}
