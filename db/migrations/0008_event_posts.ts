/** What people write under an event. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("event_post")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("event_id", "text", (column) => column.notNull().references("event.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("written_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Serve the page of an event, and the deletion of a person.
  await db.schema.createIndex("event_post_of_event").on("event_post").columns(["event_id", "written_at", "id"])
    .execute();
  await db.schema.createIndex("event_post_person").on("event_post").column("person_id").execute();
}
