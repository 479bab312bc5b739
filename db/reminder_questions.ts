/** Which addresses were asked whether they want to be told of a room, in SQL. */
import type { Db } from "./database.ts";
import { type PersonId, type RoomId, roomId } from "../domain/ids.ts";
import type { QuestionsAsked } from "../domain/reminder.ts";

export interface ReminderQuestion {
  /** The secret part of the link in the mail. */
  readonly code: string;
  readonly roomId: RoomId;
  /** In lower case. */
  readonly email: string;
  readonly askedAt: Date;
}

export async function insertQuestion(db: Db, { code, roomId, email, askedAt }: ReminderQuestion): Promise<void> {
  await db.insertInto("reminder_question").values({ code, room_id: roomId, email, asked_at: askedAt }).execute();
}

export async function findQuestion(db: Db, code: string): Promise<ReminderQuestion | null> {
  const row = await db.selectFrom("reminder_question").selectAll().where("code", "=", code).executeTakeFirst();
  return row === undefined
    ? null
    : { code: row.code, roomId: roomId(row.room_id), email: row.email, askedAt: row.asked_at };
}

/** `host`: of that room. */
export async function countQuestions(
  db: Db,
  { email, room, host, since }: {
    readonly email: string;
    readonly room: RoomId;
    readonly host: PersonId;
    readonly since: Date;
  },
): Promise<QuestionsAsked> {
  const toAddress = await db.selectFrom("reminder_question")
    .select(({ fn, eb }) => [
      fn.countAll<number>().as("all"),
      fn.count<number>(eb.case().when("room_id", "=", room).then(1).end()).as("of_room"),
    ])
    .where("email", "=", email).where("asked_at", ">", since)
    .executeTakeFirstOrThrow();
  const { count } = await db.selectFrom("reminder_question")
    .innerJoin("room", "room.id", "reminder_question.room_id")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("room.host_id", "=", host).where("asked_at", ">", since)
    .executeTakeFirstOrThrow();
  return { toAddress: toAddress.all, toAddressOfRoom: toAddress.of_room, ofHost: count };
}

/** What was asked by then, of whomever it has not made a reader of the room. */
export async function deleteQuestionsUntil(db: Db, until: Date): Promise<void> {
  await db.deleteFrom("reminder_question").where("asked_at", "<=", until)
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("reminder").select("reminder.room_id")
          .whereRef("reminder.room_id", "=", "reminder_question.room_id")
          .whereRef("reminder.email", "=", "reminder_question.email"),
      ))
    )
    .execute();
}

export async function deleteQuestionsOf(db: Db, room: RoomId): Promise<void> {
  await db.deleteFrom("reminder_question").where("room_id", "=", room).execute();
}
