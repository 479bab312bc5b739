/** Blocks, dimmers and marks in SQL: what one person has decided about another. None of it is told to the other. */
import { expressionBuilder, sql } from "kysely";
import { areBlocked } from "./blocked.ts";
import type { Db, Trx } from "./database.ts";
import { isAfter, type NamePage } from "./friends.ts";
import type { Acquaintance } from "./people.ts";
import { isStorable, searchPattern } from "./search_text.ts";
import type { Tables } from "./tables.ts";
import { type PersonId, personId, type SeatId, seatId } from "../domain/ids.ts";
import type { Dimmer } from "../domain/standing.ts";

export interface Dimmed extends Acquaintance {
  readonly until: Date | null;
}

export interface TieMarks {
  /** Counts as close, whatever the two have to do with each other. */
  readonly close: boolean;
  /** Wants to be told when the other's door is open. */
  readonly tell: boolean;
}

/** What is left out stays as it is. */
export type MarkChanges = { readonly [Mark in keyof TieMarks]?: boolean | undefined };

/** Whether one of the two has blocked the other. */
export async function areApart(db: Db, one: PersonId, other: PersonId): Promise<boolean> {
  const { val } = expressionBuilder<Tables>();
  const { apart } = await db.selectNoFrom(areBlocked(val<string>(one), val<string>(other)).as("apart"))
    .executeTakeFirstOrThrow();
  return apart;
}

/** This direction only. */
export async function hasBlocked(db: Db, person: PersonId, other: PersonId): Promise<boolean> {
  if (!isStorable(other)) return false;
  const row = await db.selectFrom("block").select("since")
    .where("person_id", "=", person).where("blocked_id", "=", other).executeTakeFirst();
  return row !== undefined;
}

export async function insertBlock(trx: Trx, person: PersonId, other: PersonId, at: Date): Promise<void> {
  await trx.insertInto("block").values({ person_id: person, blocked_id: other, since: at })
    .onConflict((conflict) => conflict.columns(["person_id", "blocked_id"]).doNothing()).execute();
}

/** Whether there was one. */
export async function deleteBlock(db: Db, person: PersonId, other: PersonId): Promise<boolean> {
  if (!isStorable(other)) return false;
  const { numDeletedRows } = await db.deleteFrom("block")
    .where("person_id", "=", person).where("blocked_id", "=", other).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** By name, then id. Only those whom the person blocked, not by whom. */
export async function listBlocked(db: Db, person: PersonId, page: NamePage): Promise<Acquaintance[]> {
  const { query, after, limit } = page;
  let found = db.selectFrom("block")
    .innerJoin("person", "person.id", "block.blocked_id")
    .select(["person.id", "person.name"])
    .where("block.person_id", "=", person)
    .orderBy((eb) => eb.fn<string>("lower", ["person.name"]))
    .orderBy("person.id")
    .limit(limit);
  if (query !== "") found = found.where("person.name", "ilike", searchPattern(query));
  if (after !== null) found = found.where(({ ref }) => isAfter(ref("person.name"), ref("person.id"), after));
  return (await found.execute()).map((row) => ({ id: personId(row.id), name: row.name }));
}

/**
 * Nobody comes into an open room of either until the transaction ends; a visitor who holds a room's row already is seen by
 * `seatsAtEachOther`. In the order of ids.
 */
export async function lockOpenRoomsOf(trx: Trx, hosts: readonly PersonId[]): Promise<void> {
  await trx.selectFrom("room").select("id").where("host_id", "in", hosts).where("state", "=", "open").orderBy("id")
    .forUpdate().execute();
}

/** Seats that one of the two holds in a room of the other. */
export async function seatsAtEachOther(db: Db, one: PersonId, other: PersonId): Promise<SeatId[]> {
  const rows = await db.selectFrom("seat")
    .innerJoin("room", "room.id", "seat.room_id")
    .select("seat.id")
    .where("seat.left_at", "is", null)
    .where("room.state", "=", "open")
    .where(({ or, and }) =>
      or([
        and({ "room.host_id": one, "seat.person_id": other }),
        and({ "room.host_id": other, "seat.person_id": one }),
      ])
    )
    .execute();
  return rows.map(({ id }) => seatId(id));
}

/** The rooms of one are not shown to the other any more, nor those of the other to the one. */
export async function hideFromEachOther(trx: Trx, one: PersonId, other: PersonId): Promise<void> {
  await trx.deleteFrom("room_shown").using("room")
    .whereRef("room.id", "=", "room_shown.room_id")
    .where(({ or, and }) =>
      or([
        and({ "room.host_id": one, "room_shown.person_id": other }),
        and({ "room.host_id": other, "room_shown.person_id": one }),
      ])
    )
    .execute();
}

export async function setDimmer(db: Db, person: PersonId, other: PersonId, { until }: Dimmer): Promise<void> {
  await db.insertInto("dimmer").values({ person_id: person, dimmed_id: other, until })
    .onConflict((conflict) => conflict.columns(["person_id", "dimmed_id"]).doUpdateSet({ until })).execute();
}

/** This direction only. Whether there was one. */
export async function deleteDimmer(db: Db, person: PersonId, other: PersonId): Promise<boolean> {
  if (!isStorable(other)) return false;
  const { numDeletedRows } = await db.deleteFrom("dimmer")
    .where("person_id", "=", person).where("dimmed_id", "=", other).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteDimmersOfBoth(trx: Trx, one: PersonId, other: PersonId): Promise<void> {
  await trx.deleteFrom("dimmer")
    .where(({ or, and }) => or([and({ person_id: one, dimmed_id: other }), and({ person_id: other, dimmed_id: one })]))
    .execute();
}

/** Those who do not see the person's rooms now and are no friends, by name: friends stand in the list of friends. */
export async function listDimmedStrangers(db: Db, person: PersonId, now: Date, limit: number): Promise<Dimmed[]> {
  const rows = await db.selectFrom("dimmer")
    .innerJoin("person", "person.id", "dimmer.dimmed_id")
    .select(["person.id", "person.name", "dimmer.until"])
    .where("dimmer.person_id", "=", person)
    .where(({ or, eb }) => or([eb("dimmer.until", "is", null), eb("dimmer.until", ">", now)]))
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("friendship").select(sql`1`.as("one"))
          .where("friendship.person_id", "=", person)
          .whereRef("friendship.friend_id", "=", "person.id"),
      ))
    )
    .orderBy((eb) => eb.fn<string>("lower", ["person.name"]))
    .orderBy("person.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: personId(row.id), name: row.name, until: row.until }));
}

export async function setMarks(db: Db, person: PersonId, other: PersonId, marks: MarkChanges): Promise<void> {
  const { close, tell } = marks;
  const set = { ...(close === undefined ? {} : { close }), ...(tell === undefined ? {} : { tell }) };
  if (Object.keys(set).length === 0) return;
  await db.insertInto("tie_mark")
    .values({ person_id: person, other_id: other, close: close ?? false, tell: tell ?? false })
    .onConflict((conflict) => conflict.columns(["person_id", "other_id"]).doUpdateSet(set))
    .execute();
}
