/**
 * Knocks in SQL: one row for each who knocks at a room, however often. What a knock or an answer comes to is the domain's
 * business; a caller that reads one and then writes it holds the room's row (`lockRoom`) in the same transaction.
 */
import type { Expression, ExpressionBuilder, Selectable, ShallowDehydrateObject, SqlBool } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db, Trx } from "./database.ts";
import type { Tables } from "./tables.ts";
import type { KnockTable } from "./tables/knock.ts";
import {
  type KnockId,
  knockId,
  type PersonId,
  personId,
  type RoomId,
  roomId,
  type SeatId,
  seatId,
} from "../domain/ids.ts";
import type { Knock, Knocker } from "../domain/knock.ts";

export interface KnockRecord extends Knock {
  readonly id: KnockId;
  readonly roomId: RoomId;
  readonly knocker: Knocker;
  readonly name: string;
  /** Null while nobody has answered since they knocked last. */
  readonly answeredAt: Date | null;
}

export async function findKnock(db: Db, room: RoomId, knocker: Knocker): Promise<KnockRecord | null> {
  const row = await db.selectFrom("knock").selectAll()
    .where("room_id", "=", room)
    .where(isKnockOf(knocker))
    .executeTakeFirst();
  return row ? toRecord(row) : null;
}

export async function findKnockById(db: Db, room: RoomId, id: KnockId): Promise<KnockRecord | null> {
  const row = await db.selectFrom("knock").selectAll()
    .where("id", "=", id)
    .where("room_id", "=", room)
    .executeTakeFirst();
  return row ? toRecord(row) : null;
}

/** Writes it as it is now, whether it was there or not. */
export async function writeKnock(trx: Trx, knock: KnockRecord): Promise<void> {
  const { knocker } = knock;
  const row = {
    name: knock.name,
    line: knock.line,
    state: knock.state,
    times: knock.times,
    knocked_at: knock.knockedAt,
    answered_at: knock.answeredAt,
    minute_said: knock.minuteSaid,
    quiet_until: knock.quietUntil,
    unheard: knock.unheard,
  };
  await trx.insertInto("knock")
    .values({
      id: knock.id,
      room_id: knock.roomId,
      person_id: knocker.kind === "person" ? knocker.personId : null,
      seat_id: knocker.kind === "guest" ? knocker.seatId : null,
      ...row,
    })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

/** Whoever is at the door has gone: the room has closed. */
export async function withdrawKnocksAt(trx: Trx, room: RoomId): Promise<void> {
  await trx.updateTable("knock").set({ state: "gone" })
    .where("room_id", "=", room)
    .where("state", "<>", "gone")
    .execute();
}

/** Who has not gone, whatever they were answered, the first who knocked first. */
export async function listKnocks(db: Db, room: RoomId): Promise<KnockRecord[]> {
  const rows = await db.selectFrom("knock").selectAll()
    .where("room_id", "=", room)
    .where("state", "<>", "gone")
    .orderBy("knocked_at")
    .orderBy("id")
    .execute();
  return rows.map(toRecord);
}

/** The open rooms at whose doors somebody stands. */
export async function roomsKnockedAt(db: Db): Promise<RoomId[]> {
  const rows = await db.selectFrom("knock")
    .innerJoin("room", "room.id", "knock.room_id")
    .select("knock.room_id").distinct()
    .where("knock.state", "<>", "gone")
    .where("room.state", "=", "open")
    .execute();
  return rows.map(({ room_id }) => roomId(room_id));
}

export interface Caretaker {
  readonly personId: PersonId;
  /** The one that they hold in the room now. */
  readonly seat: SeatId | null;
}

/** The room's host and co-hosts, as far as they have an account and were not put out. Nobody if there is no such room. */
export async function listCaretakers(db: Db, room: RoomId): Promise<Caretaker[]> {
  const found = await db.selectFrom("room")
    .select((eb) => [
      "host_id",
      jsonArrayFrom(
        eb.selectFrom("seat").select(["seat.id", "seat.person_id", "seat.left_at"])
          .whereRef("seat.room_id", "=", "room.id")
          .where("seat.person_id", "is not", null)
          .where((seat) => seat.or([seat("seat.co_host", "=", true), seat("seat.person_id", "=", seat.ref("host_id"))]))
          .where(({ not, exists, selectFrom }) =>
            not(exists(
              selectFrom("removal").select("removal.id")
                .whereRef("removal.room_id", "=", "seat.room_id")
                .whereRef("removal.person_id", "=", "seat.person_id")
                .where("removal.readmitted_at", "is", null),
            ))
          ),
      ).as("seats"),
    ])
    .where("id", "=", room)
    .executeTakeFirst();
  if (found === undefined) return [];
  const seats = new Map<string, SeatId | null>([[found.host_id, null]]);
  for (const { id, person_id, left_at } of found.seats) {
    if (person_id !== null) seats.set(person_id, left_at === null ? seatId(id) : null);
  }
  return [...seats].map(([id, seat]) => ({ personId: personId(id), seat }));
}

/** The condition that a row is theirs. */
export function isKnockOf(knocker: Knocker): (eb: ExpressionBuilder<Tables, "knock">) => Expression<SqlBool> {
  return (eb) =>
    knocker.kind === "person" ? eb("knock.person_id", "=", knocker.personId) : eb("knock.seat_id", "=", knocker.seatId);
}

/** A row as JSON has it, from queries that ask for more in the same statement. */
export function knockOfJson(row: ShallowDehydrateObject<Selectable<KnockTable>>): KnockRecord {
  return toRecord({
    ...row,
    knocked_at: new Date(row.knocked_at),
    answered_at: row.answered_at === null ? null : new Date(row.answered_at),
    quiet_until: row.quiet_until === null ? null : new Date(row.quiet_until),
  });
}

function toRecord(row: Selectable<KnockTable>): KnockRecord {
  return {
    id: knockId(row.id),
    roomId: roomId(row.room_id),
    knocker: row.person_id === null
      ? { kind: "guest", seatId: seatId(row.seat_id ?? "") }
      : { kind: "person", personId: personId(row.person_id) },
    name: row.name,
    line: row.line,
    state: row.state,
    times: row.times,
    knockedAt: row.knocked_at,
    minuteSaid: row.minute_said,
    answeredAt: row.answered_at,
    quietUntil: row.quiet_until,
    unheard: row.unheard,
  };
}
