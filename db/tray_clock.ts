/** What changes trays by the time alone: rooms that will be shown further, and dimmers that end. */
import type { Db } from "./database.ts";
import { type PersonId, type RoomId, roomId } from "../domain/ids.ts";
import type { Showing } from "../domain/room.ts";

export interface NarrowRoom {
  readonly id: RoomId;
  readonly showing: Showing;
}

/** Open rooms for friends that nobody has come to and that are shown since later than `shownAfter`; of all, or that one. */
export async function listNarrowRooms(db: Db, shownAfter: Date, only: RoomId | null): Promise<NarrowRoom[]> {
  let query = db.selectFrom("room")
    .select(["id", "shown_since", "shown_to_all", "first_came_at"])
    .where("state", "=", "open")
    .where("audience", "=", "friends")
    .where("shown_to_all", "=", false)
    .where("first_came_at", "is", null)
    .where("shown_since", ">", shownAfter);
  if (only !== null) query = query.where("id", "=", only);
  return (await query.execute()).map((row) => ({
    id: roomId(row.id),
    showing: { shownSince: row.shown_since, shownToAll: row.shown_to_all, firstCameAt: row.first_came_at },
  }));
}

/** When the first of the dimmers ends that somebody has set towards the person. */
export async function nextDimmerEnd(db: Db, person: PersonId, now: Date): Promise<Date | null> {
  const row = await db.selectFrom("dimmer").select("until")
    .where("dimmed_id", "=", person)
    .where("until", ">", now)
    .orderBy("until")
    .limit(1)
    .executeTakeFirst();
  return row?.until ?? null;
}
