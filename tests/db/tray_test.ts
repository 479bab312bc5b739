import assert from "node:assert/strict";
import { before, describe, it } from "@std/testing/bdd";
import { readTray, readTrayRoom } from "../../actions/read_tray.ts";
import type { Db } from "../../db/database.ts";
import { insertSeat } from "../../db/seats.ts";
import { showRoomTo } from "../../db/shown.ts";
import { findStanding } from "../../db/standings.ts";
import { groupId, type PersonId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import { STRANGER } from "../../domain/standing.ts";
import type { TrayRoom } from "../../domain/tray.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom, someSeatId } from "../support/rows.ts";

describe("readTray()", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    /** A new host, who is the viewer's friend, with an open room that is shown to the viewer. */
    async function roomOfFriend(viewer: PersonId, minute: number, roomsTogether = 0): Promise<Room> {
      const host = await somePerson(db, `Host ${minute}`);
      await db.insertInto("friendship").values([
        { person_id: host, friend_id: viewer, since: NOON },
        { person_id: viewer, friend_id: host, since: NOON },
      ]).execute();
      const opensAt = minutesAfterNoon(minute);
      const room = await someRoom(db, { hostId: host, audience: { kind: "friends" }, opensAt, shownSince: opensAt });
      const rows = [{ personId: viewer, ring: 1, struck: false, roomsTogether }] as const;
      await db.transaction().execute((trx) => showRoomTo(trx, room.id, rows));
      return room;
    }

    async function trayOf(viewer: PersonId): Promise<readonly TrayRoom[]> {
      const deps = { db, now: () => minutesAfterNoon(60) };
      const outcome = await readTray(deps, { kind: "person", personId: viewer, name: "Bob" });
      assert.ok(outcome.ok);
      return outcome.value;
    }

    it("refuses guests, and gives nothing to who knows nobody", async () => {
      const outcome = await readTray({ db, now: () => NOON }, { kind: "guest" });
      assert.deepEqual(outcome, { ok: false, refusal: "not_signed_in" });
      assert.deepEqual(await trayOf(await somePerson(db, "Bob")), []);
    });

    it("tells who is inside by arrival, without whom a block keeps apart from the viewer", async () => {
      const bob = await somePerson(db, "Bob");
      const room = await roomOfFriend(bob, 3, 4);
      const [mallory, carol] = [await somePerson(db, "Mallory"), await somePerson(db, "Carol")];
      await db.insertInto("block").values({ person_id: mallory, blocked_id: bob, since: NOON }).execute();
      for (
        const [minute, personId, name] of [[9, carol, "Carol"], [7, null, "A guest"], [8, mallory, "Mallory"]] as const
      ) {
        const seat = { id: someSeatId(), roomId: room.id, personId, name, joinedAt: minutesAfterNoon(minute) };
        await db.transaction().execute((trx) => insertSeat(trx, seat));
      }
      const [found, ...others] = await trayOf(bob);
      assert.deepEqual(others, []);
      assert.deepEqual(found && { ...found, rank: 0 }, {
        id: room.id,
        code: room.code,
        activity: room.activity,
        host: { id: room.hostId, name: "Host 3" },
        audience: "friends",
        inside: [{ name: "A guest", kind: "guest" }, { name: "Carol", kind: "person" }],
        since: minutesAfterNoon(3).getTime(),
        talking: false,
        because: { kind: "together", rooms: 4 },
        rank: 0,
      });
      const deps = { db, now: () => minutesAfterNoon(60) };
      const views = await readTrayRoom(deps, room.id, [bob, carol, mallory, room.hostId]);
      assert.deepEqual([...views], [[bob, found]]);
    });

    it("orders by what the viewer has to do with the host as of now, then the latest opened", async () => {
      const bob = await somePerson(db, "Bob");
      const [faded, fresh, none, later, marked] = [
        await roomOfFriend(bob, 1),
        await roomOfFriend(bob, 2),
        await roomOfFriend(bob, 3),
        await roomOfFriend(bob, 4),
        await roomOfFriend(bob, 5),
      ];
      await db.insertInto("affinity").values([
        { person_id: bob, other_id: faded.hostId, score: 6, scored_at: new Date("2025-12-01T12:00:00Z") },
        { person_id: bob, other_id: fresh.hostId, score: 3, scored_at: NOON },
        { person_id: none.hostId, other_id: bob, score: 99, scored_at: NOON },
      ]).execute();
      await db.insertInto("tie_mark")
        .values({ person_id: bob, other_id: marked.hostId, close: true, tell: false }).execute();
      assert.deepEqual(
        (await trayOf(bob)).map(({ id }) => id),
        [marked, fresh, faded, later, none].map(({ id }) => id),
      );
    });

    it("findStanding() gives in one statement what links a person with a room", async () => {
      const bob = await somePerson(db, "Bob");
      const room = await roomOfFriend(bob, 1);
      const shown = { ring: 1, struck: false } as const;
      assert.deepEqual(await findStanding(db, room, bob), { ...STRANGER, friends: true, shown });
      const until = minutesAfterNoon(30);
      await db.insertInto("dimmer").values({ person_id: room.hostId, dimmed_id: bob, until }).execute();
      await db.insertInto("block").values({ person_id: bob, blocked_id: room.hostId, since: NOON }).execute();
      const standing = { ...STRANGER, friends: true, shown, blocked: true, dimmer: { until } };
      assert.deepEqual(await findStanding(db, room, bob), standing);
      await db.updateTable("dimmer").set({ until: null }).where("dimmed_id", "=", bob).execute();
      assert.deepEqual(await findStanding(db, room, bob), { ...standing, dimmer: { until: null } });

      const group_id = groupId(crypto.randomUUID());
      await db.insertInto("person_group").values({
        id: group_id,
        name: "Climbers",
        description: "",
        code: `code-of-${group_id}`,
        joining: "link",
        created_at: NOON,
      }).execute();
      await db.insertInto("group_member").values({ group_id, person_id: bob, role: "member", joined_at: NOON })
        .execute();
      const ofGroup = await someRoom(db, { audience: { kind: "group", groupId: group_id } });
      assert.deepEqual(await findStanding(db, ofGroup, bob), { ...STRANGER, member: true });
    });
  });
});
