/** What links a visitor with a room. The host needs no tie to see it; a guest has none, but may be invited or have been put out. */
import type { Db } from "../db/database.ts";
import { isGuestInvited } from "../db/invited.ts";
import { isGuestRemoved } from "../db/removals.ts";
import { findStanding } from "../db/standings.ts";
import type { Room } from "../domain/room.ts";
import { type Standing, STRANGER } from "../domain/standing.ts";
import type { Visitor } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";

export async function standingOf(
  db: Db,
  room: Room,
  { viewer, guestSeatId, traces }: Visitor,
  now: Date,
): Promise<Standing> {
  if (viewer.kind === "person") return isHost(room, viewer) ? STRANGER : await findStanding(db, room, viewer.personId);
  const removed = await isGuestRemoved(db, room.id, { seat: guestSeatId, traces, now });
  const invited = guestSeatId !== null && await isGuestInvited(db, room.id, guestSeatId);
  return { ...STRANGER, invited, removed };
}
