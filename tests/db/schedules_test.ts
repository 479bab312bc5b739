import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "@std/testing/bdd";
import { sql } from "kysely";
import type { Db } from "../../db/database.ts";
import { countReminders, deleteReminder, hasReminder, insertReminder, listReminders } from "../../db/reminders.ts";
import { findRoomById, lockRoom } from "../../db/rooms.ts";
import { awaitOpening, findSchedule, nextDueAt, openRoom, takeDueRoom, writeSchedule } from "../../db/schedules.ts";
import { insertSeat } from "../../db/seats.ts";
import type { Room } from "../../domain/room.ts";
import type { Schedule } from "../../domain/schedule.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom, someSeatId } from "../support/rows.ts";

const WEEKLY: Schedule = {
  localStart: "2026-03-01T13:00",
  zone: "Europe/Berlin",
  durationMinutes: 60,
  rule: "FREQ=WEEKLY",
  exceptions: ["2026-03-08T13:00"],
  sequence: 2,
};

describe("db/schedules", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      await sql`update room set state = 'ended', ended_at = now(), locked = false where state <> 'ended'`.execute(db);
    });

    const due = (passed: readonly Room[] = [], now = NOON) =>
      db.transaction().execute((trx) => takeDueRoom(trx, now, passed.map(({ id }) => id)));

    it("writeSchedule() is found again, and says of the room in which zone and how often", async () => {
      const room = await someRoom(db, { state: "scheduled" });
      await db.transaction().execute((trx) => writeSchedule(trx, room.id, { ...WEEKLY, exceptions: [] }, NOON));
      await db.transaction().execute((trx) => writeSchedule(trx, room.id, WEEKLY, NOON));
      assert.deepEqual(await findSchedule(db, room.id), { ...WEEKLY, occursAt: NOON });
      const found = await findRoomById(db, room.id);
      assert.deepEqual(found?.schedule, { zone: "Europe/Berlin", localStart: WEEKLY.localStart, rule: "FREQ=WEEKLY" });
    });

    it("takeDueRoom() gives the room that is to open, the one that waits longest first", async () => {
      const later = await someRoom(db, { state: "scheduled", opensAt: minutesAfterNoon(-1) });
      const first = await someRoom(db, { state: "scheduled", opensAt: minutesAfterNoon(-2) });
      await someRoom(db, { state: "scheduled", opensAt: minutesAfterNoon(1) });
      assert.equal(await due(), first.id);
      assert.equal(await due([first]), later.id);
      assert.equal(await due([first, later]), null);
    });

    it("takeDueRoom() gives an open room whose time is over once nobody is inside", async () => {
      const over = await someRoom(db, { closesAt: minutesAfterNoon(-1) });
      await someRoom(db, { closesAt: minutesAfterNoon(1) });
      await someRoom(db);
      await db.transaction().execute((trx) =>
        insertSeat(trx, { id: someSeatId(), roomId: over.id, personId: null, name: "Guest", joinedAt: NOON })
      );
      assert.equal(await due(), null);
      await db.updateTable("seat").set({ left_at: NOON }).where("room_id", "=", over.id).execute();
      assert.equal(await due(), over.id);
    });

    it("nextDueAt() is the next opening or closing of all", async () => {
      assert.equal(await nextDueAt(db, NOON), null);
      await someRoom(db, { state: "scheduled", opensAt: NOON });
      await someRoom(db, { state: "scheduled", opensAt: minutesAfterNoon(7) });
      assert.deepEqual(await nextDueAt(db, NOON), minutesAfterNoon(7));
      await someRoom(db, { closesAt: minutesAfterNoon(5) });
      assert.deepEqual(await nextDueAt(db, NOON), minutesAfterNoon(5));
    });

    it("openRoom() opens a room, and awaitOpening() makes it wait once more, as if it had never been open", async () => {
      const { id, code } = await someRoom(db, { state: "scheduled", opensAt: minutesAfterNoon(-1), startedAt: null });
      await db.transaction().execute(async (trx) => {
        await lockRoom(trx, id);
        const room = await openRoom(trx, id, { at: NOON, startedAt: NOON });
        assert.deepEqual([room.state, room.opensAt, room.startedAt], ["open", NOON, NOON]);
      });
      await db.updateTable("room").set({ locked: true, locked_at: NOON, lock_cause: "deed", first_came_at: NOON })
        .where("id", "=", id).execute();
      const next = { startsAt: minutesAfterNoon(60), endsAt: minutesAfterNoon(90) };
      const waiting = await db.transaction().execute((trx) => awaitOpening(trx, id, next));
      const { state, locked, startedAt, firstCameAt, opensAt, closesAt } = waiting;
      assert.deepEqual({ state, locked, startedAt, firstCameAt, opensAt, closesAt }, {
        state: "scheduled",
        locked: false,
        startedAt: null,
        firstCameAt: null,
        opensAt: next.startsAt,
        closesAt: next.endsAt,
      });
      assert.equal(waiting.code, code);
    });

    it("the look for what is due goes by an index", async () => {
      await db.transaction().execute(async (trx) => {
        await sql`set local enable_seqscan = off`.execute(trx);
        const { rows } = await sql<{ "QUERY PLAN": string }>`
          explain select id from room where state = 'scheduled' and opens_at <= ${NOON}
          order by opens_at, id limit 1`.execute(trx);
        assert.match(rows.map((row) => row["QUERY PLAN"]).join("\n"), /room_coming/);
      });
    });
  });
});

describe("db/reminders", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    it("who asks twice is told once, and who takes it back not at all", async () => {
      const { id } = await someRoom(db, { state: "scheduled" });
      const bob = { kind: "person", personId: await somePerson(db, "Bob") } as const;
      const carol = { kind: "address", email: "carol@example.org" } as const;
      await db.transaction().execute(async (trx) => {
        await insertReminder(trx, id, bob, NOON);
        await insertReminder(trx, id, bob, NOON);
        await insertReminder(trx, id, carol, minutesAfterNoon(1));
      });
      assert.deepEqual(await listReminders(db, id), [bob, carol]);
      assert.equal(await countReminders(db, id), 2);
      assert.equal(await hasReminder(db, id, carol), true);
      await db.transaction().execute((trx) => deleteReminder(trx, id, carol));
      assert.equal(await hasReminder(db, id, carol), false);
    });
  });
});
