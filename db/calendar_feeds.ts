/** The secret addresses under which people's calendars are read, in SQL: one a person. */
import type { Db } from "./database.ts";
import { isStorable } from "./search_text.ts";
import { type PersonId, personId } from "../domain/ids.ts";

export async function findFeed(db: Db, person: PersonId): Promise<string | null> {
  const row = await db.selectFrom("calendar_feed").select("token").where("person_id", "=", person).executeTakeFirst();
  return row?.token ?? null;
}

export async function findFeedOwner(
  db: Db,
  token: string,
): Promise<{ readonly personId: PersonId; readonly name: string } | null> {
  if (!isStorable(token)) return null;
  const row = await db.selectFrom("calendar_feed")
    .innerJoin("person", "person.id", "calendar_feed.person_id")
    .select(["person.id", "person.name"])
    .where("calendar_feed.token", "=", token)
    .executeTakeFirst();
  return row ? { personId: personId(row.id), name: row.name } : null;
}

/** The address of before leads nowhere any more. */
export async function writeFeed(db: Db, person: PersonId, token: string, at: Date): Promise<void> {
  await db.insertInto("calendar_feed").values({ person_id: person, token, made_at: at })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ token, made_at: at }))
    .execute();
}
