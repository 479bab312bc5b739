/** Who is kept out of the whole house, in SQL. What follows from it is done by whoever suspends. */
import type { Db, Trx } from "./database.ts";
import { isStorable } from "./search_text.ts";
import { type PersonId, personId, type RoomId, roomId, type SeatId, seatId } from "../domain/ids.ts";

export interface SuspendablePerson {
  readonly name: string;
  readonly suspendedAt: Date | null;
}

/** Null if there is nobody. No seat or room of theirs comes about until the transaction ends. Comes before any lock of a room. */
export async function lockPerson(trx: Trx, person: PersonId): Promise<SuspendablePerson | null> {
  if (!isStorable(person)) return null;
  const row = await trx.selectFrom("person").select(["name", "suspended_at"])
    .where("id", "=", person)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? { name: row.name, suspendedAt: row.suspended_at } : null;
}

/** Whether the house is open to them; it stays so until the transaction ends. Comes before any lock of a room. */
export async function holdUnsuspended(trx: Trx, person: PersonId): Promise<boolean> {
  const row = await trx.selectFrom("person").select("suspended_at").where("id", "=", person).forShare()
    .executeTakeFirst();
  return row?.suspended_at === null;
}

/** `at` null: lifts it. Either way nobody is signed in under that account any more. */
export async function setSuspended(trx: Trx, person: PersonId, at: Date | null): Promise<void> {
  await trx.updateTable("person").set({ suspended_at: at }).where("id", "=", person).execute();
  await trx.deleteFrom("auth_session").where("person_id", "=", person).execute();
}

export async function listSuspendedIds(db: Db): Promise<PersonId[]> {
  const rows = await db.selectFrom("person").select("id").where("suspended_at", "is not", null).execute();
  return rows.map(({ id }) => personId(id));
}

/** In the order of their ids, in which rooms are locked. */
export async function unendedRoomsOf(trx: Trx, host: PersonId): Promise<RoomId[]> {
  const rows = await trx.selectFrom("room").select("id")
    .where("host_id", "=", host)
    .where("state", "<>", "ended")
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => roomId(id));
}

export async function seatsHeldBy(
  db: Db,
  person: PersonId,
): Promise<{ readonly roomId: RoomId; readonly seatId: SeatId }[]> {
  const rows = await db.selectFrom("seat").select(["room_id", "id"])
    .where("person_id", "=", person)
    .where("left_at", "is", null)
    .execute();
  return rows.map(({ room_id, id }) => ({ roomId: roomId(room_id), seatId: seatId(id) }));
}
