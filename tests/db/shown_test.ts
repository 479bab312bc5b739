import assert from "node:assert/strict";
import { before, describe, it } from "@std/testing/bdd";
import type { Db } from "../../db/database.ts";
import { recordInteractions } from "../../db/interactions.ts";
import { ringCandidates, type Shown, shownOf, showRoomTo } from "../../db/shown.ts";
import { WEIGHTS } from "../../domain/affinity.ts";
import { type PersonId, roomId } from "../../domain/ids.ts";
import { INTERACTION_KINDS } from "../../domain/interaction.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom } from "../support/rows.ts";

const DAY_MINUTES = 24 * 60;

describe("db/shown", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    async function befriend(host: PersonId, name: string): Promise<PersonId> {
      const friend = await somePerson(db, name);
      await db.insertInto("friendship").values([
        { person_id: host, friend_id: friend, since: NOON },
        { person_id: friend, friend_id: host, since: NOON },
      ]).execute();
      return friend;
    }

    async function namesOf(host: PersonId, now: Date, dimmed: boolean): Promise<string[]> {
      const found = await ringCandidates(db, host, now);
      return found.filter((each) => each.dimmed === dimmed).map(({ name }) => name).sort();
    }

    it("ringCandidates() tells of each friend what the host had to do with them", async () => {
      const host = await somePerson(db, "Alice");
      const bob = await befriend(host, "Bob");
      const carol = await befriend(host, "Carol");
      await befriend(bob, "Somebody else's friend");
      const monthLater = minutesAfterNoon(30 * DAY_MINUTES);
      const met = { personId: host, otherId: bob, kind: "together", amount: 60 } as const;
      await recordInteractions(db, [
        { ...met, roomId: roomId("long ago"), at: NOON },
        { ...met, roomId: roomId("one"), at: minutesAfterNoon(1) },
        { ...met, roomId: roomId("one"), at: minutesAfterNoon(2) },
        { ...met, roomId: roomId("other"), at: minutesAfterNoon(2) },
        { ...met, roomId: null, at: minutesAfterNoon(2) },
        { ...met, personId: carol, otherId: host, roomId: roomId("one"), at: minutesAfterNoon(2) },
      ]);
      await db.insertInto("tie_mark").values([
        { person_id: host, other_id: carol, close: true, tell: false },
        { person_id: bob, other_id: host, close: true, tell: false },
      ]).execute();
      const [first, second, ...others] = (await ringCandidates(db, host, monthLater))
        .sort((one, other) => one.name < other.name ? -1 : 1);
      assert.deepEqual(others, []);
      assert.ok(first && Math.abs(first.affinity - 5 * 60 * WEIGHTS.together / 2) < 0.001, JSON.stringify(first));
      assert.deepEqual({ ...first, affinity: 0 }, {
        personId: bob,
        name: "Bob",
        since: NOON,
        affinity: 0,
        close: false,
        roomsTogether: 2,
        dimmed: false,
      });
      assert.deepEqual(second, {
        personId: carol,
        name: "Carol",
        since: NOON,
        affinity: 0,
        close: true,
        roomsTogether: 0,
        dimmed: false,
      });
    });

    it("ringCandidates() counts rooms where the two met, not those for which one chose, visited or followed the other", async () => {
      const host = await somePerson(db, "Alice");
      const bob = await befriend(host, "Bob");
      const kinds = INTERACTION_KINDS.filter((kind) => kind !== "together");
      await recordInteractions(
        db,
        kinds.map((kind) => ({ personId: host, otherId: bob, kind, amount: 1, roomId: roomId(kind), at: NOON })),
      );
      const [found] = await ringCandidates(db, host, minutesAfterNoon(1));
      assert.equal(found?.roomsTogether, 0);
      assert.ok(found.affinity > 0);
    });

    it("ringCandidates() leaves out who is blocked either way, and tells who is dimmed now", async () => {
      const host = await somePerson(db, "Alice");
      const [blocked, blocking, dimmed, forToday, before] = [
        await befriend(host, "Blocked"),
        await befriend(host, "Blocking"),
        await befriend(host, "Dimmed"),
        await befriend(host, "Dimmed for today"),
        await befriend(host, "Dimmed before"),
      ];
      const dimming = await befriend(host, "Dimming");
      await db.insertInto("block").values([
        { person_id: host, blocked_id: blocked, since: NOON },
        { person_id: blocking, blocked_id: host, since: NOON },
      ]).execute();
      await db.insertInto("dimmer").values([
        { person_id: host, dimmed_id: dimmed, until: null },
        { person_id: host, dimmed_id: forToday, until: minutesAfterNoon(10) },
        { person_id: host, dimmed_id: before, until: minutesAfterNoon(-1) },
        { person_id: dimming, dimmed_id: host, until: null },
      ]).execute();
      assert.deepEqual(await namesOf(host, NOON, false), ["Dimmed before", "Dimming"]);
      assert.deepEqual(await namesOf(host, NOON, true), ["Dimmed", "Dimmed for today"]);
      const later = minutesAfterNoon(10);
      assert.deepEqual(await namesOf(host, later, false), ["Dimmed before", "Dimmed for today", "Dimming"]);
      assert.deepEqual(await namesOf(host, later, true), ["Dimmed"]);
    });

    it("showRoomTo() replaces whom the room was shown to, and shownOf() gives them", async () => {
      const room = await someRoom(db);
      const other = await someRoom(db);
      const people: PersonId[] = [];
      for (const name of ["Bob", "Carol", "Dan"]) people.push(await somePerson(db, name));
      people.sort();
      const shown = (index: number, changes: Partial<Shown> = {}): Shown => {
        const personId = people[index];
        assert.ok(personId);
        return { personId, ring: 1, struck: false, roomsTogether: 0, ...changes };
      };
      const show = (id: typeof room.id, rows: Shown[]) => db.transaction().execute((trx) => showRoomTo(trx, id, rows));
      await show(other.id, [shown(0)]);
      await show(room.id, [shown(2, { roomsTogether: 4 }), shown(1, { ring: 3, struck: true }), shown(0)]);
      assert.deepEqual(await shownOf(db, room.id), [
        shown(0),
        shown(2, { roomsTogether: 4 }),
        shown(1, { ring: 3, struck: true }),
      ]);
      await show(room.id, [shown(1, { ring: 2 })]);
      assert.deepEqual(await shownOf(db, room.id), [shown(1, { ring: 2 })]);
      await show(room.id, []);
      assert.deepEqual(await shownOf(db, room.id), []);
      assert.deepEqual(await shownOf(db, other.id), [shown(0)]);
    });
  });
});
