/** What hosts decide about open rooms, whom they keep out, who knocks, what is reported, and the record of all that is done. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await settleRooms(db);
  await keepOut(db);
  await createRetiredLinks(db);
  await createKnocks(db);
  await createReports(db);
  await createAudit(db);
  await createSeenDoors(db);
}

/** Rooms of before were open to whoever came: nobody in them waits for the host. */
async function settleRooms(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("room")
    .addColumn("host_starts", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("when_host_leaves", "text", (column) => column.notNull().defaultTo("go_on"))
    .addColumn("guests_allowed", "boolean", (column) => column.notNull().defaultTo(true))
    .addColumn("chat_allowed", "boolean", (column) => column.notNull().defaultTo(true))
    .addColumn("self_unmute", "boolean", (column) => column.notNull().defaultTo(true))
    .addColumn("lock_after_removal", "boolean", (column) => column.notNull().defaultTo(true))
    .addColumn("started_at", "timestamptz")
    .addColumn("locked_at", "timestamptz")
    .addColumn("lock_cause", "text")
    .addColumn("unattended_since", "timestamptz")
    .addColumn("ends_at", "timestamptz")
    .execute();
  await sql`update room set started_at = opens_at`.execute(db);
  await sql`update room set locked_at = opens_at, lock_cause = 'deed' where locked`.execute(db);
  await db.schema.alterTable("room")
    .addCheckConstraint("room_when_host_leaves", sql`when_host_leaves in ('lock', 'end', 'go_on')`)
    .execute();
  await db.schema.alterTable("room")
    .addCheckConstraint("room_lock_cause", sql`lock_cause in ('deed', 'removal', 'host_gone')`)
    .execute();
  await db.schema.alterTable("room")
    .addCheckConstraint("room_lock_told", sql`locked = (locked_at is not null) and locked = (lock_cause is not null)`)
    .execute();
  // Serves the operator's list of the rooms that are open.
  await db.schema.createIndex("room_open").on("room").columns(["opens_at desc", "id desc"])
    .where(sql<boolean>`state = 'open'`).execute();
  // Serves a starting server's search for the rooms that end by themselves.
  await db.schema.createIndex("room_ending").on("room").column("ends_at")
    .where(sql.ref("ends_at"), "is not", null).execute();
  await db.schema.alterTable("seat")
    .addColumn("co_host", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("muted", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("browser", "text")
    .addColumn("address", "text")
    .execute();
  await db.schema.alterTable("person").addColumn("suspended_at", "timestamptz").execute();
  // Serves the search for the first account, who is the operator unless another is named.
  await db.schema.createIndex("person_oldest").on("person").columns(["created_at", "id"]).execute();
  // Serves the list of those who are suspended, which every process keeps.
  await db.schema.createIndex("person_suspended").on("person").columns(["suspended_at desc", "id"])
    .where(sql.ref("suspended_at"), "is not", null).execute();
}

async function keepOut(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("removal")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("seat_id", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("browser", "text")
    .addColumn("address", "text")
    .addColumn("address_until", "timestamptz")
    .addColumn("removed_at", "timestamptz", (column) => column.notNull())
    .addColumn("readmitted_at", "timestamptz")
    .execute();
  // Serves the look at one room's door: only who is kept out now is in it.
  await db.schema.createIndex("removal_of_room").on("removal").columns(["room_id", "person_id"])
    .where(sql.ref("readmitted_at"), "is", null).execute();
  // Serves the tray, and the deletion of a person.
  await db.schema.createIndex("removal_person").on("removal").columns(["person_id", "room_id"]).execute();
}

/** They lead nowhere any more, but for those who hold a seat: their pages may have missed that there is a new one. */
async function createRetiredLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("retired_link")
    .addColumn("code", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("retired_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Serves the deletion of a room.
  await db.schema.createIndex("retired_link_room").on("retired_link").column("room_id").execute();
}

async function createKnocks(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("knock")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("seat_id", "text")
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("line", "text")
    .addColumn("state", "text", (column) => column.notNull())
    // How often they knocked: the pause before the next time grows with it.
    .addColumn("times", "integer", (column) => column.notNull())
    .addColumn("knocked_at", "timestamptz", (column) => column.notNull())
    .addColumn("answered_at", "timestamptz")
    // They were told "in a minute", which no later answer takes back.
    .addColumn("minute_said", "boolean", (column) => column.notNull().defaultTo(false))
    // Nobody hears them until then.
    .addColumn("quiet_until", "timestamptz")
    // They are not heard: they were removed from the room, and are not to learn it.
    .addColumn("unheard", "boolean", (column) => column.notNull().defaultTo(false))
    .addCheckConstraint("knock_state", sql`state in ('waiting', 'minute', 'in', 'no', 'quiet', 'gone')`)
    .addCheckConstraint("knock_of_somebody", sql`(person_id is null) <> (seat_id is null)`)
    .addCheckConstraint("knock_line_length", sql`line is null or char_length(line) between 1 and 400`)
    .execute();
  // Serve one's own knock at a door, of which there is one each, and the deletion of a person.
  await db.schema.createIndex("knock_of_person").on("knock").columns(["person_id", "room_id"]).unique().execute();
  await db.schema.createIndex("knock_of_guest").on("knock").columns(["seat_id", "room_id"]).unique().execute();
  // Serves the list that a host answers from, and the search for those who are at the door.
  await db.schema.createIndex("knock_at_door").on("knock").columns(["room_id", "knocked_at"])
    .where(sql.ref("state"), "<>", "gone").execute();
  // A guest who knocks has a name and no account that the notice could refer to.
  await db.schema.alterTable("notice").addColumn("guest_name", "text").execute();
}

/** Reports outlive the room and the people that they are about, so they refer to nothing. */
async function createReports(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("report")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("reporter_id", "text")
    .addColumn("reporter_name", "text", (column) => column.notNull())
    .addColumn("room_id", "text", (column) => column.notNull())
    .addColumn("room_title", "text", (column) => column.notNull())
    .addColumn("host_id", "text", (column) => column.notNull())
    .addColumn("host_name", "text", (column) => column.notNull())
    .addColumn("subject_person_id", "text")
    .addColumn("subject_seat_id", "text")
    .addColumn("subject_name", "text")
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("inside", "jsonb", (column) => column.notNull())
    .addColumn("closed_at", "timestamptz")
    .execute();
  // Serve the operator's list in its order: what is open, then what is closed, each the newest first.
  await db.schema.createIndex("report_open").on("report").columns(["at desc", "id desc"])
    .where(sql.ref("closed_at"), "is", null).execute();
  await db.schema.createIndex("report_closed").on("report").columns(["at desc", "id desc"])
    .where(sql.ref("closed_at"), "is not", null).execute();
  // Serves what was said about one person.
  await db.schema.createIndex("report_about").on("report").columns(["subject_person_id", "at desc"])
    .where(sql.ref("subject_person_id"), "is not", null).execute();
}

/** Nothing is ever changed or taken out, whoever asks: the database itself refuses. */
async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("audit_entry")
    .addColumn("id", "bigint", (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("actor_kind", "text", (column) => column.notNull())
    .addColumn("actor_id", "text")
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("deed", "text", (column) => column.notNull())
    .addColumn("room_id", "text")
    .addColumn("subject_id", "text")
    .addColumn("subject_name", "text")
    .addColumn("detail", "jsonb", (column) => column.notNull())
    .addCheckConstraint("audit_entry_actor", sql`actor_kind in ('person', 'guest', 'system')`)
    .execute();
  // Serves a room's history.
  await db.schema.createIndex("audit_entry_room").on("audit_entry").columns(["room_id", "id"])
    .where(sql.ref("room_id"), "is not", null).execute();
  // Serve what somebody did, and what was done to them.
  await db.schema.createIndex("audit_entry_actor").on("audit_entry").columns(["actor_id", "id"])
    .where(sql.ref("actor_id"), "is not", null).execute();
  await db.schema.createIndex("audit_entry_subject").on("audit_entry").columns(["subject_id", "id"])
    .where(sql.ref("subject_id"), "is not", null).execute();
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit log is append-only';
    end $$`.execute(db);
  await sql`
    create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_change()`.execute(db);
}

async function createSeenDoors(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("door_seen")
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    // Serves the look at who waits for one room. Rows of a room are deleted when it ends.
    .addPrimaryKeyConstraint("door_seen_pair", ["room_id", "person_id"] as never[])
    .execute();
  // Serves the deletion of a person.
  await db.schema.createIndex("door_seen_person").on("door_seen").column("person_id").execute();
}
