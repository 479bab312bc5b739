/** Ties of people, groups, whom a room is shown to, and what people are told. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTieTables(db);
  await createGroupTables(db);
  await showRooms(db);
  await createNotices(db);
}

/** A pair of people, in this order, once. */
function pair(db: Kysely<unknown>, table: string, one: string, other: string) {
  return db.schema.createTable(table)
    .addColumn(one, "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn(other, "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addPrimaryKeyConstraint(`${table}_pair`, [one, other] as never[])
    .addCheckConstraint(`${table}_of_two`, sql`${sql.ref(one)} <> ${sql.ref(other)}`);
}

async function createTieTables(db: Kysely<unknown>): Promise<void> {
  // Serves the search for people by words of their names.
  await sql`create index person_name_words on person using gin (to_tsvector('simple', name))`.execute(db);

  // Serves lists of friends and every look at a tie. Both sides have a row, so both are found by the key.
  await pair(db, "friendship", "person_id", "friend_id")
    .addColumn("since", "timestamptz", (column) => column.notNull())
    .execute();
  // Serves the deletion of a person.
  await db.schema.createIndex("friendship_friend").on("friendship").column("friend_id").execute();

  await pair(db, "friend_request", "from_id", "to_id")
    .addColumn("asked_at", "timestamptz", (column) => column.notNull())
    .addColumn("declined_at", "timestamptz")
    .execute();
  // Serves the list of requests that wait for somebody.
  await db.schema.createIndex("friend_request_to").on("friend_request").columns(["to_id", "asked_at desc"]).execute();

  await pair(db, "block", "person_id", "blocked_id")
    .addColumn("since", "timestamptz", (column) => column.notNull())
    .execute();
  // Serves the other direction of a block.
  await db.schema.createIndex("block_blocked").on("block").columns(["blocked_id", "person_id"]).execute();

  await pair(db, "dimmer", "person_id", "dimmed_id").addColumn("until", "timestamptz").execute();
  // Serves the deletion of a person.
  await db.schema.createIndex("dimmer_dimmed").on("dimmer").column("dimmed_id").execute();

  await pair(db, "tie_mark", "person_id", "other_id")
    .addColumn("close", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("tell", "boolean", (column) => column.notNull().defaultTo(false))
    .execute();
  // Serves those who want to be told when somebody's door is open.
  await db.schema.createIndex("tie_mark_told").on("tie_mark").columns(["other_id", "person_id"])
    .where(sql.ref("tell"), "=", sql.lit(true)).execute();

  await db.schema.createTable("interaction")
    .addColumn("id", "bigint", (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("other_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("amount", "double precision", (column) => column.notNull())
    .addColumn("room_id", "text")
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addCheckConstraint("interaction_amount", sql`amount > 0`)
    .execute();
  // Serves what a person may see and erase, and the count of rooms that two shared.
  await db.schema.createIndex("interaction_pair").on("interaction").columns(["person_id", "other_id", "at"]).execute();
  // Serves erasing from the other side, and the deletion of a person.
  await db.schema.createIndex("interaction_other").on("interaction").column("other_id").execute();

  await pair(db, "affinity", "person_id", "other_id")
    .addColumn("score", "double precision", (column) => column.notNull())
    .addColumn("scored_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Serves the deletion of a person.
  await db.schema.createIndex("affinity_other").on("affinity").column("other_id").execute();
}

async function createGroupTables(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("person_group")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("description", "text", (column) => column.notNull())
    // Serves who opens the link to join.
    .addColumn("code", "text", (column) => column.notNull().unique())
    .addColumn("joining", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addCheckConstraint("person_group_name_length", sql`char_length(name) between 1 and 400`)
    .addCheckConstraint("person_group_description_length", sql`char_length(description) <= 4000`)
    .addCheckConstraint("person_group_code_length", sql`char_length(code) between 22 and 64`)
    .addCheckConstraint("person_group_joining", sql`joining in ('link', 'approval')`)
    .execute();

  for (const table of ["group_member", "group_request"]) {
    let made = db.schema.createTable(table)
      .addColumn("group_id", "text", (column) => column.notNull().references("person_group.id").onDelete("cascade"))
      .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
      // Serves the list of a group.
      .addPrimaryKeyConstraint(`${table}_pair`, ["group_id", "person_id"] as never[]);
    made = table === "group_member"
      ? made.addColumn("role", "text", (column) => column.notNull())
        .addColumn("joined_at", "timestamptz", (column) => column.notNull())
        .addCheckConstraint("group_member_role", sql`role in ('admin', 'member')`)
      : made.addColumn("asked_at", "timestamptz", (column) => column.notNull());
    await made.execute();
    // Serves a person's own groups, the tray, and the deletion of a person.
    await db.schema.createIndex(`${table}_person`).on(table).columns(["person_id", "group_id"]).execute();
  }
}

async function showRooms(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("room").dropConstraint("room_audience").execute();
  await db.schema.alterTable("room")
    .addColumn("group_id", "text", (column) => column.references("person_group.id").onDelete("set null"))
    .addColumn("shown_since", "timestamptz")
    .addColumn("shown_to_all", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("first_came_at", "timestamptz")
    .execute();
  await sql`update room set shown_since = opens_at`.execute(db);
  await db.schema.alterTable("room").alterColumn("shown_since", (column) => column.setNotNull()).execute();
  await db.schema.alterTable("room")
    .addCheckConstraint("room_audience", sql`audience in ('link', 'people', 'friends', 'group')`)
    .execute();
  // Serves the tray: the open rooms of a viewer's groups.
  await db.schema.createIndex("room_open_of_group").on("room").column("group_id")
    .where(sql<boolean>`state = 'open' and group_id is not null`).execute();

  await db.schema.createTable("room_shown")
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("ring", "smallint", (column) => column.notNull())
    .addColumn("struck", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("rooms_together", "integer", (column) => column.notNull().defaultTo(0))
    // Serves the look at one room, and who is told of it.
    .addPrimaryKeyConstraint("room_shown_pair", ["room_id", "person_id"] as never[])
    .addCheckConstraint("room_shown_ring", sql`ring between 1 and 3`)
    .execute();
  // Serves the tray. Rows of a room are deleted when it ends, so what is here is open.
  await db.schema.createIndex("room_shown_person").on("room_shown").column("person_id").execute();
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("notice")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("about_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("room_id", "text", (column) => column.references("room.id").onDelete("cascade"))
    .addColumn("group_id", "text", (column) => column.references("person_group.id").onDelete("cascade"))
    .addColumn("dedup_key", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("read_at", "timestamptz")
    .addUniqueConstraint("notice_once", ["person_id", "dedup_key"])
    .execute();
  // Serves the list in its order.
  await db.schema.createIndex("notice_of_person").on("notice").columns(["person_id", "created_at desc", "id desc"])
    .execute();
  // Serves the counter.
  await db.schema.createIndex("notice_unread").on("notice").column("person_id")
    .where(sql.ref("read_at"), "is", null).execute();
  for (const column of ["about_id", "room_id", "group_id"]) {
    // Serve the deletion of what a notice is about.
    await db.schema.createIndex(`notice_${column}`).on("notice").column(column).execute();
  }
}
