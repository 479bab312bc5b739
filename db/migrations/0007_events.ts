/** Occasions upon a room of their own, who answered them, and the addresses of people's calendars. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("event")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull().unique().references("room.id").onDelete("cascade"))
    .addColumn("description", "text", (column) => column.notNull())
    .addColumn("place", "text")
    .addColumn("opens_before_minutes", "integer", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addCheckConstraint("event_opens_before", sql`opens_before_minutes between 0 and 1440`)
    .execute();

  await db.schema.createTable("event_answer")
    .addColumn("event_id", "text", (column) => column.notNull().references("event.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("answer", "text", (column) => column.notNull())
    .addColumn("answered_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("event_answer_pk", ["event_id", "person_id"])
    .addCheckConstraint("event_answer_known", sql`answer in ('going', 'maybe', 'no')`)
    .execute();
  // Serves one's own list, and the deletion of a person.
  await db.schema.createIndex("event_answer_person").on("event_answer").column("person_id").execute();

  await db.schema.createTable("calendar_feed")
    .addColumn("person_id", "text", (column) => column.primaryKey().references("person.id").onDelete("cascade"))
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("made_at", "timestamptz", (column) => column.notNull())
    .execute();
}
