import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { clearDimmer } from "../../actions/clear_dimmer.ts";
import { endRoom } from "../../actions/end_room.ts";
import { joinGroup } from "../../actions/join_group.ts";
import { leaveRoom } from "../../actions/leave_room.ts";
import { markTie } from "../../actions/mark_tie.ts";
import { setDimmer } from "../../actions/set_dimmer.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { tellDoorOpen } from "../../actions/tell_door_open.ts";
import type { Db } from "../../db/database.ts";
import { groupId, type PersonId, type RoomId } from "../../domain/ids.ts";
import type { Audience, Ring, Room } from "../../domain/room.ts";
import { DoorBell } from "../../tray/door_bell.ts";
import { TidingsBoard } from "../../tray/tidings.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { minutesAfterNoon, NOON } from "../support/rows.ts";

const MINUTE_MS = 60_000;

describe("the door bell", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let bell: DoorBell;
    let tidings: TidingsBoard;
    let host: PersonViewer;
    let noor: PersonViewer;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      host = await house.person("Mara");
      noor = await house.person("Noor");
      await db.insertInto("friendship").values([
        { person_id: host.personId, friend_id: noor.personId, since: NOON },
        { person_id: noor.personId, friend_id: host.personId, since: NOON },
      ]).execute();
      await db.insertInto("tie_mark")
        .values({ person_id: noor.personId, other_id: host.personId, close: false, tell: true }).execute();
      tidings = new TidingsBoard();
      bell = new DoorBell({ ...house.deps, tidings }, house.time);
    });
    afterEach(async () => {
      bell[Symbol.dispose]();
      await house[Symbol.asyncDispose]();
      assert.equal(house.time.pending, 0);
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function room(audience: Audience, ring: Ring = 1): Promise<Room> {
      const opened = await house.room({ hostId: host.personId, audience });
      await show(opened.id, noor.personId, ring);
      return opened;
    }

    async function show(room_id: RoomId, person_id: PersonId, ring: Ring): Promise<void> {
      await db.insertInto("room_shown")
        .values({ room_id, person_id, ring, struck: false, rooms_together: 0 }).execute();
    }

    async function told(person: PersonId = noor.personId): Promise<(string | null)[]> {
      await house.deps.background.idle();
      const rows = await db.selectFrom("notice").selectAll()
        .where("person_id", "=", person).where("kind", "=", "door_open").execute();
      return rows.map(({ room_id }) => room_id);
    }

    it("tells who asked for it, once per room", async () => {
      const first = await room({ kind: "friends" });
      for (let times = 0; times < 3; times++) tidings.roomChanged(first.id);
      assert.deepEqual(await told(), [first.id]);
      const second = await room({ kind: "friends" });
      tidings.roomChanged(second.id);
      assert.deepEqual((await told()).sort(), [first.id, second.id].sort());
    });

    it("waits until the room is shown to them by the time alone", async () => {
      const opened = await room({ kind: "friends" }, 2);
      tidings.roomChanged(opened.id);
      assert.deepEqual(await told(), []);
      house.time.advance(5 * MINUTE_MS - 1);
      assert.deepEqual(await told(), []);
      house.time.advance(1);
      assert.deepEqual(await told(), [opened.id]);
      assert.equal(house.time.pending, 0);
    });

    it("takes up after a restart the rooms that were left open", async () => {
      const opened = await room({ kind: "friends" }, 3);
      bell.resume();
      assert.deepEqual(await told(), []);
      house.time.advance(15 * MINUTE_MS);
      assert.deepEqual(await told(), [opened.id]);
    });

    it("tells as soon as a dimmer is taken off, or ends by itself", async () => {
      const opened = await room({ kind: "friends" });
      assert.ok((await setDimmer(deps(), host, noor.personId, { until: null })).ok);
      tidings.roomChanged(opened.id);
      assert.deepEqual(await told(), []);
      assert.ok((await clearDimmer(deps(), host, noor.personId)).ok);
      assert.deepEqual(await told(), [opened.id]);
      const second = await room({ kind: "friends" });
      assert.ok((await setDimmer(deps(), host, noor.personId, { until: minutesAfterNoon(30) })).ok);
      tidings.roomChanged(second.id);
      assert.deepEqual(await told(), [opened.id]);
      house.time.advance(30 * MINUTE_MS);
      assert.deepEqual((await told()).sort(), [opened.id, second.id].sort());
    });

    it("waits for the end of a dimmer that is set while the door is open", async () => {
      const opened = await room({ kind: "friends" }, 2);
      tidings.roomChanged(opened.id);
      await house.deps.background.idle();
      assert.ok((await setDimmer(deps(), host, noor.personId, { until: minutesAfterNoon(10) })).ok);
      await house.deps.background.idle();
      house.time.advance(9 * MINUTE_MS);
      assert.deepEqual(await told(), []);
      house.time.advance(MINUTE_MS);
      assert.deepEqual(await told(), [opened.id]);
    });

    it("tells who comes into the group that the room is for", async () => {
      const id = groupId(crypto.randomUUID());
      await db.insertInto("person_group")
        .values({ id, name: "Choir", description: "", code: id, joining: "link", created_at: NOON }).execute();
      await db.insertInto("group_member")
        .values({ group_id: id, person_id: host.personId, role: "admin", joined_at: NOON }).execute();
      const forGroup = await house.room({ hostId: host.personId, audience: { kind: "group", groupId: id } });
      tidings.roomChanged(forGroup.id);
      assert.deepEqual(await told(), []);
      assert.ok((await joinGroup(deps(), noor, id)).ok);
      assert.deepEqual(await told(), [forGroup.id]);
    });

    describe("for who asks while the door is open", () => {
      beforeEach(async () => {
        await db.deleteFrom("tie_mark").execute();
      });

      async function ask(): Promise<void> {
        assert.ok((await markTie(deps(), noor, host.personId, { tell: true })).ok);
      }

      it("rings not for a room that they see, or sit in, but for the next", async () => {
        const [seen, behind] = [await room({ kind: "friends" }), await room({ kind: "friends" })];
        const taken = await takeSeat(house.deps, asking(noor), behind.code, null);
        assert.ok(taken.ok);
        await ask();
        await leaveRoom(house.deps, behind.id, taken.value.seat.id);
        for (const { id } of [seen, behind]) tidings.roomChanged(id);
        bell.resume();
        assert.deepEqual(await told(), []);
        const next = await room({ kind: "friends" });
        tidings.roomChanged(next.id);
        assert.deepEqual(await told(), [next.id]);
      });

      it("rings once a room becomes visible that they did not see", async () => {
        const opened = await room({ kind: "friends" }, 2);
        await ask();
        assert.deepEqual(await told(), []);
        house.time.advance(5 * MINUTE_MS);
        assert.deepEqual(await told(), [opened.id]);
      });

      it("forgets with the room what they saw", async () => {
        const opened = await room({ kind: "friends" });
        await ask();
        const seen = () => db.selectFrom("door_seen").selectAll().where("room_id", "=", opened.id).execute();
        assert.deepEqual(await seen(), [{ person_id: noor.personId, room_id: opened.id }]);
        assert.ok((await endRoom(house.deps, asking(host), opened.id)).ok);
        assert.deepEqual(await seen(), []);
      });
    });

    function deps(): House["deps"] {
      return { ...house.deps, tidings };
    }

    it("says nothing of rooms listed nowhere, ended or for chosen people, nor to friends who did not ask", async () => {
      const link = await house.room({ hostId: host.personId });
      const silent = await house.person("Ines");
      await db.insertInto("friendship").values([
        { person_id: host.personId, friend_id: silent.personId, since: NOON },
        { person_id: silent.personId, friend_id: host.personId, since: NOON },
      ]).execute();
      const ended = await room({ kind: "friends" });
      await show(ended.id, silent.personId, 1);
      await db.updateTable("room").set({ state: "ended", ended_at: NOON }).where("id", "=", ended.id).execute();
      const open = await room({ kind: "friends" });
      const chosen = await room({ kind: "people" });
      await show(open.id, silent.personId, 1);
      for (const { id } of [link, ended, open, chosen]) tidings.roomChanged(id);
      assert.deepEqual(await told(), [open.id]);
      assert.deepEqual(await told(silent.personId), []);
    });

    for (const hidden of ["dimmed", "blocked", "struck out", "not friends any more"] as const) {
      it(`says nothing to who is ${hidden}`, async () => {
        const opened = await room({ kind: "friends" });
        await hide(hidden, opened.id);
        assert.equal(await tellDoorOpen(house.deps, opened.id), true);
        assert.deepEqual(await told(), []);
      });
    }

    async function hide(how: string, roomId: RoomId): Promise<void> {
      const [person_id, other] = [host.personId, noor.personId];
      if (how === "dimmed") {
        await db.insertInto("dimmer").values({ person_id, dimmed_id: other, until: null }).execute();
      } else if (how === "blocked") {
        await db.insertInto("block").values({ person_id, blocked_id: other, since: NOON }).execute();
      } else if (how === "struck out") {
        await db.updateTable("room_shown").set({ struck: true }).where("room_id", "=", roomId).execute();
      } else await db.deleteFrom("friendship").where("person_id", "in", [person_id, other]).execute();
    }
  });
});
