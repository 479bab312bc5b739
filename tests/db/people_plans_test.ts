import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { type Db, openDatabase } from "../../db/database.ts";
import { findAskFacts, listFriends, requestsTo } from "../../db/friends.ts";
import { listMembers, measureGroup } from "../../db/group_members.ts";
import { listGroupNamesOf, listGroupsOf } from "../../db/groups.ts";
import { findPeople } from "../../db/people.ts";
import { listBlocked } from "../../db/ties.ts";
import { groupId, personId } from "../../domain/ids.ts";
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

describe("PostgreSQL's plans among 20 groups of 20,000 members", () => {
  const server = postgresForSuite();

  it("reach the members of one group, and the groups of one person, by their indexes", async () => {
    await using database = await openDatabase({ dataDir: "", url: await server().createDatabase() });
    const { db } = database;
    await fillGroups(db);
    const me = personId("person-7");
    const group = groupId("group-3");
    const page = { query: "", after: null, limit: 51 };
    const queries: [RegExp, (db: Db) => Promise<unknown>][] = [
      [/^group_member_pair$/, (db) => listMembers(db, group, page)],
      // From the group or from those who are called so, whichever are fewer.
      [/^group_member_(pair|person)$/, (db) => listMembers(db, group, { ...page, query: "word12" })],
      [/^group_member_pair$/, (db) => measureGroup(db, group)],
      [/^group_member_person$/, (db) => listGroupsOf(db, me, page)],
      [/^group_member_person$/, (db) => listGroupNamesOf(db, me)],
    ];
    for (const [index, query] of queries) {
      const plan = await planOf(db, query);
      assert.ok(plan.indexes.some((each) => index.test(each)), plan.text);
      assert.ok(!plan.readWhole.includes("group_member"), plan.text);
    }
    const names = await planOf(db, (db) => listGroupNamesOf(db, me));
    assert.doesNotMatch(names.text, /Aggregate/, "nobody is counted to say a name");
    assert.equal((await measureGroup(db, group)).members, 20_000);
  });
});

/** Two hundred friends, requests, blocks, dimmers and marks each for a hundred people. */
async function fill(db: Db): Promise<void> {
  await fillPeople(db);
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

/** Everybody is in eight of the groups. One group is so small a part of all that no plan is a near thing. */
async function fillGroups(db: Db): Promise<void> {
  await fillPeople(db);
  await sql`
    insert into person_group
      select 'group-' || n, 'Group ' || n, '', lpad(n::text, 22, 'c'), 'link', ${NOON}::timestamptz
      from generate_series(0, 19) as n`.execute(db);
  await sql`
    insert into group_member
      select 'group-' || (n + m) % 20, 'person-' || n, case when n % 5000 = 0 then 'admin' else 'member' end,
        ${NOON}::timestamptz
      from generate_series(1, 50000) as n, generate_series(0, 7) as m`.execute(db);
  await sql`vacuum analyze`.execute(db);
}

async function fillPeople(db: Db): Promise<void> {
  await sql`
    insert into person
      select 'person-' || n, 'First' || n || ' Word' || n % 1000, 'person-' || n || '@example.org', false, null,
        ${NOON}::timestamptz, ${NOON}::timestamptz
      from generate_series(1, 50000) as n`.execute(db);
}
