/** What leaves the house by mail and push, and what people have chosen of it. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await createOutbox(db);
  await createPushSubscriptions(db);
  await createChoices(db);
  // Who wants no notice of a kind in the app is told it by other channels all the same, and those refer to it.
  await db.schema.alterTable("notice")
    .addColumn("listed", "boolean", (column) => column.notNull().defaultTo(true))
    .execute();
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("outbox")
    .addColumn("id", "bigint", (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn("person_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("email", "text")
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("payload", "jsonb", (column) => column.notNull())
    .addColumn("starts_at", "timestamptz")
    .addColumn("due_at", "timestamptz", (column) => column.notNull())
    .addColumn("good_until", "timestamptz")
    .addColumn("dedup_key", "text", (column) => column.notNull().unique())
    .addColumn("state", "text", (column) => column.notNull().defaultTo("waiting"))
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("next_at", "timestamptz", (column) => column.notNull())
    .addColumn("taken_until", "timestamptz")
    .addColumn("taken_by", "text")
    .addColumn("reached", "jsonb", (column) => column.notNull().defaultTo(sql`'[]'::jsonb`))
    .addColumn("settled_at", "timestamptz")
    .addColumn("last_error", "text")
    .addCheckConstraint("outbox_channel", sql`channel in ('app', 'mail', 'push')`)
    .addCheckConstraint("outbox_state", sql`state in ('waiting', 'sent', 'dropped', 'dead')`)
    .addCheckConstraint("outbox_to_somebody", sql`(person_id is null) <> (email is null)`)
    .addCheckConstraint("outbox_address_gets_mail", sql`email is null or channel = 'mail'`)
    .execute();
  // Serves the search for what is due in one channel.
  await db.schema.createIndex("outbox_due").on("outbox").columns(["channel", "next_at", "id"])
    .where(sql<boolean>`state = 'waiting'`).execute();
  // Serves the withdrawal of what is about one thing.
  await db.schema.createIndex("outbox_waiting_subject").on("outbox").column("subject")
    .where(sql<boolean>`state = 'waiting'`).execute();
  // Serves the removal of what is long done.
  await db.schema.createIndex("outbox_settled").on("outbox").column("settled_at")
    .where(sql.ref("settled_at"), "is not", null).execute();
  // Serves a change of what somebody has chosen, and the deletion of a person.
  await db.schema.createIndex("outbox_person").on("outbox").columns(["person_id", "state"])
    .where(sql.ref("person_id"), "is not", null).execute();
}

/** It ends with the session in which it was made: who signs out of a browser is told nothing there any more. */
async function createPushSubscriptions(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("push_subscription")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("session_id", "text", (column) => column.notNull().references("auth_session.id").onDelete("cascade"))
    .addColumn("endpoint", "text", (column) => column.notNull().unique())
    .addColumn("p256dh", "text", (column) => column.notNull())
    .addColumn("auth", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Serve the search for where somebody is reached, and the end of a session.
  await db.schema.createIndex("push_subscription_person").on("push_subscription").columns(["person_id", "created_at"])
    .execute();
  await db.schema.createIndex("push_subscription_session").on("push_subscription").column("session_id").execute();
}

async function createChoices(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("notice_choice")
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("matter", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("on", "boolean", (column) => column.notNull())
    .addPrimaryKeyConstraint("notice_choice_once", ["person_id", "matter", "channel"] as never[])
    .execute();
  await db.schema.createTable("notice_setting")
    .addColumn("person_id", "text", (column) => column.primaryKey().references("person.id").onDelete("cascade"))
    .addColumn("lead_minutes", "integer", (column) => column.notNull())
    .addColumn("zone", "text")
    .addColumn("quiet_from", "smallint")
    .addColumn("quiet_until", "smallint")
    .addCheckConstraint("notice_setting_lead", sql`lead_minutes between 0 and 1440`)
    .addCheckConstraint(
      "notice_setting_quiet",
      sql`(quiet_from is null and quiet_until is null)
        or (zone is not null and quiet_from between 0 and 1439 and quiet_until between 0 and 1439)`,
    )
    .execute();
  // Addresses in lower case that get no mail from this house, whoever writes there.
  await db.schema.createTable("mail_stop")
    .addColumn("email", "text", (column) => column.primaryKey())
    .addColumn("stopped_at", "timestamptz", (column) => column.notNull())
    .execute();
}
