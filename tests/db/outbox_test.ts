import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import { allowMail, readReachable, stopMail, writeChoices, writeSetting } from "../../db/notice_choices.ts";
import {
  channelsDue,
  deleteSettled,
  deleteWaiting,
  mendAfterClock,
  moveLead,
  readFacts,
  settle,
  takeDue,
  type TakenRow,
} from "../../db/outbox.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Channel } from "../../domain/notice_choice.ts";
import { NO_FACTS, replan, tell, type Telling } from "../../notices/notices.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson } from "../support/rows.ts";
import { subscribed } from "../support/push_rows.ts";

const LEASE_MS = 60_000;

describe("db/outbox", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    function telling(changes: Partial<Telling> = {}): Telling {
      const key = crypto.randomUUID();
      return {
        to: { email: `${key}@example.org` },
        kind: "invited",
        subject: `room:${key}`,
        dedupKey: key,
        due: { at: NOON },
        goodUntil: null,
        facts: NO_FACTS,
        ...changes,
      };
    }

    async function take(
      changes: { channel?: Channel; limit?: number; now?: Date; by?: string } = {},
    ): Promise<TakenRow[]> {
      const { channel = "mail", limit = 100, now = NOON, by = "one" } = changes;
      return await takeDue(db, { channel, limit, now, until: new Date(now.getTime() + LEASE_MS), by });
    }

    async function emptied(): Promise<void> {
      await db.deleteFrom("outbox").execute();
    }

    async function rowsOf(person: PersonId) {
      return await db.selectFrom("outbox").select(["channel", "due_at", "state"]).where("person_id", "=", person)
        .orderBy("channel").execute();
    }

    it("tell() writes once under a key for each recipient", async () => {
      await emptied();
      const first = telling();
      await tell(db, NOON, [first, telling({ dedupKey: first.dedupKey })]);
      await tell(db, NOON, [first]);
      assert.equal((await take()).length, 2);
    });

    it("tell() takes more than a statement has room for", async () => {
      await emptied();
      await tell(db, NOON, Array.from({ length: 8000 }, () => telling()));
      const { count } = await db.selectFrom("outbox").select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      assert.equal(count, 8000);
    });

    it("tell() writes what is due later for every channel, each person's lead before it", async () => {
      const [noor, mara] = [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
      await writeSetting(db, mara, { leadMinutes: 20, zone: null, quiet: null });
      const due = { before: minutesAfterNoon(60) };
      await tell(db, NOON, [noor, mara].map((personId) => telling({ to: { personId }, kind: "opens_soon", due })));
      assert.deepEqual(
        await rowsOf(noor),
        ["app", "mail", "push"].map((channel) => ({ channel, due_at: minutesAfterNoon(55), state: "waiting" })),
      );
      assert.deepEqual((await rowsOf(mara)).map(({ due_at }) => due_at), Array(3).fill(minutesAfterNoon(40)));
      await moveLead(db, mara, 30);
      assert.deepEqual((await rowsOf(mara)).map(({ due_at }) => due_at), Array(3).fill(minutesAfterNoon(30)));
    });

    it("tell() writes of what is due now only what is wanted and can be delivered", async () => {
      const [noor, mara] = [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
      await subscribed(db, mara);
      await writeChoices(db, noor, [{ matter: "invitations", channel: "mail", on: false }]);
      await tell(db, NOON, [noor, mara].map((personId) => telling({ to: { personId } })));
      assert.deepEqual((await rowsOf(noor)).map(({ channel }) => channel), ["app"]);
      assert.deepEqual((await rowsOf(mara)).map(({ channel }) => channel), ["app", "mail", "push"]);
    });

    it("takeDue() gives what is due in one channel, the longest due first, and nothing twice while the lease lasts", async () => {
      await emptied();
      await tell(db, NOON, [
        telling({ dedupKey: "second", due: { at: minutesAfterNoon(-1) } }),
        telling({ dedupKey: "first", due: { at: minutesAfterNoon(-2) } }),
        telling({ dedupKey: "third" }),
        telling({ due: { at: minutesAfterNoon(1) } }),
      ]);
      assert.deepEqual(await channelsDue(db, NOON), ["mail"]);
      assert.deepEqual(await take({ channel: "push" }), []);
      const keys = (rows: readonly TakenRow[]) => rows.map(({ dedupKey }) => dedupKey.split(":").at(-1));
      assert.deepEqual(keys(await take({ limit: 2 })), ["first", "second"]);
      assert.deepEqual(keys(await take({ by: "two" })), ["third"]);
      assert.deepEqual(await take(), []);
      assert.deepEqual(await channelsDue(db, NOON), []);
      const again = await take({ now: new Date(NOON.getTime() + LEASE_MS), by: "two" });
      assert.deepEqual(again.map(({ attempts }) => attempts), [2, 2, 2, 1]);
    });

    it("several who take at once share the rows", async () => {
      await emptied();
      await tell(db, NOON, Array.from({ length: 200 }, () => telling()));
      const shares = await Promise.all(
        Array.from({ length: 8 }, (_, at) => take({ limit: 50, by: `worker ${at}` })),
      );
      const ids = shares.flat().map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      while (ids.length < 200) {
        const more = await take({ limit: 50, by: "last" });
        assert.ok(more.length > 0);
        ids.push(...more.map(({ id }) => id));
      }
      assert.equal(new Set(ids).size, 200);
    });

    it("settle() is for who has taken the row alone", async () => {
      await emptied();
      await tell(db, NOON, [telling()]);
      const [row] = await take();
      assert.ok(row !== undefined);
      const later = new Date(NOON.getTime() + LEASE_MS);
      await take({ now: later, by: "two" });
      await settle(db, { id: row.id, by: "one", now: later, reached: [] }, { state: "sent" });
      const state = () => db.selectFrom("outbox").select(["state", "attempts"]).executeTakeFirst();
      assert.deepEqual(await state(), { state: "waiting", attempts: 2 });
      await settle(db, { id: row.id, by: "two", now: later, reached: [] }, {
        state: "held",
        nextAt: minutesAfterNoon(30),
      });
      assert.deepEqual(await state(), { state: "waiting", attempts: 1 });
      assert.deepEqual(await take({ now: minutesAfterNoon(29) }), []);
      await take({ now: minutesAfterNoon(30) });
      await settle(db, { id: row.id, by: "one", now: later, reached: ["a"] }, {
        state: "waiting",
        nextAt: minutesAfterNoon(40),
        why: "no answer",
      });
      const [last] = await take({ now: minutesAfterNoon(40) });
      assert.deepEqual([last?.reached, last?.attempts], [["a"], 3]);
      await settle(db, { id: row.id, by: "one", now: later, reached: ["a"] }, { state: "sent" });
      assert.equal((await state())?.state, "sent");
      assert.deepEqual(await take({ now: minutesAfterNoon(999) }), []);
    });

    it("a withdrawn row is gone, with its key; others stay", async () => {
      await emptied();
      const kept = telling({ subject: "room:a", kind: "cancelled" });
      const gone = telling({ subject: "room:a" });
      await tell(db, NOON, [kept, gone, telling({ subject: "room:b" })]);
      const [row] = await take({ limit: 1 });
      assert.ok(row !== undefined);
      assert.equal(await deleteWaiting(db, { subject: "room:a", kinds: ["invited"] }), 1);
      await settle(db, { id: row.id, by: "one", now: NOON, reached: [] }, { state: "sent" });
      await replan(db, NOON, { subject: "room:b" }, [gone]);
      assert.equal(await deleteWaiting(db, { subject: "room:a", to: { email: "x@example.org" } }), 0);
      assert.equal(await deleteWaiting(db, { subject: "room:a", to: gone.to }), 1);
    });

    it("mendAfterClock() shortens what a clock that was ahead has written", async () => {
      await emptied();
      await tell(db, NOON, [telling({ dedupKey: "leased" }), telling({ dedupKey: "paused" })]);
      const ahead = minutesAfterNoon(600);
      await take({ limit: 1, now: ahead });
      const [paused] = await take({ now: ahead });
      assert.ok(paused !== undefined);
      await settle(db, { id: paused.id, by: "one", now: ahead, reached: [] }, {
        state: "waiting",
        nextAt: minutesAfterNoon(630),
        why: "no answer",
      });
      assert.deepEqual(await take(), []);
      await mendAfterClock(db, NOON, LEASE_MS);
      assert.equal((await take()).length, 2);
    });

    it("deleteSettled() forgets what is long done, and nothing that waits", async () => {
      await emptied();
      await tell(db, NOON, [telling(), telling()]);
      const [row] = await take({ limit: 1 });
      assert.ok(row !== undefined);
      await settle(db, { id: row.id, by: "one", now: NOON, reached: [] }, { state: "dropped", why: "not_wanted" });
      await deleteSettled(db, NOON);
      assert.equal((await db.selectFrom("outbox").selectAll().execute()).length, 2);
      await deleteSettled(db, minutesAfterNoon(1));
      assert.equal((await db.selectFrom("outbox").selectAll().execute()).length, 1);
    });

    it("readReachable() tells of each what they want, and of nobody who is gone", async () => {
      const noor = await somePerson(db, "Noor");
      await writeSetting(db, noor, {
        leadMinutes: 5,
        zone: "Asia/Kolkata",
        quiet: { fromMinute: 1320, untilMinute: 420 },
      });
      const email = `${noor}@example.org`;
      await stopMail(db, email, NOON);
      await stopMail(db, email, NOON);
      const found = await readReachable(db, [noor]);
      assert.deepEqual(found.get(noor)?.wishes.quiet, { fromMinute: 1320, untilMinute: 420, zone: "Asia/Kolkata" });
      assert.deepEqual([found.get(noor)?.wishes.stopped, found.get(noor)?.zone], [true, "Asia/Kolkata"]);
      await allowMail(db, email);
      assert.equal((await readReachable(db, [noor])).get(noor)?.wishes.stopped, false);
      await db.deleteFrom("person").where("id", "=", noor).execute();
      assert.equal((await readReachable(db, [noor])).size, 0);
    });

    it("readFacts() gives back what was written, and throws for anything else", async () => {
      await emptied();
      await tell(db, NOON, [telling()]);
      const [row] = await take();
      assert.deepEqual(readFacts(row?.payload), NO_FACTS);
      for (const bad of [null, 7, {}, { ...NO_FACTS, occasion: { title: 7 } }]) assert.throws(() => readFacts(bad));
    });
  });
});
