import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import { acceptFriend } from "../../actions/accept_friend.ts";
import { askFriend } from "../../actions/ask_friend.ts";
import { askReminder } from "../../actions/ask_reminder.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { createRoom, type RoomWish } from "../../actions/create_room.ts";
import { cancelRoom, endRoom } from "../../actions/end_room.ts";
import { leaveRoom } from "../../actions/leave_room.ts";
import { listComingRooms } from "../../actions/list_coming_rooms.ts";
import { listNotices } from "../../actions/list_notices.ts";
import { openLobby } from "../../actions/open_lobby.ts";
import { openRoom } from "../../actions/open_room.ts";
import { readTray } from "../../actions/read_tray.ts";
import { reviewAttendance } from "../../actions/review_attendance.ts";
import { runDueRooms } from "../../actions/run_due_rooms.ts";
import { leaveOutTime } from "../../actions/schedule_room.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Db } from "../../db/database.ts";
import { findRoomById, lockRoom } from "../../db/rooms.ts";
import { findSchedule } from "../../db/schedules.ts";
import { insertSeat } from "../../db/seats.ts";
import type { Outcome } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { openDueRooms } from "../support/due_rooms.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { minutesAfterNoon, someSeatId } from "../support/rows.ts";

const MINUTE_MS = 60_000;
const WEEK_MINUTES = 7 * 24 * 60;

describe("rooms for later", () => {
  onEachDatabase((open, kind) => {
    let db: Db;
    let house: House;
    let alice: PersonViewer;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      await db.deleteFrom("room").execute();
      house = openHouse(db, { opensRooms: false });
      alice = await house.person("Alice");
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    function got<T>(outcome: Outcome<T>): T {
      assert.ok(outcome.ok, outcome.ok ? "" : outcome.refusal);
      return outcome.value;
    }

    async function planned(minutes: number, wish: Partial<RoomWish> & { repeats?: string; lasts?: number } = {}) {
      const { repeats, lasts, ...others } = wish;
      const start = { at: minutesAfterNoon(minutes) };
      const end = lasts === undefined ? null : { at: minutesAfterNoon(minutes + lasts) };
      return got(
        await createRoom(house.deps, alice, {
          activity: { emoji: "🎂", title: "Birthday" },
          audience: { kind: "link" },
          settings: { hostStarts: false },
          schedule: { start, end, zone: "UTC", repeats },
          ...others,
        }),
      );
    }

    const now = async ({ id }: Room) => await findRoomById(db, id);
    const states = async (...rooms: Room[]) => await Promise.all(rooms.map(async (room) => (await now(room))?.state));

    async function passMinutes(minutes: number): Promise<Date | null> {
      await house.deps.background.idle();
      house.time.advance(minutes * MINUTE_MS);
      const next = await openDueRooms(house);
      await house.deps.background.idle();
      return next;
    }

    async function friends(one: PersonViewer, other: PersonViewer): Promise<void> {
      got(await askFriend(house.deps, one, other.personId));
      got(await acceptFriend(house.deps, other, one.personId));
    }

    async function told(viewer: PersonViewer): Promise<string[]> {
      return got(await listNotices(house.deps, viewer, null)).notices.map(({ kind }) => kind);
    }

    it("open at their time and not before, whoever comes", async () => {
      const room = await planned(30);
      const bob = await house.person("Bob");
      assert.deepEqual(await passMinutes(29), minutesAfterNoon(30));
      const early = await takeSeat(house.deps, asking(bob), room.code, null);
      assert.deepEqual(early, { ok: false, refusal: "room_not_open" });
      assert.equal(await passMinutes(1), null);
      assert.deepEqual(await states(room), ["open"]);
      got(await takeSeat(house.deps, asking(bob), room.code, null));
    });

    it("are not opened twice by two servers that look at once", async () => {
      const rooms = await Promise.all([1, 2, 3, 4].map(() => planned(1)));
      house.time.advance(MINUTE_MS);
      await Promise.all([runDueRooms(house.deps), runDueRooms(house.deps), runDueRooms(house.deps)]);
      await openDueRooms(house);
      const opened = await db.selectFrom("audit_entry").select("room_id").where("deed", "=", "room_opened")
        .where("room_id", "in", rooms.map(({ id }) => id)).execute();
      assert.equal(opened.length, 4);
    });

    // The embedded database has one connection, on which nobody holds a room against anybody.
    if (kind === "postgres") {
      it("are opened a moment later when somebody holds them just then", async () => {
        const room = await planned(1);
        house.time.advance(MINUTE_MS);
        const { promise: held, resolve: hold } = Promise.withResolvers<void>();
        const { promise: freed, resolve: free } = Promise.withResolvers<void>();
        const holding = db.transaction().execute(async (trx) => {
          await lockRoom(trx, room.id);
          hold();
          await freed;
        });
        await held;
        const again = await runDueRooms(house.deps);
        const meanwhile = await states(room);
        free();
        await holding;
        assert.ok(again !== null && again.getTime() - house.time.now().getTime() < 1000);
        assert.deepEqual(meanwhile, ["scheduled"]);
        await passMinutes(0);
        assert.deepEqual(await states(room), ["open"]);
      });
    }

    it("tell at the door when they open, and not in a tray", async () => {
      const bob = await house.person("Bob");
      await friends(alice, bob);
      const room = await planned(30, { audience: { kind: "people", personIds: [bob.personId] } });
      const { door } = got(await openLobby(house.deps, asking(bob), room.code));
      assert.deepEqual([door.state, door.opensAt, door.forYou], ["scheduled", minutesAfterNoon(30).getTime(), true]);
      assert.deepEqual(got(await readTray(house.deps, bob)), []);
      await passMinutes(30);
      assert.deepEqual(got(await readTray(house.deps, bob)).map(({ id }) => id), [room.id]);
      assert.deepEqual((await told(bob)).toSorted(), ["chosen", "friend_request", "invited"]);
    });

    it("are listed for those who may know of them, within a week, the next one first", async () => {
      const [bob, carol] = [await house.person("Bob"), await house.person("Carol")];
      await friends(alice, bob);
      const later = await planned(120, { audience: { kind: "friends", struckIds: [], toAll: true } });
      const sooner = await planned(60, { audience: { kind: "people", personIds: [bob.personId] } });
      await planned(60);
      await planned(WEEK_MINUTES + 60, { audience: { kind: "friends", struckIds: [], toAll: true } });
      const ids = async (viewer: PersonViewer) =>
        got(await listComingRooms(house.deps, viewer)).map(({ room }) => room.id);
      assert.deepEqual(await ids(bob), [sooner.id, later.id]);
      assert.deepEqual([await ids(alice), await ids(carol)], [[], []]);
      await friends(alice, carol);
      assert.deepEqual(await ids(carol), [later.id]);
    });

    it("close when their time is over, as soon as nobody is inside", async () => {
      const room = await planned(0, { lasts: 60 });
      const seatId = someSeatId();
      await db.transaction().execute((trx) =>
        insertSeat(trx, { id: seatId, roomId: room.id, personId: null, name: "Bob", joinedAt: house.time.now() })
      );
      await passMinutes(90);
      assert.deepEqual(await states(room), ["open"]);
      await leaveRoom(house.deps, room.id, seatId);
      await passMinutes(1);
      assert.deepEqual(await states(room), ["ended"]);
    });

    it("that repeat wait for their next time, by the same link, and without who was inside", async () => {
      const room = await planned(0, { repeats: "weekly", lasts: 60 });
      const bob = await house.person("Bob");
      await passMinutes(0);
      got(await takeSeat(house.deps, asking(bob), room.code, null));
      const closed = got(await endRoom(house.deps, asking(alice), room.id));
      assert.deepEqual([closed.state, closed.code], ["scheduled", room.code]);
      assert.deepEqual(closed.opensAt, minutesAfterNoon(WEEK_MINUTES));
      const again = got(await endRoom(house.deps, asking(alice), room.id));
      assert.equal(again.state, "scheduled");
      await passMinutes(WEEK_MINUTES);
      assert.deepEqual(await states(room), ["open"]);
      assert.equal(got(await openLobby(house.deps, asking(bob), room.code)).seat, null);
      await passMinutes(61);
      assert.deepEqual((await now(room))?.opensAt, minutesAfterNoon(2 * WEEK_MINUTES));
    });

    it("that repeat come on the next of their times when no server ran at the last ones", async () => {
      const room = await planned(0, { repeats: "daily", lasts: 60 });
      await passMinutes(3 * 24 * 60 + 120);
      const found = await now(room);
      assert.deepEqual([found?.state, found?.opensAt], ["scheduled", minutesAfterNoon(4 * 24 * 60)]);
    });

    it("end with the last of their times", async () => {
      const room = await planned(0, { repeats: "FREQ=DAILY;COUNT=2", lasts: 60 });
      await passMinutes(0);
      await passMinutes(60);
      assert.deepEqual(await states(room), ["scheduled"]);
      await passMinutes(24 * 60 - 60);
      await passMinutes(60);
      assert.deepEqual(await states(room), ["ended"]);
    });

    it("keep what is left of their times, and the days left out, when they are moved", async () => {
      const room = await planned(60, { repeats: "FREQ=DAILY;COUNT=5", lasts: 30 });
      await passMinutes(100);
      const [second, fourth] = [1, 3].map((day) => minutesAfterNoon(60 + day * 24 * 60));
      assert.deepEqual((await now(room))?.opensAt, second);
      got(await leaveOutTime(house.deps, asking(alice), room.id, fourth ?? null));
      const opensAt = minutesAfterNoon(90 + 24 * 60);
      const change = { schedule: { start: { at: opensAt } } };
      const moved = got(await changeRoom(house.deps, asking(alice), room.id, change));
      assert.deepEqual([moved.opensAt, moved.schedule?.rule], [opensAt, "FREQ=DAILY;COUNT=4"]);
      assert.deepEqual((await findSchedule(db, room.id))?.exceptions, ["2026-03-04T13:30"]);
      const longer = got(await changeRoom(house.deps, asking(alice), room.id, { schedule: { end: null } }));
      assert.deepEqual(longer.schedule?.rule, "FREQ=DAILY;COUNT=4");
      const until = { repeats: "daily", repeatEnd: { kind: "until", day: "2026-03-03" } } as const;
      const ending = got(await changeRoom(house.deps, asking(alice), room.id, { schedule: until }));
      assert.equal(ending.schedule?.rule, "FREQ=DAILY;UNTIL=20260303T235900Z");
      assert.deepEqual((await findSchedule(db, room.id))?.exceptions, ["2026-03-04T13:30"]);
    });

    it("stay at the end of the month when something else about them is changed", async () => {
      const start = { at: new Date("2026-03-31T12:00:00Z") };
      const room = await planned(0, { schedule: { start, zone: "UTC", repeats: "monthly" } });
      const toApril = { schedule: { start: { at: new Date("2026-04-30T12:00:00Z") } } };
      await leaveOutTime(house.deps, asking(alice), room.id, null);
      assert.deepEqual((await now(room))?.opensAt, toApril.schedule.start.at);
      const change = {
        schedule: { ...toApril.schedule, end: { at: new Date("2026-04-30T13:00:00Z") }, repeats: "monthly" },
      };
      got(await changeRoom(house.deps, asking(alice), room.id, change));
      got(await leaveOutTime(house.deps, asking(alice), room.id, null));
      assert.deepEqual((await now(room))?.opensAt, new Date("2026-05-31T12:00:00Z"));
    });

    it("open before their time if their host wants to, once that day", async () => {
      const room = await planned(60, { repeats: "daily", lasts: 30 });
      assert.equal(got(await openRoom(house.deps, asking(alice), room.id)).state, "open");
      assert.equal(got(await openRoom(house.deps, asking(alice), room.id)).state, "open");
      got(await endRoom(house.deps, asking(alice), room.id));
      assert.deepEqual((await now(room))?.opensAt, minutesAfterNoon(60 + 24 * 60));
    });

    it("are open at once when their time is the present minute", async () => {
      const room = await planned(0, { lasts: 60 });
      assert.deepEqual([room.state, room.closesAt], ["open", minutesAfterNoon(60)]);
    });

    it("do not lock themselves at their next time because their host is not there yet", async () => {
      const settings = { hostStarts: false, whenHostLeaves: "lock" } as const;
      const room = await planned(0, { repeats: "daily", lasts: 60, settings });
      got(await takeSeat(house.deps, asking(alice), room.code, null));
      got(await endRoom(house.deps, asking(alice), room.id));
      await passMinutes(24 * 60);
      got(await takeSeat(house.deps, asking(await house.person("Bob")), room.code, null));
      await reviewAttendance(house.deps, room.id);
      assert.equal((await now(room))?.locked, false);
    });

    it("are moved, which takes their length along", async () => {
      const room = await planned(60, { lasts: 30 });
      const moved = got(
        await changeRoom(house.deps, asking(alice), room.id, { schedule: { start: { at: minutesAfterNoon(120) } } }),
      );
      assert.deepEqual([moved.opensAt, moved.closesAt], [minutesAfterNoon(120), minutesAfterNoon(150)]);
      assert.equal((await findSchedule(db, room.id))?.sequence, 1);
      await passMinutes(60);
      assert.deepEqual(await states(room), ["scheduled"]);
    });

    it("are not moved into the past, nor once they are open, and nothing else is changed then", async () => {
      const room = await planned(60);
      const change = { activity: { emoji: "🎲", title: "Games" }, schedule: { start: { at: minutesAfterNoon(-60) } } };
      assert.deepEqual(await changeRoom(house.deps, asking(alice), room.id, change), {
        ok: false,
        refusal: "in_the_past",
      });
      assert.equal((await now(room))?.activity.title, "Birthday");
      await passMinutes(60);
      const late = { schedule: { start: { at: minutesAfterNoon(120) } } };
      assert.deepEqual(await changeRoom(house.deps, asking(alice), room.id, late), {
        ok: false,
        refusal: "already_open",
      });
    });

    it("leave out one of their times", async () => {
      const room = await planned(60, { repeats: "daily", lasts: 30 });
      const next = got(await leaveOutTime(house.deps, asking(alice), room.id, null));
      assert.deepEqual(next.opensAt, minutesAfterNoon(60 + 24 * 60));
      const later = minutesAfterNoon(60 + 2 * 24 * 60);
      assert.deepEqual(got(await leaveOutTime(house.deps, asking(alice), room.id, later)).opensAt, next.opensAt);
      const bob = await house.person("Bob");
      assert.deepEqual(await leaveOutTime(house.deps, asking(bob), room.id, null), { ok: false, refusal: "not_found" });
    });

    it("tell those who asked to be told: moved, open, cancelled, and each once", async () => {
      const [bob, carol] = [await house.person("Bob"), await house.person("Carol")];
      const room = await planned(60, { repeats: "daily", lasts: 30 });
      assert.equal(got(await askReminder(house.deps, asking(bob), room.code, true)), true);
      got(await askReminder(house.deps, asking(bob), room.code, true));
      got(await askReminder(house.deps, asking(carol), room.code, true));
      assert.equal(got(await askReminder(house.deps, asking(carol), room.code, false)), false);
      got(
        await changeRoom(house.deps, asking(alice), room.id, { schedule: { start: { at: minutesAfterNoon(70) } } }),
      );
      assert.deepEqual(await told(bob), ["moved"]);
      await passMinutes(70);
      await passMinutes(30);
      assert.deepEqual(await told(bob), ["opened", "moved"]);
      got(await cancelRoom(house.deps, asking(alice), room.id));
      assert.deepEqual((await told(bob))[0], "cancelled");
      assert.deepEqual(await told(carol), []);
      assert.deepEqual(await askReminder(house.deps, asking(carol), room.code, true), {
        ok: false,
        refusal: "room_ended",
      });
    });

    it("are told only to who is signed in, and do not exist for who guesses a link", async () => {
      const room = await planned(60);
      const guest = asking({ kind: "guest" });
      assert.deepEqual(await askReminder(house.deps, guest, room.code, true), { ok: false, refusal: "not_signed_in" });
      assert.deepEqual(await askReminder(house.deps, guest, "no-such-code", true), { ok: false, refusal: "not_found" });
    });

    it("let those who wait know at once when they open, and say so again at their next time", async () => {
      const room = await planned(60, { repeats: "daily", lasts: 30 });
      const waiting = await house.socket({ viewer: await house.person("Bob") });
      const ready = await waiting.hello(room.code);
      assert.equal(ready.door.state, "scheduled");
      await passMinutes(60);
      const opened = await waiting.nextOf("door");
      assert.deepEqual([opened.door.state, opened.door.opensAt], ["open", null]);
      await passMinutes(30);
      const closed = await waiting.nextOf("door");
      assert.equal(closed.door.state, "ended");
      const coming = await waiting.nextOf("door");
      assert.deepEqual([coming.door.state, coming.door.opensAt], [
        "scheduled",
        minutesAfterNoon(24 * 60 + 60).getTime(),
      ]);
      await passMinutes(24 * 60 - 30);
      assert.equal((await waiting.nextOf("door")).door.state, "open");
    });

    it("are opened by the clock of the house, also those of the run before", async () => {
      await house[Symbol.asyncDispose]();
      house = openHouse(db);
      const room = await planned(60);
      house.clock.look();
      await house.deps.background.idle();
      const sooner = await planned(5);
      await house.deps.background.idle();
      house.time.advance(5 * MINUTE_MS);
      await house.deps.background.idle();
      assert.deepEqual(await states(sooner, room), ["open", "scheduled"]);
      house.time.advance(55 * MINUTE_MS);
      await house.deps.background.idle();
      assert.deepEqual(await states(room), ["open"]);
    });
  });
});
