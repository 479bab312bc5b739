/**
 * People in SQL, as others find them. Only better-auth writes them; this reads what it does not tell. Nobody's address leaves
 * here, people of whom one blocked the other do not find each other, and nobody finds who is suspended.
 */
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import { areBlocked } from "./blocked.ts";
import type { Db } from "./database.ts";
import type { Tables } from "./tables.ts";
import { isStorable } from "./search_text.ts";
import { type PersonId, personId } from "../domain/ids.ts";

export interface Acquaintance {
  readonly id: PersonId;
  readonly name: string;
}

/** `asked`: by who looks, whatever became of it. `asks`: asked who looks, and waits for the answer. */
export interface FoundPerson extends Acquaintance {
  readonly tie: "friend" | "asked" | "asks" | "none";
}

/** Bounds the work of one search. */
const WORDS_MAX = 8;

/** Whether an account has this address, in any case of letters. */
export async function isEmailTaken(db: Db, email: string): Promise<boolean> {
  const row = await db.selectFrom("person").select("id").where("email", "=", email.toLowerCase()).executeTakeFirst();
  return row !== undefined;
}

/** What somebody is called, for words that others read of them; null if there is nobody any more. */
export async function findName(db: Db, id: PersonId): Promise<string | null> {
  const row = await db.selectFrom("person").select("name").where("id", "=", id).executeTakeFirst();
  return row?.name ?? null;
}

/** Null if there is nobody, or a block is between the two. */
export async function findPersonFor(db: Db, viewer: PersonId, id: PersonId): Promise<Acquaintance | null> {
  if (!isStorable(id)) return null;
  const row = await selectVisible(db, viewer).where("person.id", "=", id).executeTakeFirst();
  return row ? { id: personId(row.id), name: row.name } : null;
}

/** Also oneself. Null if nobody has this address, or a block is between the two. */
export async function findIdByEmail(db: Db, viewer: PersonId, email: string): Promise<PersonId | null> {
  if (!isStorable(email)) return null;
  const row = await selectVisible(db, viewer).where("person.email", "=", email.toLowerCase()).executeTakeFirst();
  return row ? personId(row.id) : null;
}

/** Everybody else in whose name each word of `text` begins a word, or whose address is `text`. By name, then id. */
export async function findPeople(db: Db, viewer: PersonId, text: string, limit: number): Promise<FoundPerson[]> {
  if (!isStorable(text)) return [];
  const rows = await selectVisible(db, viewer)
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom("friendship").select("friendship.since")
          .where("friendship.person_id", "=", viewer)
          .whereRef("friendship.friend_id", "=", "person.id"),
      ).as("friend"),
      exists(
        selectFrom("friend_request").select("friend_request.asked_at")
          .where("friend_request.from_id", "=", viewer)
          .whereRef("friend_request.to_id", "=", "person.id"),
      ).as("asked"),
      exists(
        selectFrom("friend_request").select("friend_request.asked_at")
          .whereRef("friend_request.from_id", "=", "person.id")
          .where("friend_request.to_id", "=", viewer)
          .where("friend_request.declined_at", "is", null),
      ).as("asks"),
    ])
    .where("person.id", "<>", viewer)
    .where((eb) => isCalled(eb, text))
    .orderBy((eb) => eb.fn<string>("lower", ["person.name"]))
    .orderBy("person.id")
    .limit(limit)
    .execute();
  return rows.map(({ id, name, friend, asked, asks }) => ({
    id: personId(id),
    name,
    tie: friend ? "friend" : asks ? "asks" : asked ? "asked" : "none",
  }));
}

function selectVisible(db: Db, viewer: PersonId) {
  return db.selectFrom("person")
    .select(["person.id", "person.name"])
    .where("person.suspended_at", "is", null)
    .where(({ not, ref, val }) => not(areBlocked(val<string>(viewer), ref("person.id"))));
}

/** The condition that each word of `text` begins a word of the name, or that it is the whole address. */
export function isCalled({ or, eb }: ExpressionBuilder<Tables, "person">, text: string): Expression<SqlBool> {
  return or([
    sql<boolean>`to_tsvector('simple', person.name) @@ to_tsquery('simple', ${wordBeginnings(text)})`,
    eb("person.email", "=", text.toLowerCase()),
  ]);
}

/** In PostgreSQL's language of searches: each word quoted, so that nothing in it is an operator, and `:*` for its beginning. */
function wordBeginnings(text: string): string {
  return text.trim().split(/\s+/u).slice(0, WORDS_MAX)
    .map((word) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`)
    .join(" & ");
}
