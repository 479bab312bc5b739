import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { tellDoorOpen } from "../../actions/tell_door_open.ts";
import type { Db } from "../../db/database.ts";
import type { PersonId, RoomId } from "../../domain/ids.ts";
import type { Audience, Ring, Room } from "../../domain/room.ts";
import { DoorBell } from "../../tray/door_bell.ts";
import { TidingsBoard } from "../../tray/tidings.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";

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
