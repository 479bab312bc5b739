import assert from "node:assert/strict";
import { before, describe, it } from "@std/testing/bdd";
import { sql } from "kysely";
import type { Db } from "../../db/database.ts";
import {
  changeRoom,
  endRoom,
  findDoor,
  findRoomByCode,
  findRoomById,
  insertRoom,
  listRoomsHostedBy,
  lockRoom,
  type NewRoom,
  type RoomChanges,
} from "../../db/rooms.ts";
import { insertSeat, leaveSeat } from "../../db/seats.ts";
import { shownOf, showRoomTo } from "../../db/shown.ts";
import { groupId, personId, roomCode, type RoomId, roomId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, newRoom, NOBODY_WAITS, NOON, somePerson, someRoom, someSeatId } from "../support/rows.ts";

const FIRST_PAGE = { after: null, limit: 50 } as const;

describe("db/rooms", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    async function takeGuestSeat(room: RoomId) {
      return await db.transaction().execute((trx) =>
        insertSeat(trx, { id: someSeatId(), roomId: room, personId: null, name: "Guest", joinedAt: NOON })
      );
    }

    it("insertRoom() gives the room as every look-up then finds it", async () => {
      const host = await somePerson(db, "Alice Ω");
      const written = newRoom(host, { state: "scheduled", opensAt: minutesAfterNoon(30) });
      const room = await insertRoom(db, written);
      assert.deepEqual(room, {
        id: written.id,
        code: written.code,
        hostId: host,
        hostName: "Alice Ω",
        activity: { emoji: "🎨", title: "Painting" },
        audience: { kind: "link" },
        groupName: null,
        shownSince: NOON,
        shownToAll: false,
        firstCameAt: null,
        state: "scheduled",
        locked: false,
        lock: null,
        settings: NOBODY_WAITS,
        startedAt: minutesAfterNoon(30),
        seatLimit: 8,
        opensAt: minutesAfterNoon(30),
        closesAt: null,
        schedule: null,
        endsAt: null,
        endedAt: null,
      });
      assert.deepEqual(await findRoomById(db, room.id), room);
      assert.deepEqual(await findRoomByCode(db, room.code), room);
      assert.deepEqual(await findDoor(db, room.code), { room, inside: 0, keepsOut: false });
      assert.deepEqual(await listRoomsHostedBy(db, host, FIRST_PAGE), [{ room, inside: 0 }]);
    });

    it("look-ups of what does not exist give nothing", async () => {
      assert.equal(await findRoomById(db, roomId("none")), null);
      assert.equal(await findRoomByCode(db, roomCode("none")), null);
      assert.equal(await findDoor(db, roomCode("' or 1=1 --")), null);
      assert.equal(await findRoomByCode(db, roomCode("a\0b")), null);
      assert.equal(await findDoor(db, roomCode("a\0b")), null);
      assert.deepEqual(await listRoomsHostedBy(db, personId("nobody"), FIRST_PAGE), []);
      assert.equal(await db.transaction().execute((trx) => lockRoom(trx, roomId("none"))), null);
    });

    it("a group's room says which, and is for nobody once the group is gone", async () => {
      const id = groupId(crypto.randomUUID());
      await db.insertInto("person_group").values({
        id,
        name: "Climbers",
        description: "",
        code: `code-of-${id}`,
        joining: "link",
        created_at: NOON,
      }).execute();
      const room = await someRoom(db, { audience: { kind: "group", groupId: id }, shownToAll: true });
      assert.deepEqual([room.audience, room.groupName], [{ kind: "group", groupId: id }, "Climbers"]);
      assert.equal(room.shownToAll, true);
      await db.deleteFrom("person_group").where("id", "=", id).execute();
      const after = await findRoomById(db, room.id);
      assert.deepEqual([after?.audience, after?.groupName], [{ kind: "people" }, null]);
    });

    it("endRoom() forgets whom the room was shown to", async () => {
      const room = await someRoom(db, { audience: { kind: "friends" } });
      const bob = await somePerson(db, "Bob");
      const rows = [{ personId: bob, ring: 1, struck: false, roomsTogether: 0 }] as const;
      await db.transaction().execute((trx) => showRoomTo(trx, room.id, rows));
      await endRoom(db, room.id, minutesAfterNoon(5));
      assert.deepEqual(await shownOf(db, room.id), []);
    });

    it("insertRoom() throws for a taken code and for a host who is nobody", async () => {
      const room = await someRoom(db);
      await assert.rejects(insertRoom(db, newRoom(room.hostId, { code: room.code })), /room_code_key/);
      await assert.rejects(insertRoom(db, newRoom(personId("nobody"))), /room_host_id_fkey/);
    });

    const BROKEN: [string, Partial<NewRoom>][] = [
      ["room_code_length", { code: roomCode("short-enough-to-guess") }],
      ["room_activity_title_length", { activity: { emoji: "🎨", title: "" } }],
      ["room_activity_emoji_length", { activity: { emoji: "", title: "Painting" } }],
      ["room_seat_limit", { seatLimit: 0 }],
    ];
    for (const [constraint, changes] of BROKEN) {
      it(`the database itself refuses what breaks ${constraint}`, async () => {
        const host = await somePerson(db, "Alice");
        await assert.rejects(insertRoom(db, newRoom(host, changes)), new RegExp(constraint));
      });
    }

    for (
      const [constraint, change] of [
        ["room_state", sql`state = 'closed'`],
        ["room_audience", sql`audience = 'everybody'`],
        ["room_ended_at", sql`state = 'ended'`],
        ["room_locked_only_open", sql`locked = true, locked_at = now(), lock_cause = 'deed', state = 'scheduled'`],
        ["room_lock_told", sql`locked = true`],
        ["room_lock_cause", sql`locked = true, locked_at = now(), lock_cause = 'whim'`],
        ["room_when_host_leaves", sql`when_host_leaves = 'panic'`],
      ] as const
    ) {
      it(`the database itself refuses an update that breaks ${constraint}`, async () => {
        const room = await someRoom(db);
        await assert.rejects(sql`update room set ${change} where id = ${room.id}`.execute(db), new RegExp(constraint));
      });
    }

    it("findDoor() counts the seats that are held, and no other room's", async () => {
      const room = await someRoom(db);
      const other = await someRoom(db);
      const left = await takeGuestSeat(room.id);
      await takeGuestSeat(room.id);
      await takeGuestSeat(room.id);
      await takeGuestSeat(other.id);
      await leaveSeat(db, left.id, minutesAfterNoon(1));
      assert.equal((await findDoor(db, room.code))?.inside, 2);
    });

    it("listRoomsHostedBy() gives the host's rooms newest first, a page at a time", async () => {
      const host = await somePerson(db, "Alice");
      await someRoom(db);
      const old = await someRoom(db, { hostId: host, createdAt: minutesAfterNoon(1) });
      const newest = await someRoom(db, { hostId: host, createdAt: minutesAfterNoon(3) });
      const middle = await someRoom(db, { hostId: host, createdAt: minutesAfterNoon(2) });
      await takeGuestSeat(middle.id);
      assert.deepEqual(await listRoomsHostedBy(db, host, FIRST_PAGE), [
        { room: newest, inside: 0 },
        { room: middle, inside: 1 },
        { room: old, inside: 0 },
      ]);
      async function page(after: RoomId | null, limit: number) {
        return (await listRoomsHostedBy(db, host, { after, limit })).map(({ room }) => room.id);
      }
      assert.deepEqual(await page(null, 1), [newest.id]);
      assert.deepEqual(await page(newest.id, 2), [middle.id, old.id]);
      assert.deepEqual(await page(old.id, 2), []);
      assert.deepEqual(await page((await someRoom(db)).id, 2), [], "another host's room is no place in this list");
      assert.deepEqual(await page(roomId("a\0b"), 2), []);
    });

    it("changeRoom() changes what it is told, and nothing else", async () => {
      const room = await someRoom(db, { startedAt: null });
      const lock = { at: minutesAfterNoon(1), cause: "removal" } as const;
      const settings = { ...room.settings, guestsAllowed: false, whenHostLeaves: "end" } as const;
      const change = (changes: RoomChanges) => db.transaction().execute((trx) => changeRoom(trx, room.id, changes));
      assert.deepEqual(await change({ lock, settings }), { ...room, locked: true, lock, settings });
      const activity = { emoji: "🎲", title: "Games" };
      const startedAt = minutesAfterNoon(2);
      const after = await change({ lock: null, seatLimit: 3, activity, startedAt });
      assert.deepEqual(after, { ...room, settings, seatLimit: 3, activity, startedAt });
    });

    it("endRoom() ends and unlocks once", async () => {
      const room = await someRoom(db);
      await db.transaction().execute((trx) => changeRoom(trx, room.id, { lock: { at: NOON, cause: "deed" } }));
      const ended = await endRoom(db, room.id, minutesAfterNoon(5));
      assert.deepEqual(ended, { ...room, state: "ended", endedAt: minutesAfterNoon(5) });
      assert.deepEqual(await findRoomById(db, room.id), ended);
      assert.equal(await endRoom(db, room.id, minutesAfterNoon(6)), null);
      assert.deepEqual((await findRoomById(db, room.id))?.endedAt, minutesAfterNoon(5));
      assert.equal(await endRoom(db, roomId("none"), NOON), null);
    });
  });
});
