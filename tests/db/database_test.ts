import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, it } from "@std/testing/bdd";
import { sql } from "kysely";
import { type Db, openDatabase } from "../../db/database.ts";
import { migrateToLatest } from "../../db/migrate.ts";
import { openPostgres } from "../../db/postgres.ts";
import { onEachDatabase, postgresForSuite } from "../support/databases.ts";
import { somePerson } from "../support/rows.ts";

const TABLES = [
  "affinity",
  "audit_entry",
  "auth_account",
  "auth_rate_limit",
  "auth_session",
  "auth_verification",
  "block",
  "calendar_feed",
  "co_host",
  "dimmer",
  "door_seen",
  "event",
  "event_answer",
  "event_guest_answer",
  "event_picture",
  "event_post",
  "friend_request",
  "friendship",
  "group_member",
  "group_request",
  "interaction",
  "invitation",
  "invited",
  "knock",
  "mail_stop",
  "notice",
  "notice_choice",
  "notice_setting",
  "outbox",
  "person",
  "person_group",
  "push_subscription",
  "reminder",
  "reminder_question",
  "removal",
  "report",
  "retired_link",
  "room",
  "room_shown",
  "schedule",
  "seat",
  "tie_mark",
];

describe("openDatabase()", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    it("makes every table", async () => {
      const tables = await db.introspection.getTables();
      assert.deepEqual(tables.map((table) => table.name).sort(), TABLES);
    });

    it("gives times as dates to the millisecond, and counts as numbers", async () => {
      const at = new Date("2026-10-25T01:30:00.123Z");
      const { rows } = await sql`
        select ${at}::timestamptz as at, count(*) as n, 9007199254740991::bigint as big from room`.execute(db);
      assert.deepEqual(rows, [{ at, n: 0, big: Number.MAX_SAFE_INTEGER }]);
    });

    it("keeps nothing of a transaction that fails", async () => {
      await assert.rejects(
        db.transaction().execute(async (trx) => {
          await somePerson(trx, "Mallory");
          throw new Error("The deed failed");
        }),
        /The deed failed/,
      );
      assert.deepEqual(await db.selectFrom("person").select("id").where("name", "=", "Mallory").execute(), []);
    });

    it("migrates a second time without a change", async () => {
      const alice = await somePerson(db, "Alice");
      await migrateToLatest(db);
      assert.deepEqual(await db.selectFrom("person").select("id").execute(), [{ id: alice }]);
    });

    it("refuses what a newer version has migrated", async () => {
      await sql`insert into kysely_migration values ('9999_from_the_future', ${new Date().toISOString()})`.execute(db);
      await assert.rejects(migrateToLatest(db), /^Error: Failed to migrate the database/);
    });
  });

  describe("of processes that start at once", () => {
    const server = postgresForSuite();

    it("migrates once, and all of them find the tables", async () => {
      for (let round = 0; round < 5; round++) {
        const url = await server().createDatabase();
        const databases = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ dataDir: "", url })));
        try {
          for (const { db } of databases) {
            const applied = await sql`select name from kysely_migration order by name`.execute(db);
            assert.deepEqual(applied.rows, [
              { name: "0001_accounts_and_rooms" },
              { name: "0002_ties_groups_and_trays" },
              { name: "0003_the_hosts_hand" },
              { name: "0004_schedules" },
              { name: "0005_outbox" },
              { name: "0006_invitations" },
              { name: "0007_events" },
              { name: "0008_event_posts" },
              { name: "0009_event_pictures" },
              { name: "0010_co_hosts" },
              { name: "0011_event_guest_answers" },
              { name: "0012_reminder_questions" },
            ]);
            await somePerson(db, "Bob");
          }
        } finally {
          await Promise.all(databases.map((database) => database.close()));
        }
      }
    });
  });

  it("says which server did not answer, without the password", async () => {
    await assert.rejects(
      openPostgres("postgres://ajar:secret@127.0.0.1:1/ajar"),
      (error: Error) => /no answer from 127\.0\.0\.1:1\/ajar$/.test(error.message) && !error.message.includes("secret"),
    );
  });

  it("in a directory keeps what was written, and lets one process in at a time", async () => {
    const parent = await mkdtemp(join(tmpdir(), "ajar-db-"));
    const dataDir = join(parent, "data");
    try {
      const first = await openDatabase({ dataDir, url: null });
      const alice = await somePerson(first.db, "Alice");
      await assert.rejects(
        openDatabase({ dataDir, url: null }),
        new RegExp(`it is in use by another process \\(pid ${Deno.pid}\\)$`),
      );
      await first.close();
      await first.close();

      await Deno.writeTextFile(join(dataDir, "pglite.lock"), "1\n");
      await using second = await openDatabase({ dataDir, url: null });
      assert.deepEqual(await second.db.selectFrom("person").select("id").execute(), [{ id: alice }]);
    } finally {
      await rm(parent, { recursive: true });
    }
  });
});
