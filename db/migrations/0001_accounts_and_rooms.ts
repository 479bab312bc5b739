/** The first tables: better-auth's own, rooms and seats. Lengths are generous bounds in code points; the domain's rules are tighter. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await createAccountTables(db);
  await createRoomTables(db);
}

async function createAccountTables(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("person")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    // Serves better-auth's look-up by address.
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("email_verified", "boolean", (column) => column.notNull())
    .addColumn("image", "text")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("updated_at", "timestamptz", (column) => column.notNull())
    .addCheckConstraint("person_name_length", sql`char_length(name) between 1 and 400`)
    .addCheckConstraint("person_email_length", sql`char_length(email) between 3 and 320`)
    .execute();

  await db.schema.createTable("auth_session")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    // Serves every request with a session cookie whose cached copy has run out.
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("expires_at", "timestamptz", (column) => column.notNull())
    .addColumn("ip_address", "text")
    .addColumn("user_agent", "text")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("updated_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Serves better-auth's list of a person's sessions, and the deletion of a person.
  await db.schema.createIndex("auth_session_person").on("auth_session").column("person_id").execute();

  await db.schema.createTable("auth_account")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("provider_id", "text", (column) => column.notNull())
    .addColumn("access_token", "text")
    .addColumn("refresh_token", "text")
    .addColumn("id_token", "text")
    .addColumn("access_token_expires_at", "timestamptz")
    .addColumn("refresh_token_expires_at", "timestamptz")
    .addColumn("scope", "text")
    .addColumn("password", "text")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("updated_at", "timestamptz", (column) => column.notNull())
    // Serves better-auth's look-up of an account at its provider.
    .addUniqueConstraint("auth_account_at_provider", ["provider_id", "account_id"])
    .execute();
  // Serves sign-in, which reads the accounts of the person with that address.
  await db.schema.createIndex("auth_account_person").on("auth_account").column("person_id").execute();

  await db.schema.createTable("auth_verification")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("identifier", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("expires_at", "timestamptz", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("updated_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Serves better-auth's look-up of a proof by what it proves.
  await db.schema.createIndex("auth_verification_identifier").on("auth_verification").column("identifier").execute();

  await db.schema.createTable("auth_rate_limit")
    .addColumn("id", "text", (column) => column.primaryKey())
    // Serves the count of an address on a path, and keeps two first requests from making two rows.
    .addColumn("key", "text", (column) => column.notNull().unique())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("last_request", "bigint", (column) => column.notNull())
    .execute();
}

async function createRoomTables(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("room")
    .addColumn("id", "text", (column) => column.primaryKey())
    // Serves findRoomByCode and findDoor: everybody who opens a link.
    .addColumn("code", "text", (column) => column.notNull().unique())
    .addColumn("host_id", "text", (column) => column.notNull().references("person.id").onDelete("cascade"))
    .addColumn("activity_emoji", "text", (column) => column.notNull())
    .addColumn("activity_title", "text", (column) => column.notNull())
    .addColumn("audience", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("locked", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("seat_limit", "integer", (column) => column.notNull())
    .addColumn("opens_at", "timestamptz", (column) => column.notNull())
    .addColumn("ended_at", "timestamptz")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    // 22 characters of base64url are 132 bits; a code shorter than that could be guessed.
    .addCheckConstraint("room_code_length", sql`char_length(code) between 22 and 64`)
    .addCheckConstraint("room_activity_emoji_length", sql`char_length(activity_emoji) between 1 and 32`)
    .addCheckConstraint("room_activity_title_length", sql`char_length(activity_title) between 1 and 400`)
    .addCheckConstraint("room_audience", sql`audience in ('link')`)
    .addCheckConstraint("room_state", sql`state in ('scheduled', 'open', 'ended')`)
    .addCheckConstraint("room_locked_only_open", sql`not locked or state = 'open'`)
    .addCheckConstraint("room_ended_at", sql`(state = 'ended') = (ended_at is not null)`)
    .addCheckConstraint("room_seat_limit", sql`seat_limit between 1 and 1000`)
    .execute();
  // Serves listRoomsHostedBy in its order, and the deletion of a person.
  await db.schema.createIndex("room_host").on("room").columns(["host_id", "created_at desc", "id desc"]).execute();

  await db.schema.createTable("seat")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("room_id", "text", (column) => column.notNull().references("room.id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.references("person.id").onDelete("cascade"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("joined_at", "timestamptz", (column) => column.notNull())
    .addColumn("left_at", "timestamptz")
    // Serves findPersonSeat and the deletion of a room, and keeps a person from ever having two seats in a room. Guests
    // (null) are not compared.
    .addUniqueConstraint("seat_of_person", ["room_id", "person_id"])
    .addCheckConstraint("seat_name_length", sql`char_length(name) between 1 and 400`)
    .execute();
  // Serves liveSeats, countLive, findDoor, listRoomsHostedBy and liveSeatsEverywhere: only the few held seats are in it.
  await db.schema.createIndex("seat_live").on("seat").columns(["room_id", "joined_at", "id"])
    .where(sql.ref("left_at"), "is", null).execute();
  // Serves the deletion of a person.
  await db.schema.createIndex("seat_person").on("seat").column("person_id").execute();
}
