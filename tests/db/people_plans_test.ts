import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { type Db, openDatabase } from "../../db/database.ts";
import { findAskFacts, listFriends, requestsTo } from "../../db/friends.ts";
import { findPeople } from "../../db/people.ts";
import { listBlocked } from "../../db/ties.ts";
import { personId } from "../../domain/ids.ts";
import { postgresForSuite } from "../support/databases.ts";
import { planOf } from "../support/plans.ts";
import { NOON } from "../support/rows.ts";

describe("PostgreSQL's plans among 50,000 people", () => {
  const server = postgresForSuite();

  it("find people and one's ties without reading everybody", async () => {
    await using database = await openDatabase({ dataDir: "", url: await server().createDatabase() });
    const { db } = database;
    await fill(db);
    const me = personId("person-7");
    const page = { query: "", after: null, limit: 51 };
    const queries: [string, (db: Db) => Promise<unknown>][] = [
      ["person_name_words", (db) => findPeople(db, me, "word12 first", 20)],
      ["person_name_words", (db) => findPeople(db, me, "person-12@example.org", 20)],
      ["friendship_pair", (db) => listFriends(db, me, NOON, page)],
      ["friend_request_to", (db) => requestsTo(db, me, 50)],
      ["block_pair", (db) => listBlocked(db, me, page)],
    ];
    for (const [index, query] of queries) {
      const plan = await planOf(db, query);
      assert.ok(plan.indexes.includes(index), plan.text);
      assert.deepEqual(plan.readWhole, [], plan.text);
    }
    assert.equal((await findPeople(db, me, "word12 first", 20)).length, 20);
    assert.equal((await findAskFacts(db, me, personId("person-8"))).friends, true);
  });
});

/** Two hundred friends, requests, blocks, dimmers and marks each for a hundred people. */
async function fill(db: Db): Promise<void> {
  await sql`
    insert into person
      select 'person-' || n, 'First' || n || ' Word' || n % 1000, 'person-' || n || '@example.org', false, null,
        ${NOON}::timestamptz, ${NOON}::timestamptz
      from generate_series(1, 50000) as n`.execute(db);
  const rests = {
    friendship: sql`${NOON}::timestamptz`,
    block: sql`${NOON}::timestamptz`,
    dimmer: sql`${NOON}::timestamptz`,
    tie_mark: sql`true, false`,
  };
  for (const [table, rest] of Object.entries(rests)) {
    await sql`
      insert into ${sql.table(table)}
        select 'person-' || n, 'person-' || n + m, ${rest}
        from generate_series(1, 100) as n, generate_series(1, 200) as m`.execute(db);
  }
  await sql`
    insert into friend_request
      select 'person-' || n + m, 'person-' || n, ${NOON}::timestamptz, null
      from generate_series(1, 100) as n, generate_series(1, 200) as m`.execute(db);
  await sql`analyze`.execute(db);
}
