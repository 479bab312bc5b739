/** Who was put out of rooms, in SQL. What follows from it is the domain's business. */
import { type RawBuilder, sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import { type PersonId, personId, type RoomId, roomId, type SeatId, seatId } from "../domain/ids.ts";
import type { Traces } from "../domain/traces.ts";

export interface Removal {
  readonly id: string;
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
  return rows.map((row) => ({
    id: row.id,
    roomId: roomId(row.room_id),
    seatId: seatId(row.seat_id),
    personId: row.person_id === null ? null : personId(row.person_id),
    name: row.name,
    traces: { browser: row.browser, address: row.address },
    addressUntil: row.address_until,
    removedAt: row.removed_at,
  }));
}

/** Lets them back in; null if nobody is kept out by that removal of that room. */
export async function readmit(trx: Trx, room: RoomId, id: string, at: Date): Promise<string | null> {
  const row = await trx.updateTable("removal").set({ readmitted_at: at })
    .where("id", "=", id)
    .where("room_id", "=", room)
    .where("readmitted_at", "is", null)
    .returning("name")
    .executeTakeFirst();
  return row?.name ?? null;
}

/** Whether a guest is kept out of the room: by the seat that their cookie names, the browser, or for a while the address. */
export async function isGuestRemoved(
  db: Db,
  room: RoomId,
  { seat, traces, now }: { readonly seat: SeatId | null; readonly traces: Traces; readonly now: Date },
): Promise<boolean> {
  const row = await db.selectFrom("removal").select("id")
    .where("room_id", "=", room)
    .where("readmitted_at", "is", null)
    .where("person_id", "is", null)
    .where(({ and, eb, or }) =>
      or([
        ...(seat === null ? [] : [eb("seat_id", "=", seat)]),
        ...(traces.browser === null ? [] : [eb("browser", "=", traces.browser)]),
        ...(traces.address === null ? [] : [and([eb("address", "=", traces.address), eb("address_until", ">", now)])]),
      ])
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The condition that a person was put out of a room and not let back. */
export function isPersonRemoved(room: RoomId, person: PersonId): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from removal where room_id = ${room} and person_id = ${person} and readmitted_at is null)`;
}
