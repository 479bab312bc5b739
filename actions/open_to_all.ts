/** The host does not wait for the rings: every friend who is not struck out sees the room at once. */
import { recordDeed } from "../db/audit.ts";
import { showToAll } from "../db/audiences.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { tellDoorOpen } from "./tell_door_open.ts";

/** Idempotent. Refuses as `decideDeed` does, or with `bad_audience` where the room is not for friends. */
export async function openToAll(
  deps: Pick<Deps, "db" | "seatTokens" | "ids" | "now" | "publisher" | "tidings" | "background" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const opened = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "set_audience");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    if (room.audience.kind !== "friends") return refused("bad_audience");
    if (room.shownToAll) return granted(room);
    const detail = { kind: "friends", toAll: true };
    await recordDeed(trx, { at: now, actor, deed: "audience_changed", roomId, subject: null, detail });
    return granted(await showToAll(trx, roomId));
  });
  if (!opened.ok) return opened;
  const { audience, groupName } = opened.value;
  deps.publisher.publish(roomId, { type: "audience_changed", audience, groupName, at: deps.now().getTime() });
  deps.background.start("Failed to tell of an open door", async () => {
    await tellDoorOpen(deps, roomId);
  });
  return opened;
}
