/**
 * Friends and requests in SQL. A friendship is two rows, one from each side; a request is one. Whoever changes what is
 * between two people holds `lockPair` first, so that both doing it at once come one after the other.
 */
import { type Expression, type RawBuilder, sql } from "kysely";
import { areBlocked } from "./blocked.ts";
import type { Db, Trx } from "./database.ts";
import type { Acquaintance } from "./people.ts";
import { isStorable, searchPattern } from "./search_text.ts";
import type { AskFacts, FriendRequest } from "../domain/friending.ts";
import { type PersonId, personId } from "../domain/ids.ts";
import type { Dimmer } from "../domain/standing.ts";

export interface Friend extends Acquaintance {
  readonly since: Date;
  /** The marks and the dimmer of whose friend it is; an expired dimmer is none. */
  readonly close: boolean;
  readonly tell: boolean;
  readonly dimmer: Dimmer | null;
}

/** Where a list by name goes on: after that one. Names may change, so both parts are told. */
export type NameCursor = Acquaintance;

export interface NamePage {
  /** Anywhere in the name; empty: everybody. */
  readonly query: string;
  readonly after: NameCursor | null;
  readonly limit: number;
}

export interface WaitingRequest extends Acquaintance {
  readonly askedAt: Date;
}

/** Whether both exist. In the order of their ids, so that two who do it at once do not wait for each other. */
export async function lockPair(trx: Trx, one: PersonId, other: PersonId): Promise<boolean> {
  if (!isStorable(other)) return false;
  // Weaker than "for update": seats and notices of the two may be written meanwhile.
  const rows = await trx.selectFrom("person").select("id").where("id", "in", [one, other]).orderBy("id")
    .forNoKeyUpdate().execute();
  return rows.length === 2;
}

/** No friendship of theirs begins or ends until the transaction ends. Comes before any lock of a room. */
export async function lockTies(trx: Trx, person: PersonId): Promise<void> {
  await trx.selectFrom("person").select("id").where("id", "=", person).forNoKeyUpdate().execute();
}

export async function findAskFacts(db: Db, asker: PersonId, other: PersonId): Promise<AskFacts> {
  const requests = await db.selectFrom("friend_request").selectAll()
    .where(({ or, and }) => or([and({ from_id: asker, to_id: other }), and({ from_id: other, to_id: asker })]))
    .execute();
  const { friends, blocked } = await db.selectNoFrom(({ exists, selectFrom, val }) => [
    exists(
      selectFrom("friendship").select("since").where("person_id", "=", asker).where("friend_id", "=", other),
    ).as("friends"),
    areBlocked(val<string>(asker), val<string>(other)).as("blocked"),
  ]).executeTakeFirstOrThrow();
  const from = (id: PersonId): FriendRequest | null => {
    const row = requests.find(({ from_id }) => from_id === id);
    return row ? { askedAt: row.asked_at, declinedAt: row.declined_at } : null;
  };
  return { friends: Boolean(friends), blocked: Boolean(blocked), mine: from(asker), theirs: from(other) };
}

/** Also anew, after one that was declined. */
export async function sendRequest(trx: Trx, from: PersonId, to: PersonId, at: Date): Promise<void> {
  await trx.insertInto("friend_request").values({ from_id: from, to_id: to, asked_at: at, declined_at: null })
    .onConflict((conflict) => conflict.columns(["from_id", "to_id"]).doUpdateSet({ asked_at: at, declined_at: null }))
    .execute();
}

/** Whether there was a request that waited. */
export async function declineRequest(db: Db, from: PersonId, to: PersonId, at: Date): Promise<boolean> {
  if (!isStorable(from)) return false;
  const { numUpdatedRows } = await db.updateTable("friend_request").set({ declined_at: at })
    .where("from_id", "=", from).where("to_id", "=", to).where("declined_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Answers what the two have asked each other. */
export async function befriend(trx: Trx, one: PersonId, other: PersonId, at: Date): Promise<void> {
  await deleteRequests(trx, one, other);
  await trx.insertInto("friendship")
    .values([{ person_id: one, friend_id: other, since: at }, { person_id: other, friend_id: one, since: at }])
    .onConflict((conflict) => conflict.columns(["person_id", "friend_id"]).doNothing())
    .execute();
}

/** With the marks that the two set on each other. Whether they were friends. */
export async function unfriend(trx: Trx, one: PersonId, other: PersonId): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom("friendship")
    .where(({ or, and }) => or([and({ person_id: one, friend_id: other }), and({ person_id: other, friend_id: one })]))
    .executeTakeFirst();
  await trx.deleteFrom("tie_mark")
    .where(({ or, and }) => or([and({ person_id: one, other_id: other }), and({ person_id: other, other_id: one })]))
    .execute();
  return numDeletedRows > 0n;
}

export async function deleteRequests(trx: Trx, one: PersonId, other: PersonId): Promise<void> {
  await trx.deleteFrom("friend_request")
    .where(({ or, and }) => or([and({ from_id: one, to_id: other }), and({ from_id: other, to_id: one })]))
    .execute();
}

/** By name, then id. */
export async function listFriends(
  db: Db,
  person: PersonId,
  now: Date,
  { query, after, limit }: NamePage,
): Promise<Friend[]> {
  let found = selectFriends(db, person, now)
    .orderBy((eb) => eb.fn<string>("lower", ["person.name"]))
    .orderBy("person.id")
    .limit(limit);
  if (query !== "") found = found.where("person.name", "ilike", searchPattern(query));
  if (after !== null) found = found.where(({ ref }) => isAfter(ref("person.name"), ref("person.id"), after));
  return (await found.execute()).map(toFriend);
}

export async function findFriend(db: Db, person: PersonId, friend: PersonId, now: Date): Promise<Friend | null> {
  if (!isStorable(friend)) return null;
  const row = await selectFriends(db, person, now).where("person.id", "=", friend).executeTakeFirst();
  return row ? toFriend(row) : null;
}

/** Of these people the ones who are friends, by name. */
export async function friendsOfIds(db: Db, person: PersonId, ids: readonly PersonId[]): Promise<Acquaintance[]> {
  const storable = ids.filter(isStorable);
  if (storable.length === 0) return [];
  const rows = await db.selectFrom("friendship")
    .innerJoin("person", "person.id", "friendship.friend_id")
    .select(["person.id", "person.name"])
    .where("friendship.person_id", "=", person)
    .where("friendship.friend_id", "in", storable)
    .orderBy((eb) => eb.fn<string>("lower", ["person.name"]))
    .orderBy("person.id")
    .execute();
  return rows.map(({ id, name }) => ({ id: personId(id), name }));
}

export async function countFriends(db: Db, person: PersonId): Promise<number> {
  const { count } = await db.selectFrom("friendship").where("person_id", "=", person)
    .select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return count;
}

/** The newest first; those of blocked people are gone with the block. */
export async function requestsTo(db: Db, person: PersonId, limit: number): Promise<WaitingRequest[]> {
  const rows = await db.selectFrom("friend_request")
    .innerJoin("person", "person.id", "friend_request.from_id")
    .select(["person.id", "person.name", "friend_request.asked_at"])
    .where("friend_request.to_id", "=", person)
    .where("friend_request.declined_at", "is", null)
    .orderBy("friend_request.asked_at", "desc")
    .orderBy("person.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: personId(row.id), name: row.name, askedAt: row.asked_at }));
}

/** By name, without a time: a new one would tell that there was a "no" in between. */
export async function requestsFrom(db: Db, person: PersonId, limit: number): Promise<Acquaintance[]> {
  const rows = await db.selectFrom("friend_request")
    .innerJoin("person", "person.id", "friend_request.to_id")
    .select(["person.id", "person.name"])
    .where("friend_request.from_id", "=", person)
    .orderBy((eb) => eb.fn<string>("lower", ["person.name"]))
    .orderBy("person.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: personId(row.id), name: row.name }));
}

/** In the order of `lower(name), id`. */
export function isAfter(name: Expression<string>, id: Expression<string>, after: NameCursor): RawBuilder<boolean> {
  const [lastName, lastId] = [after.name, after.id].map((text) => text.replaceAll("\0", ""));
  return sql<boolean>`(lower(${name}), ${id}) > (lower(${lastName}::text), ${lastId}::text)`;
}

function selectFriends(db: Db, person: PersonId, now: Date) {
  return db.selectFrom("friendship")
    .innerJoin("person", "person.id", "friendship.friend_id")
    .leftJoin(
      "tie_mark",
      (join) => join.on("tie_mark.person_id", "=", person).onRef("tie_mark.other_id", "=", "person.id"),
    )
    .leftJoin("dimmer", (join) =>
      join.on("dimmer.person_id", "=", person).onRef("dimmer.dimmed_id", "=", "person.id")
        .on(({ or, eb }) => or([eb("dimmer.until", "is", null), eb("dimmer.until", ">", now)])))
    .select([
      "person.id",
      "person.name",
      "friendship.since",
      "tie_mark.close",
      "tie_mark.tell",
      "dimmer.dimmed_id",
      "dimmer.until",
    ])
    .where("friendship.person_id", "=", person);
}

function toFriend(
  { id, name, since, close, tell, dimmed_id, until }: {
    id: string;
    name: string;
    since: Date;
    close: boolean | null;
    tell: boolean | null;
    dimmed_id: string | null;
    until: Date | null;
  },
): Friend {
  return {
    id: personId(id),
    name,
    since,
    close: close ?? false,
    tell: tell ?? false,
    dimmer: dimmed_id === null ? null : { until },
  };
}
