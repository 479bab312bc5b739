/** Who asked to be told of a room that is to open, in SQL. */
import type { ExpressionBuilder } from "kysely";
import type { Db } from "./database.ts";
import type { Tables } from "./tables.ts";
import type { Room } from "../domain/room.ts";
import { type PersonId, personId, type RoomId, roomId } from "../domain/ids.ts";

/** A person, or an address whose holder has no account here. */
export type Reminded =
  | { readonly kind: "person"; readonly personId: PersonId }
  | { readonly kind: "address"; readonly email: string };

/** Idempotent. */
export async function insertReminder(db: Db, room: RoomId, who: Reminded, at: Date): Promise<void> {
  await db.insertInto("reminder")
    .values({
      room_id: room,
      person_id: who.kind === "person" ? who.personId : null,
      email: who.kind === "address" ? who.email : null,
      asked_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Idempotent. */
export async function deleteReminder(db: Db, room: RoomId, who: Reminded): Promise<void> {
  await db.deleteFrom("reminder").where("room_id", "=", room).where(isOf(who)).execute();
}

export async function hasReminder(db: Db, room: RoomId, who: Reminded): Promise<boolean> {
  const row = await db.selectFrom("reminder").select("room_id").where("room_id", "=", room).where(isOf(who))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Of all who came by the room's link: addresses, and people who would not find it without. Gives how many that were. Whom the room
 * is for finds it all the same.
 */
export async function deleteRemindersByLink(db: Db, { id, audience }: Pick<Room, "id" | "audience">): Promise<number> {
  const result = await db.deleteFrom("reminder").where("room_id", "=", id)
    .where(({ or, eb, and, not, exists, selectFrom }) =>
      or([
        eb("email", "is not", null),
        ...(audience.kind === "link"
          ? [and([
            eb("person_id", "is not", null),
            not(exists(
              selectFrom("invited").select("invited.room_id")
                .where("invited.room_id", "=", id)
                .whereRef("invited.person_id", "=", "reminder.person_id"),
            )),
          ])]
          : []),
      ])
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** The rooms among these that the person asked to be told of. */
export async function remindedOf(db: Db, person: PersonId, rooms: readonly RoomId[]): Promise<ReadonlySet<RoomId>> {
  if (rooms.length === 0) return new Set();
  const rows = await db.selectFrom("reminder").select("room_id")
    .where("person_id", "=", person)
    .where("room_id", "in", rooms)
    .execute();
  return new Set(rows.map(({ room_id }) => roomId(room_id)));
}

export async function countReminders(db: Db, room: RoomId): Promise<number> {
  const { count } = await db.selectFrom("reminder").where("room_id", "=", room)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** The first who asked first. */
export async function listReminders(db: Db, room: RoomId): Promise<readonly Reminded[]> {
  const rows = await db.selectFrom("reminder").select(["person_id", "email"]).where("room_id", "=", room)
    .orderBy("asked_at").orderBy("person_id").orderBy("email")
    .execute();
  return rows.map(({ person_id, email }) =>
    person_id === null ? { kind: "address", email: email ?? "" } : { kind: "person", personId: personId(person_id) }
  );
}

function isOf(who: Reminded) {
  return (eb: ExpressionBuilder<Tables, "reminder">) =>
    who.kind === "person" ? eb("reminder.person_id", "=", who.personId) : eb("reminder.email", "=", who.email);
}
