import { describe, it } from "@std/testing/bdd";
import { sql } from "kysely";
import assert from "node:assert/strict";
import { type Db, openDatabase } from "../../db/database.ts";
import { channelsDue, deleteSettled, deleteWaiting, moveLead, takeDue } from "../../db/outbox.ts";
import { personId } from "../../domain/ids.ts";
import { postgresForSuite } from "../support/databases.ts";
import { planOf } from "../support/plans.ts";
import { minutesAfterNoon, NOON, somePerson } from "../support/rows.ts";

describe("PostgreSQL's plans among 50,000 rows of the outbox, of which 40,000 have left", () => {
  const server = postgresForSuite();

  it("reach what they look for by the index that is made for it", async () => {
    await using database = await openDatabase({ dataDir: "", url: await server().createDatabase() });
    const { db } = database;
    const noor = await somePerson(db, "Noor");
    await sql`
      insert into outbox (person_id, email, channel, kind, subject, payload, due_at, next_at, dedup_key, state, settled_at)
        select case when n % 100 = 0 then ${noor} end, case when n % 100 > 0 then n || '@example.org' end, 'mail', 'opened',
          'room:' || n % 500, '{}', ${NOON}::timestamptz + n * interval '1 second', ${NOON}::timestamptz + n * interval '1 second',
          n::text, case when n <= 40000 then 'sent' else 'waiting' end,
          case when n <= 40000 then ${NOON}::timestamptz + n * interval '1 second' end
        from generate_series(1, 50000) as n`.execute(db);
    await sql`analyze outbox`.execute(db);
    const now = minutesAfterNoon(670);
    const queries: [string, (db: Db) => Promise<unknown>][] = [
      ["outbox_due", (db) => channelsDue(db, now)],
      ["outbox_due", (db) => takeDue(db, { channel: "mail", limit: 10, now, until: now, by: "one" })],
      ["outbox_waiting_subject", (db) => deleteWaiting(db, { subject: "room:7" })],
      ["outbox_settled", (db) => deleteSettled(db, minutesAfterNoon(1))],
      ["outbox_person", (db) => moveLead(db, personId(noor), 10)],
    ];
    for (const [index, query] of queries) {
      const { text, indexes, readWhole } = await planOf(db, query);
      assert.ok(indexes.includes(index), `${index}:\n${text}`);
      assert.deepEqual(readWhole, [], text);
    }
  });
});
