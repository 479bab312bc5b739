/** What guests without an account answer to events, by the invitations that they came by. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("event_guest_answer")
    .addColumn("event_id", "text", (column) => column.notNull().references("event.id").onDelete("cascade"))
    .addColumn("invitation_id", "text", (column) => column.notNull().references("invitation.id").onDelete("cascade"))
    .addColumn("guest", "text", (column) => column.notNull())
    .addColumn("answer", "text", (column) => column.notNull())
    .addColumn("answered_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("event_guest_answer_pk", ["event_id", "invitation_id", "guest"])
    .addCheckConstraint("event_guest_answer_known", sql`answer in ('going', 'maybe', 'no')`)
    .execute();
  // Serves taking an invitation back.
  await db.schema.createIndex("event_guest_answer_invitation").on("event_guest_answer").column("invitation_id")
    .execute();
}
