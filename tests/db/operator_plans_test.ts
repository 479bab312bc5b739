import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { listDeeds } from "../../db/audit.ts";
import { type Db, openDatabase } from "../../db/database.ts";
import { findAccounts, listOpenRooms, listSuspended } from "../../db/house.ts";
import { findOperator } from "../../db/operators.ts";
import { countOpenReports, listReportsAbout } from "../../db/reports.ts";
import { listSuspendedIds, seatsHeldBy } from "../../db/suspensions.ts";
import { personId, roomId } from "../../domain/ids.ts";
import { postgresForSuite } from "../support/databases.ts";
import { planOf } from "../support/plans.ts";
import { NOON } from "../support/rows.ts";

describe("PostgreSQL's plans for the operator", () => {
  const server = postgresForSuite();

  it("read no table as a whole, in a house with a past", async () => {
    await using database = await openDatabase({ dataDir: "", url: await server().createDatabase() });
    const { db } = database;
    await fill(db);
    const somebody = personId("person-7");
    const page = { before: null, limit: 51 };
    const queries: [string, (db: Db) => Promise<unknown>][] = [
      ["person_suspended", (db) => listSuspendedIds(db)],
      ["person_suspended", (db) => listSuspended(db, 51)],
      ["person_oldest", (db) => findOperator(db, null)],
      ["person_name_words", (db) => findAccounts(db, "first7 word7", 51)],
      ["room_open", (db) => listOpenRooms(db, { after: { id: roomId("room-1"), opensAt: NOON }, limit: 51 })],
      ["report_open", (db) => countOpenReports(db)],
      ["report_about", (db) => listReportsAbout(db, somebody, 20)],
      ["audit_entry_room", (db) => listDeeds(db, { ...page, room: roomId("room-7") })],
      ["audit_entry_actor", (db) => listDeeds(db, { ...page, somebody })],
      ["seat_person", (db) => seatsHeldBy(db, somebody)],
    ];
    for (const [index, query] of queries) {
      const plan = await planOf(db, query);
      assert.ok(plan.indexes.includes(index), `${index}: ${plan.text}`);
      assert.deepEqual(plan.readWhole, [], plan.text);
    }
  });
});

/** Twenty thousand people, of whom few are suspended; rooms of which few are open; reports of which few are. */
async function fill(db: Db): Promise<void> {
  await sql`
    insert into person (id, name, email, email_verified, created_at, updated_at, suspended_at)
      select 'person-' || n, 'First' || n || ' Word' || n % 1000, 'person-' || n || '@example.org', false,
        ${NOON}::timestamptz + n * interval '1 second', ${NOON}::timestamptz,
        case when n % 1000 = 0 then ${NOON}::timestamptz end
      from generate_series(1, 20000) as n`.execute(db);
  await sql`
    insert into room (id, code, host_id, activity_emoji, activity_title, audience, shown_since, shown_to_all, state,
        locked, seat_limit, opens_at, ended_at, created_at)
      select 'room-' || n, 'a-code-of-some-length-' || n, 'person-' || n, '☕', 'Tea', 'link', ${NOON}::timestamptz, false,
        case when n % 100 = 0 then 'open' else 'ended' end, false, 8, ${NOON}::timestamptz - n * interval '1 minute',
        case when n % 100 = 0 then null else ${NOON}::timestamptz end, ${NOON}::timestamptz
      from generate_series(1, 20000) as n`.execute(db);
  await sql`
    insert into seat (id, room_id, person_id, name, joined_at)
      select 'seat-' || n, 'room-' || n, 'person-' || n, 'Bo', ${NOON}::timestamptz
      from generate_series(1, 20000) as n`.execute(db);
  await sql`
    insert into report (id, at, reporter_name, room_id, room_title, host_id, host_name, subject_person_id, subject_seat_id,
        subject_name, reason, text, inside, closed_at)
      select 'report-' || n, ${NOON}::timestamptz + n * interval '1 second', 'Bo', 'room-' || n, 'Tea', 'person-' || n,
        'Mara', 'person-' || n % 500, 'seat-' || n, 'Zoë', 'spam', '', '[]'::jsonb,
        case when n % 500 = 0 then null else ${NOON}::timestamptz end
      from generate_series(1, 20000) as n`.execute(db);
  await sql`
    insert into audit_entry (at, actor_kind, actor_id, actor_name, deed, room_id, subject_id, detail)
      select ${NOON}::timestamptz, 'person', 'person-' || n % 5000, 'Mara', 'room_locked', 'room-' || n % 5000,
        'person-' || n % 4000, '{}'::jsonb
      from generate_series(1, 40000) as n`.execute(db);
  await sql`analyze`.execute(db);
}
