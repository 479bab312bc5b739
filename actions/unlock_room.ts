/** Unlocks a room, whatever it was locked for. */
import { recordDeed } from "../db/audit.ts";
import { changeRoom } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";

/** Idempotent. Who was put out stays out. Refuses as `decideDeed` does. */
export async function unlockRoom(
  deps: Pick<Deps, "db" | "seatTokens" | "publisher" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const unlocked = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "unlock");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    if (!room.locked) return granted(room);
    await recordDeed(trx, { at: now, actor, deed: "room_unlocked", roomId, subject: null, detail: {} });
    return granted(await changeRoom(trx, roomId, { lock: null }));
  });
  if (unlocked.ok) deps.publisher.publish(roomId, { type: "lock_changed", locked: false });
  return unlocked;
}
