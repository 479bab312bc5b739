/** Who was named to look after a room with its host before they ever sat there. */
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("co_host")
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("since", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("co_host_pk", ["room_id", "person_id"])
    .execute();
  // Serves the deletion of a person.
  await db.schema.createIndex("co_host_person").on("co_host").column("person_id").execute();
}
