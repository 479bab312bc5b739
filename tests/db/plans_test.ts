import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { CompiledQuery, Kysely, sql } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import postgres from "postgres";
import { type Db, openDatabase } from "../../db/database.ts";
import { findDoor, findRoomByCode, listRoomsHostedBy } from "../../db/rooms.ts";
import { countLive, findPersonSeat, liveSeatsEverywhere } from "../../db/seats.ts";
import type { Tables } from "../../db/tables.ts";
import { personId, roomCode, roomId } from "../../domain/ids.ts";
import { postgresForSuite } from "../support/databases.ts";
import { NOON } from "../support/rows.ts";

describe("PostgreSQL's plans among 20,000 rooms and as many seats", () => {
  const server = postgresForSuite();

  it("reach what they look for by the index that is made for it", async () => {
    const url = await server().createDatabase();
    await using database = await openDatabase({ dataDir: "", url });
    await fill(database.db);
    const queries: [RegExp, (db: Db) => Promise<unknown>][] = [
      [/room_code_key/, (db) => findRoomByCode(db, roomCode("bulk-code-of-a-room-00001234"))],
      [/room_code_key(.|\n)*seat_live/, (db) => findDoor(db, roomCode("bulk-code-of-a-room-00001234"))],
      [/room_host/, (db) => listRoomsHostedBy(db, personId("host-7"))],
      [/seat_live/, (db) => countLive(db, roomId("bulk-1234"))],
      [/seat_of_person/, (db) => findPersonSeat(db, roomId("bulk-1234"), personId("host-34"))],
      [/seat_live/, (db) => liveSeatsEverywhere(db)],
    ];
    for (const [index, query] of queries) {
      const plan = await explain(url, query);
      assert.match(plan, index);
      assert.doesNotMatch(plan, /Seq Scan on (room|seat)/);
    }
  });
});

/** Two hundred people with a hundred rooms and a hundred seats each; one seat in a thousand is held. */
async function fill(db: Db): Promise<void> {
  await sql`
    insert into person select 'host-' || n, 'Host', n || '@example.org', false, null, ${NOON}::timestamptz, ${NOON}::timestamptz
      from generate_series(0, 199) as n`.execute(db);
  await sql`
    insert into room
      select 'bulk-' || n, 'bulk-code-of-a-room-' || lpad(n::text, 8, '0'), 'host-' || n % 200, '🎨', 'Painting', 'link', 'open',
        false, 8, ${NOON}::timestamptz, null, ${NOON}::timestamptz
      from generate_series(1, 20000) as n`.execute(db);
  await sql`
    insert into seat
      select 'seat-' || n, 'bulk-' || n, 'host-' || n % 200, 'Guest', ${NOON}::timestamptz,
        case when n % 1000 = 0 then null else ${NOON}::timestamptz end
      from generate_series(1, 20000) as n`.execute(db);
  await sql`analyze`.execute(db);
}

/** The plan of the one statement that `query` sends. */
async function explain(url: string, query: (db: Db) => Promise<unknown>): Promise<string> {
  const sent: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: new PostgresJSDialect({ postgres: postgres(url, { max: 1 }) }),
    log: (event) => {
      sent.push(event.query);
    },
  });
  try {
    await query(db);
    const [statement, ...others] = sent;
    assert.ok(statement && others.length === 0, "one statement");
    const { rows } = await db.executeQuery<{ "QUERY PLAN": string }>(
      CompiledQuery.raw(`explain ${statement.sql}`, [...statement.parameters]),
    );
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await db.destroy();
  }
}
