/** What people write under events, in SQL. Who may read and write there is not decided here. */
import { areBlocked } from "./blocked.ts";
import type { Db, Trx } from "./database.ts";
import { isStorable } from "./search_text.ts";
import type { EventPost } from "../domain/event.ts";
import { type EventId, type EventPostId, eventPostId, type PersonId, personId } from "../domain/ids.ts";

export async function insertPost(
  trx: Trx,
  post: Omit<EventPost, "name"> & { readonly eventId: EventId },
): Promise<void> {
  await trx.insertInto("event_post").values({
    id: post.id,
    event_id: post.eventId,
    person_id: post.personId,
    text: post.text,
    written_at: post.writtenAt,
  }).execute();
}

export async function countPosts(db: Db, event: EventId): Promise<number> {
  const { count } = await db.selectFrom("event_post").where("event_id", "=", event)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** The latest ones, the oldest of them first. Without those of whom a block keeps from the reader. */
export async function listPosts(
  db: Db,
  event: EventId,
  reader: PersonId,
  limit: number,
): Promise<readonly EventPost[]> {
  const rows = await db.selectFrom("event_post")
    .innerJoin("person", "person.id", "event_post.person_id")
    .select(["event_post.id", "event_post.person_id", "person.name", "event_post.text", "event_post.written_at"])
    .where("event_post.event_id", "=", event)
    .where(({ not, ref, val }) => not(areBlocked(ref("event_post.person_id"), val<string>(reader))))
    .orderBy("event_post.written_at", "desc")
    .orderBy("event_post.id", "desc")
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => ({
    id: eventPostId(row.id),
    personId: personId(row.person_id),
    name: row.name,
    text: row.text,
    writtenAt: row.written_at,
  }));
}

/** Null: there is none under that event. */
export async function findAuthor(db: Db, event: EventId, id: EventPostId): Promise<PersonId | null> {
  if (!isStorable(id)) return null;
  const row = await db.selectFrom("event_post").select("person_id").where("event_id", "=", event).where("id", "=", id)
    .executeTakeFirst();
  return row ? personId(row.person_id) : null;
}

export async function deletePost(trx: Trx, id: EventPostId): Promise<void> {
  await trx.deleteFrom("event_post").where("id", "=", id).execute();
}
