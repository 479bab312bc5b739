/** When rooms open by themselves, and open again, and who asked to be told. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // When the time of an open room is over, or will be of one that is to open; null: it has no end.
  await db.schema.alterTable("room").addColumn("closes_at", "timestamptz").execute();
  // Serve the worker that opens rooms and closes them again, and the look at when the next is due.
  await db.schema.createIndex("room_coming").on("room").columns(["opens_at", "id"])
    .where(sql<boolean>`state = 'scheduled'`).execute();
  await db.schema.createIndex("room_closing").on("room").columns(["closes_at", "id"])
    .where(sql<boolean>`state = 'open' and closes_at is not null`).execute();

  await db.schema.createTable("schedule")
    .addColumn("room_id", "text", (column) => column.primaryKey().references("room.id").onDelete("cascade"))
    // What the clock on the wall says there, e.g. 2026-03-29T19:00: daylight saving does not move it.
    .addColumn("local_start", "text", (column) => column.notNull())
    .addColumn("zone", "text", (column) => column.notNull())
    .addColumn("duration_minutes", "integer")
    .addColumn("rule", "text")
    .addColumn("exceptions", "jsonb", (column) => column.notNull())
    // Of the opening that comes next, or lasts: the room itself may have been opened earlier by hand.
    .addColumn("occurs_at", "timestamptz", (column) => column.notNull())
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addCheckConstraint("schedule_duration", sql`duration_minutes > 0`)
    .addCheckConstraint("schedule_zone_length", sql`char_length(zone) between 1 and 64`)
    .addCheckConstraint("schedule_rule_length", sql`char_length(rule) between 1 and 400`)
    .execute();

  await db.schema.createTable("reminder")
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("email", "text")
    .addColumn("asked_at", "timestamptz", (column) => column.notNull())
    .addCheckConstraint("reminder_of_somebody", sql`(person_id is null) <> (email is null)`)
    .addCheckConstraint("reminder_email_length", sql`char_length(email) between 3 and 320`)
    .execute();
  // Serve those who are to be told of one room, each once, and the deletion of a person.
  await db.schema.createIndex("reminder_of_person").on("reminder").columns(["room_id", "person_id"]).unique()
    .where(sql.ref("person_id"), "is not", null).execute();
  await db.schema.createIndex("reminder_of_address").on("reminder").columns(["room_id", "email"]).unique()
    .where(sql.ref("email"), "is not", null).execute();
  await db.schema.createIndex("reminder_person").on("reminder").column("person_id")
    .where(sql.ref("person_id"), "is not", null).execute();
}
