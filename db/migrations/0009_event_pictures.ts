/** The pictures of events, with their bytes: they go with their event, and are kept wherever the rest is. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("event_picture")
    .addColumn("event_id", "text", (column) => column.primaryKey().references("event.id").onDelete("cascade"))
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("width", "integer", (column) => column.notNull())
    .addColumn("height", "integer", (column) => column.notNull())
    .addColumn("bytes", "bytea", (column) => column.notNull())
    .addColumn(
      "tag",
      "text",
      (column) => column.notNull().generatedAlwaysAs(sql`encode(sha256(bytes), 'hex')`).stored(),
    )
    .addCheckConstraint("event_picture_type", sql`type in ('image/jpeg', 'image/png', 'image/webp')`)
    .addCheckConstraint("event_picture_size", sql`width > 0 and height > 0`)
    .execute();
  // They are compressed already.
  await sql`alter table event_picture alter column bytes set storage external`.execute(db);
}
