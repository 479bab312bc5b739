/** Who comes to events, in SQL. How many is told with the event itself: `events.ts`. */
import { sql } from "kysely";
import { areBlocked } from "./blocked.ts";
import type { Db, Trx } from "./database.ts";
import type { EventAnswer } from "../domain/event.ts";
import { type EventId, type PersonId, personId } from "../domain/ids.ts";

/** A later answer takes the place of the one before; null takes it back. */
export async function writeEventAnswer(
  trx: Trx,
  id: EventId,
  person: PersonId,
  answer: EventAnswer | null,
  at: Date,
): Promise<void> {
  if (answer === null) {
    await trx.deleteFrom("event_answer").where("event_id", "=", id).where("person_id", "=", person).execute();
    return;
  }
  await trx.insertInto("event_answer").values({ event_id: id, person_id: person, answer, answered_at: at })
    .onConflict((conflict) => conflict.columns(["event_id", "person_id"]).doUpdateSet({ answer, answered_at: at }))
    .execute();
}

/** Null: none. */
export async function findAnswer(db: Db, id: EventId, person: PersonId): Promise<EventAnswer | null> {
  const row = await db.selectFrom("event_answer").select("answer")
    .where("event_id", "=", id).where("person_id", "=", person)
    .executeTakeFirst();
  return row?.answer ?? null;
}

export interface NamedAnswer {
  readonly personId: PersonId;
  readonly name: string;
  readonly answer: EventAnswer;
}

/** Who comes first, then maybe, then who cannot; in the order in which they said so. Without whom a block keeps from the reader. */
export async function listAnswers(
  db: Db,
  id: EventId,
  reader: PersonId,
  limit: number,
): Promise<readonly NamedAnswer[]> {
  const rows = await db.selectFrom("event_answer")
    .innerJoin("person", "person.id", "event_answer.person_id")
    .select(["person.id", "person.name", "event_answer.answer"])
    .where("event_answer.event_id", "=", id)
    .where(({ not, ref, val }) => not(areBlocked(ref("event_answer.person_id"), val<string>(reader))))
    .orderBy(sql`array_position(array['going', 'maybe', 'no'], event_answer.answer)`)
    .orderBy("event_answer.answered_at")
    .orderBy("person.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ personId: personId(row.id), name: row.name, answer: row.answer }));
}
