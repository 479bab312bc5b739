/** Addresses that were written at a door are asked whether they want to be told. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("reminder_question")
    .addColumn("code", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("email", "text", (column) => column.notNull())
    .addColumn("asked_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Serve the count of an address, that of a host's rooms with the deletion of a room, and the removal of what is too old.
  await db.schema.createIndex("reminder_question_address").on("reminder_question").columns(["email", "asked_at"])
    .execute();
  await db.schema.createIndex("reminder_question_room").on("reminder_question").columns(["room_id", "asked_at"])
    .execute();
  await db.schema.createIndex("reminder_question_age").on("reminder_question").column("asked_at").execute();
}
