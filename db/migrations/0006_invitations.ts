/** Who was asked to a room, by name, by address or by a personal link, and who is invited by it now. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await createInvitations(db);
  await createInvited(db);
}

async function createInvitations(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("invitation")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("email", "text")
    .addColumn("label", "text")
    .addColumn("code", "text", (column) => column.notNull().unique())
    .addColumn("made_by", "text", (column) => column.references("person.id").onDelete("set null"))
    .addColumn("made_by_name", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull())
    .addColumn("expires_at", "timestamptz")
    .addColumn("uses_left", "integer")
    .addColumn("taken", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("revoked_at", "timestamptz")
    .addColumn("sent_at", "timestamptz")
    .addColumn("seen_at", "timestamptz")
    .addColumn("answer", "text")
    .addColumn("answered_at", "timestamptz")
    .addColumn("came_at", "timestamptz")
    .addCheckConstraint("invitation_kind", sql`kind in ('person', 'group', 'email', 'link')`)
    .addCheckConstraint("invitation_answer", sql`answer in ('going', 'maybe', 'no')`)
    .addCheckConstraint("invitation_of_person", sql`(person_id is not null) = (kind in ('person', 'group'))`)
    .addCheckConstraint("invitation_of_address", sql`(email is not null) = (kind = 'email')`)
    .addCheckConstraint("invitation_uses", sql`uses_left >= 0`)
    .execute();
  // Serve the list that a host reads, and the deletion of a room.
  await db.schema.createIndex("invitation_of_room").on("invitation").columns(["room_id", "made_at desc", "id desc"])
    .execute();
  // Nobody is asked twice to one room unless the first asking was taken back. The first one serves the deletion of a person.
  await db.schema.createIndex("invitation_person").on("invitation").columns(["person_id", "room_id"]).unique()
    .where(sql<boolean>`person_id is not null and revoked_at is null`).execute();
  await db.schema.createIndex("invitation_address").on("invitation").columns(["room_id", "email"]).unique()
    .where(sql<boolean>`email is not null and revoked_at is null`).execute();
  // Serves the count of the addresses that somebody wrote to in a day, and the deletion of a person.
  await db.schema.createIndex("invitation_made_by").on("invitation").columns(["made_by", "made_at"]).execute();
}

/** Rows of a room are deleted when it ends, and those of an invitation when it is taken back. */
async function createInvited(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("invited")
    .addColumn("invitation_id", "text", (column) => column.notNull().references("invitation.id").onDelete("cascade"))
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("seat_id", "text")
    .addColumn("since", "timestamptz", (column) => column.notNull())
    .addCheckConstraint("invited_somebody", sql`(person_id is null) <> (seat_id is null)`)
    .execute();
  // Serve the look at somebody at a door, and the tray.
  await db.schema.createIndex("invited_person").on("invited").columns(["person_id", "room_id", "invitation_id"])
    .unique().execute();
  await db.schema.createIndex("invited_seat").on("invited").columns(["seat_id", "room_id", "invitation_id"])
    .unique().execute();
  // Serve taking an invitation back, and the end of a room.
  await db.schema.createIndex("invited_by").on("invited").column("invitation_id").execute();
  await db.schema.createIndex("invited_to").on("invited").columns(["room_id", "person_id"]).execute();
}
