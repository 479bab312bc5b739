/** Who asked to be told when somebody's door is open, in SQL. Whether they may see the room is not decided here. */
import { sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import { type PersonId, personId, type RoomId, roomId } from "../domain/ids.ts";

/** The key under which somebody is told of the room once. */
export function doorOpenKey(room: RoomId): string {
  return `door_open:${room}`;
}

/**
 * Those who wait for the host's door, have not been told of this room, and did not know of it when they asked. Nobody if it is not
 * open, is listed nowhere, or is for chosen people: those are told that they were chosen.
 */
export async function listWaiting(db: Db, room: RoomId): Promise<PersonId[]> {
  const rows = await selectWaiting(db).where("room.id", "=", room).select("tie_mark.person_id").execute();
  return rows.map(({ person_id }) => personId(person_id));
}

/** The open rooms that somebody waits for; only where one of these people does, unless null. */
export async function listAwaitedRooms(db: Db, people: readonly PersonId[] | null): Promise<RoomId[]> {
  let awaited = selectWaiting(db).select("room.id").distinct();
  if (people !== null) {
    const waiting = sql<string>`(select json_array_elements_text(${JSON.stringify(people)}::text::json))`;
    awaited = awaited.where("tie_mark.person_id", "in", waiting);
  }
  return (await awaited.execute()).map(({ id }) => roomId(id));
}

/** When the first of the dimmers ends that the room's host has set towards somebody who wants to know of the door. */
export async function nextDimmerEndAt(db: Db, room: RoomId, now: Date): Promise<Date | null> {
  const row = await db.selectFrom("room")
    .innerJoin("dimmer", "dimmer.person_id", "room.host_id")
    .innerJoin(
      "tie_mark",
      (join) =>
        join.onRef("tie_mark.person_id", "=", "dimmer.dimmed_id").onRef("tie_mark.other_id", "=", "room.host_id"),
    )
    .select("dimmer.until")
    .where("room.id", "=", room)
    .where("tie_mark.tell", "=", true)
    .where("dimmer.until", ">", now)
    .orderBy("dimmer.until")
    .limit(1)
    .executeTakeFirst();
  return row?.until ?? null;
}

/** The host's open rooms of which those are told who asked. */
export async function listBelledRooms(db: Db, host: PersonId): Promise<RoomId[]> {
  const rows = await selectBelled(db).select("room.id").where("room.host_id", "=", host).execute();
  return rows.map(({ id }) => roomId(id));
}

export async function insertSeenDoors(trx: Trx, person: PersonId, rooms: readonly RoomId[]): Promise<void> {
  if (rooms.length === 0) return;
  await trx.insertInto("door_seen").values(rooms.map((room) => ({ person_id: person, room_id: room })))
    .onConflict((conflict) => conflict.doNothing()).execute();
}

function selectBelled(db: Db) {
  return db.selectFrom("room").where("room.state", "=", "open").where("room.audience", "in", ["friends", "group"]);
}

function selectWaiting(db: Db) {
  return selectBelled(db)
    .innerJoin("tie_mark", "tie_mark.other_id", "room.host_id")
    .where("tie_mark.tell", "=", true)
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("notice").select(sql`1`.as("one"))
          .whereRef("notice.person_id", "=", "tie_mark.person_id")
          .whereRef("notice.dedup_key", "=", sql`'door_open:' || room.id`),
      ))
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("door_seen").select(sql`1`.as("one"))
          .whereRef("door_seen.person_id", "=", "tie_mark.person_id")
          .whereRef("door_seen.room_id", "=", "room.id"),
      ))
    );
}
