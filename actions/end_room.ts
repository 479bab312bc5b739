/** Ends what is going on in a room, for everyone. One that repeats opens again at its next time; every other has ended for good. */
import type { RoomId } from "../domain/ids.ts";
import { looksAfter } from "../domain/permissions.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { BY_OPERATOR, endHeldRoom, endOccurrence, tellEnded } from "./room_ending.ts";

type EndDeps = Pick<
  Deps,
  | "db"
  | "ids"
  | "seatTokens"
  | "gateway"
  | "publisher"
  | "tidings"
  | "background"
  | "log"
  | "now"
  | "operatorEmail"
>;

/**
 * Idempotent: an ended room is given as it is, and so is one that repeats and is not open, or pressing twice would cancel what was
 * to come. The operator, who has no other part in the room, ends it for good. Refuses as `decideDeed` does.
 */
export function endRoom(deps: EndDeps, asker: Asker, roomId: RoomId): Promise<Outcome<Room>> {
  return end(deps, asker, roomId, "today");
}

/** Ends a room for good, whatever was to come: its link says so from then on. Idempotent. Refuses as `decideDeed` does. */
export function cancelRoom(deps: EndDeps, asker: Asker, roomId: RoomId): Promise<Outcome<Room>> {
  return end(deps, asker, roomId, "for_good");
}

async function end(
  deps: EndDeps,
  asker: Asker,
  roomId: RoomId,
  until: "today" | "for_good",
): Promise<Outcome<Room>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "end");
    if (!managed.ok) return managed;
    const { room, role, actor, now: at } = managed.value;
    if (room.state === "ended") return granted({ room, ended: null });
    if (!looksAfter(role)) {
      const ended = await endHeldRoom(deps, trx, room, { actor, at, detail: BY_OPERATOR });
      return granted({ room: ended.room, ended });
    }
    const repeats = Boolean(room.schedule?.rule);
    if (until === "today" && repeats && room.state === "scheduled") return granted({ room, ended: null });
    const ended = await (until === "today" ? endOccurrence : endHeldRoom)(deps, trx, room, { actor, at });
    return granted({ room: ended.room, ended });
  });
  if (!done.ok) return done;
  const { room, ended } = done.value;
  if (ended !== null) await tellEnded(deps, ended);
  return granted(room);
}
