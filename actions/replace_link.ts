/** Gives a room another link. The one before leads nowhere from now on; who is inside stays, and comes back by either. */
import { recordDeed } from "../db/audit.ts";
import { changeRoom, retireCode } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";

/** Every call gives a new one. Refuses as `decideDeed` does. */
export async function replaceLink(
  deps: Pick<Deps, "db" | "seatTokens" | "publisher" | "ids" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const replaced = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "replace_link");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    await retireCode(trx, room, now);
    await recordDeed(trx, { at: now, actor, deed: "link_replaced", roomId, subject: null, detail: {} });
    return granted(await changeRoom(trx, roomId, { code: deps.ids.roomCode() }));
  });
  if (replaced.ok) deps.publisher.publish(roomId, { type: "link_replaced", code: replaced.value.code });
  return replaced;
}
