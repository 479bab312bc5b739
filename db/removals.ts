/** Who was put out of rooms, in SQL. What follows from it is the domain's business. */
import { expressionBuilder, type ExpressionWrapper, type RawBuilder, type Selectable, sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import { isStorable } from "./search_text.ts";
import type { Tables } from "./tables.ts";
import type { RemovalTable } from "./tables/removal.ts";
import {
  type PersonId,
  personId,
  type RemovalId,
  removalId,
  type RoomId,
  roomId,
  type SeatId,
  seatId,
} from "../domain/ids.ts";
import type { Traces } from "../domain/traces.ts";

export interface Removal {
  readonly id: RemovalId;
  readonly roomId: RoomId;
  readonly seatId: SeatId;
  /** Null for guests. */
  readonly personId: PersonId | null;
  readonly name: string;
  readonly traces: Traces;
  /** The address keeps nobody out after that. */
  readonly addressUntil: Date | null;
  readonly removedAt: Date;
}

export async function insertRemoval(trx: Trx, removal: Removal): Promise<void> {
  await trx.insertInto("removal").values({
    id: removal.id,
    room_id: removal.roomId,
    seat_id: removal.seatId,
    person_id: removal.personId,
    name: removal.name,
    browser: removal.traces.browser,
    address: removal.traces.address,
    address_until: removal.addressUntil,
    removed_at: removal.removedAt,
    readmitted_at: null,
  }).execute();
}

/** Who is kept out of the room now, the latest first. */
export async function listRemovals(db: Db, room: RoomId): Promise<readonly Removal[]> {
  const rows = await db.selectFrom("removal").selectAll()
    .where("room_id", "=", room)
    .where("readmitted_at", "is", null)
    .orderBy("removed_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(toRemoval);
}

/** What keeps the holder of that seat out of its room now: an account by whatever seat, a guest by this one. */
export async function findRemovalOf(
  db: Db,
  seat: { readonly id: SeatId; readonly roomId: RoomId; readonly personId: PersonId | null },
): Promise<Removal | null> {
  const row = await db.selectFrom("removal").selectAll()
    .where("room_id", "=", seat.roomId)
    .where("readmitted_at", "is", null)
    .where((eb) => seat.personId === null ? eb("seat_id", "=", seat.id) : eb("person_id", "=", seat.personId))
    .limit(1)
    .executeTakeFirst();
  return row ? toRemoval(row) : null;
}

/** It keeps nobody out any more. Null if there is no such removal of that room; one of before keeps its time. */
export async function liftRemoval(
  trx: Trx,
  room: RoomId,
  id: RemovalId,
  at: Date,
): Promise<{ readonly removal: Removal; readonly liftedNow: boolean } | null> {
  if (!isStorable(id)) return null;
  const row = await trx.selectFrom("removal").selectAll()
    .where("id", "=", id)
    .where("room_id", "=", room)
    .executeTakeFirst();
  if (row === undefined) return null;
  const liftedNow = row.readmitted_at === null;
  if (liftedNow) await trx.updateTable("removal").set({ readmitted_at: at }).where("id", "=", id).execute();
  return { removal: toRemoval(row), liftedNow };
}

/** By what a guest is known again. */
export interface GuestMarks {
  /** The one that their cookie names. */
  readonly seat: SeatId | null;
  readonly traces: Traces;
  readonly now: Date;
}

/** See {@linkcode guestRemoved}. */
export async function isGuestRemoved(db: Db, room: RoomId, marks: GuestMarks): Promise<boolean> {
  const { removed } = await db.selectNoFrom(guestRemoved(room, marks).as("removed")).executeTakeFirstOrThrow();
  return removed;
}

/**
 * The condition that a guest is kept out of the room: by the seat that their cookie names, the browser (also of a person who was
 * put out and has signed out since), or for a while the address. The address says nothing of who has a seat of their own there:
 * whole offices and schools come from one, and nobody gets a first seat from there while it keeps people out.
 */
export function guestRemoved(
  room: RoomId,
  { seat, traces, now }: GuestMarks,
): ExpressionWrapper<Tables, never, boolean> {
  const { exists, selectFrom } = expressionBuilder<Tables>();
  const removals = selectFrom("removal").select("removal.id")
    .where("room_id", "=", room)
    .where("readmitted_at", "is", null)
    .where(({ and, eb, exists, not, or, selectFrom }) =>
      or([
        ...(seat === null ? [] : [eb("seat_id", "=", seat)]),
        ...(traces.browser === null ? [] : [eb("browser", "=", traces.browser)]),
        ...(traces.address === null ? [] : [and([
          eb("address", "=", traces.address),
          eb("address_until", ">", now),
          ...(seat === null ? [] : [not(exists(
            selectFrom("seat").select("seat.id").where("seat.id", "=", seat).where("seat.room_id", "=", room),
          ))]),
        ])]),
      ])
    );
  return exists(removals).$castTo<boolean>();
}

/** The condition that a person was put out of a room and not let back. */
export function isPersonRemoved(room: RoomId, person: PersonId): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from removal where room_id = ${room} and person_id = ${person} and readmitted_at is null)`;
}

function toRemoval(row: Selectable<RemovalTable>): Removal {
  return {
    id: removalId(row.id),
    roomId: roomId(row.room_id),
    seatId: seatId(row.seat_id),
    personId: row.person_id === null ? null : personId(row.person_id),
    name: row.name,
    traces: { browser: row.browser, address: row.address },
    addressUntil: row.address_until,
    removedAt: row.removed_at,
  };
}
