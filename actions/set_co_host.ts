/** Gives somebody inside the host's rights in this room, or takes them back. They hang on the account or the guest's seat. */
import { recordDeed } from "../db/audit.ts";
import { unnameCoHost } from "../db/co_hosts.ts";
import { changeRoom } from "../db/rooms.ts";
import { findSeat, setCoHost as writeCoHost } from "../db/seats.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { type SeatSummary, toSummary } from "./seat_view.ts";

/**
 * Idempotent. A room that waits for somebody who may start it starts with the first co-host inside. Refuses as `decideDeed` does,
 * with `is_oneself`, and with `not_found` for who has left, unless it is to take the rights back.
 */
export async function setCoHost(
  deps: Pick<Deps, "db" | "seatTokens" | "publisher" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
  seatId: SeatId,
  coHost: boolean,
): Promise<Outcome<SeatSummary>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "name_co_host");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    const seat = await findSeat(trx, seatId);
    if (seat?.roomId !== roomId || (coHost && seat.leftAt !== null)) return refused("not_found");
    if (seat.personId === room.hostId) return refused("is_oneself");
    if (seat.coHost === coHost) return granted({ seat: toSummary(seat, room), starts: false });
    await writeCoHost(trx, seatId, coHost);
    // Also what they were named before they sat there.
    if (!coHost && seat.personId !== null) await unnameCoHost(trx, roomId, seat.personId);
    const deed = coHost ? "co_host_named" : "co_host_unnamed";
    const subject = { id: seat.personId ?? seatId, name: seat.name };
    await recordDeed(trx, { at: now, actor, deed, roomId, subject, detail: {} });
    const starts = coHost && room.startedAt === null;
    if (starts) await changeRoom(trx, roomId, { startedAt: now });
    return granted({ seat: toSummary({ ...seat, coHost }, room), starts });
  });
  if (!done.ok) return done;
  const { seat, starts } = done.value;
  if (starts) deps.publisher.publish(roomId, { type: "room_started" });
  deps.publisher.publish(roomId, { type: "rights_changed", seatId, coHost });
  return granted(seat);
}
