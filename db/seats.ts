/**
 * Seats in SQL. A person has at most one seat per room for good, so a return takes the same one; a guest's seat is found
 * by the id in the guest's signed cookie. Whether a seat may be taken is the domain's business: a caller that counts and
 * then takes holds the room's row (`lockRoom`) in the same transaction.
 */
import { type RawBuilder, type Selectable, type ShallowDehydrateObject, sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import { isStorable } from "./search_text.ts";
import type { SeatTable } from "./tables/seat.ts";
import { type PersonId, personId, type RoomId, roomId, type SeatId, seatId } from "../domain/ids.ts";
import type { Traces } from "../domain/traces.ts";

export interface SeatRecord {
  readonly id: SeatId;
  readonly roomId: RoomId;
  /** Null for guests. */
  readonly personId: PersonId | null;
  readonly name: string;
  readonly joinedAt: Date;
  /** Null while the seat is held. */
  readonly leftAt: Date | null;
  /** Has been given the host's rights in this room. */
  readonly coHost: boolean;
  /** Was muted by a host, and has not been on since. */
  readonly muted: boolean;
  /** Of the guest who took it last; none for people. */
  readonly traces: Traces;
}

export async function findSeat(db: Db, id: SeatId): Promise<SeatRecord | null> {
  if (!isStorable(id)) return null;
  const row = await db.selectFrom("seat").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toSeatRecord(row) : null;
}

/** The person's seat in that room, held or left. */
export async function findPersonSeat(db: Db, room: RoomId, person: PersonId): Promise<SeatRecord | null> {
  const row = await db.selectFrom("seat").selectAll()
    .where("room_id", "=", room)
    .where("person_id", "=", person)
    .executeTakeFirst();
  return row ? toSeatRecord(row) : null;
}

/** In the order of arrival. */
export async function liveSeats(db: Db, room: RoomId): Promise<SeatRecord[]> {
  const rows = await db.selectFrom("seat").selectAll()
    .where("room_id", "=", room)
    .where("left_at", "is", null)
    .orderBy("joined_at")
    .orderBy("id")
    .execute();
  return rows.map(toSeatRecord);
}

/** Those that were held at that moment, as far as it is known: of each seat only its last stay is. In the order of arrival. */
export async function seatsHeldAt(db: Db, room: RoomId, at: Date): Promise<SeatRecord[]> {
  const rows = await db.selectFrom("seat").selectAll()
    .where("room_id", "=", room)
    .where("joined_at", "<=", at)
    .where(({ eb, or }) => or([eb("left_at", "is", null), eb("left_at", ">=", at)]))
    .orderBy("joined_at")
    .orderBy("id")
    .execute();
  return rows.map(toSeatRecord);
}

/** Every held seat of every room, by room and arrival: what a starting server finds left from before. */
export async function liveSeatsEverywhere(db: Db): Promise<SeatRecord[]> {
  const rows = await db.selectFrom("seat").selectAll()
    .where("left_at", "is", null)
    .orderBy("room_id")
    .orderBy("joined_at")
    .orderBy("id")
    .execute();
  return rows.map(toSeatRecord);
}

export async function countLive(db: Db, room: RoomId): Promise<number> {
  const { count } = await db.selectNoFrom(heldSeats(room).as("count")).executeTakeFirstOrThrow();
  return count;
}

/** The same number, for queries that ask for more in the same statement. */
export function heldSeats(room: RoomId): RawBuilder<number> {
  return sql<number>`(select count(*) from seat where room_id = ${room} and left_at is null)`;
}

/** Throws if the person already has a seat in that room, held or left: that one is taken again instead. */
export async function insertSeat(
  trx: Trx,
  seat: Omit<SeatRecord, "leftAt" | "coHost" | "muted" | "traces"> & {
    readonly coHost?: boolean;
    readonly traces?: Traces;
  },
): Promise<SeatRecord> {
  const row = await trx.insertInto("seat").values({
    id: seat.id,
    room_id: seat.roomId,
    person_id: seat.personId,
    name: seat.name,
    joined_at: seat.joinedAt,
    left_at: null,
    co_host: seat.coHost ?? false,
    browser: seat.traces?.browser ?? null,
    address: seat.traces?.address ?? null,
  }).returningAll().executeTakeFirstOrThrow();
  return toSeatRecord(row);
}

/** Holds the seat again under this name. A seat that was never left keeps its time of arrival. Null if there is no such seat. */
export async function takeSeatAgain(
  trx: Trx,
  id: SeatId,
  { name, traces, at }: { readonly name: string; readonly traces: Traces; readonly at: Date },
): Promise<SeatRecord | null> {
  const row = await trx.updateTable("seat")
    .set((eb) => ({
      name,
      joined_at: eb.case().when("left_at", "is", null).then(eb.ref("joined_at")).else(sql<Date>`${at}::timestamptz`)
        .end(),
      left_at: null,
      browser: traces.browser,
      address: traces.address,
    }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row ? toSeatRecord(row) : null;
}

/** Gives the host's rights in the room to whoever has the seat, or takes them back. */
export async function setCoHost(trx: Trx, id: SeatId, coHost: boolean): Promise<void> {
  await trx.updateTable("seat").set({ co_host: coHost }).where("id", "=", id).execute();
}

/** Whether a host keeps the microphone of that seat closed. */
export async function setMuted(trx: Trx, id: SeatId, muted: boolean): Promise<void> {
  await trx.updateTable("seat").set({ muted }).where("id", "=", id).execute();
}

/** A seat that was given up, and those that were held beside it at that moment. */
export interface Parting {
  readonly left: SeatRecord;
  readonly staying: readonly SeatRecord[];
}

/** Null if the seat was left before, or is none. Of calls at the same time only one gives a seat up. */
export async function leaveSeat(db: Db, id: SeatId, at: Date): Promise<Parting | null> {
  const rows = await db
    .with("gone", (cte) =>
      cte.updateTable("seat")
        .set({ left_at: at })
        .where("id", "=", id)
        .where("left_at", "is", null)
        .returningAll())
    .selectFrom("gone")
    .selectAll()
    .unionAll((eb) =>
      eb.selectFrom("seat")
        .innerJoin("gone", "gone.room_id", "seat.room_id")
        .selectAll("seat")
        .whereRef("seat.id", "<>", "gone.id")
        .where("seat.left_at", "is", null)
    )
    .execute();
  const seats = rows.map(toSeatRecord);
  const left = seats.find((seat) => seat.id === id);
  return left === undefined ? null : { left, staying: seats.filter((seat) => seat !== left) };
}

/** Empties the room; gives the seats that were held until now. */
export async function leaveEverySeat(db: Db, room: RoomId, at: Date): Promise<SeatRecord[]> {
  const rows = await db.updateTable("seat")
    .set({ left_at: at })
    .where("room_id", "=", room)
    .where("left_at", "is", null)
    .returningAll()
    .execute();
  return rows.map(toSeatRecord);
}

/** A row as JSON has it, from queries that ask for more in the same statement. */
export function seatOfJson(row: ShallowDehydrateObject<Selectable<SeatTable>>): SeatRecord {
  return toSeatRecord({
    ...row,
    joined_at: new Date(row.joined_at),
    left_at: row.left_at === null ? null : new Date(row.left_at),
  });
}

function toSeatRecord(row: Selectable<SeatTable>): SeatRecord {
  return {
    id: seatId(row.id),
    roomId: roomId(row.room_id),
    personId: row.person_id === null ? null : personId(row.person_id),
    name: row.name,
    joinedAt: row.joined_at,
    leftAt: row.left_at,
    coHost: row.co_host,
    muted: row.muted,
    traces: { browser: row.browser, address: row.address },
  };
}
