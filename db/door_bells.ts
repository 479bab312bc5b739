/** Who asked to be told when somebody's door is open, in SQL. Whether they may see the room is not decided here. */
import { sql } from "kysely";
import type { Db } from "./database.ts";
import { type PersonId, personId, type RoomId, roomId } from "../domain/ids.ts";

/** The key under which somebody is told of the room once. */
export function doorOpenKey(room: RoomId): string {
  return `door_open:${room}`;
}

/**
 * Those who wait for the host's door, and have not been told of this room. Nobody if it is not open, is listed nowhere, or
 * is for chosen people: those are told that they were chosen.
 */
export async function listWaiting(db: Db, room: RoomId): Promise<PersonId[]> {
  const rows = await selectWaiting(db).where("room.id", "=", room).select("tie_mark.person_id").execute();
  return rows.map(({ person_id }) => personId(person_id));
}

/** The open rooms that somebody waits for. */
export async function listAwaitedRooms(db: Db): Promise<RoomId[]> {
  const rows = await selectWaiting(db).select("room.id").distinct().execute();
  return rows.map(({ id }) => roomId(id));
}

function selectWaiting(db: Db) {
  return db.selectFrom("room")
    .innerJoin("tie_mark", "tie_mark.other_id", "room.host_id")
    .where("room.state", "=", "open")
    .where("room.audience", "in", ["friends", "group"])
    .where("tie_mark.tell", "=", true)
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("notice").select(sql`1`.as("one"))
          .whereRef("notice.person_id", "=", "tie_mark.person_id")
          .whereRef("notice.dedup_key", "=", sql`'door_open:' || room.id`),
      ))
    );
}
