import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { endRoom } from "../../actions/end_room.ts";
import { readmit } from "../../actions/readmit.ts";
import { removeSeat } from "../../actions/remove_seat.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { unlockRoom } from "../../actions/unlock_room.ts";
import type { Db } from "../../db/database.ts";
import { type Shown, showRoomTo } from "../../db/shown.ts";
import type { NewRoom } from "../../db/rooms.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { noticeId, type PersonId } from "../../domain/ids.ts";
import type { Ring, Room } from "../../domain/room.ts";
import type { TrayRoom } from "../../domain/tray.ts";
import { foldTray, type TrayEvent, type TrayView } from "../../domain/tray_view.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { holdResults } from "../support/held_results.ts";
import { EventReader, type ReadEvent } from "../support/event_reader.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { minutesAfterNoon, NOON } from "../support/rows.ts";
import { until } from "../support/until.ts";

const MINUTE_MS = 60_000;

interface Place {
  readonly viewer: PersonViewer;
  readonly shown: Shown;
}

describe("the streams of trays", () => {
  onEachDatabase((open, kind) => {
    let db: Db;
    let house: House;
    let alice: PersonViewer;
    let bob: PersonViewer;
    let readers: EventReader[];

    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      readers = [];
      alice = await house.person("Alice");
      bob = await house.person("Bob");
      await befriend(alice.personId, bob.personId);
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      await db.deleteFrom("room").execute();
      await until("every stream to end", () => readers.every(({ ended }) => ended));
      assert.equal(house.trays.people, 0);
      assert.equal(house.time.pending, 0);
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function befriend(one: PersonId, other: PersonId): Promise<void> {
      await db.insertInto("friendship").values([
        { person_id: one, friend_id: other, since: NOON },
        { person_id: other, friend_id: one, since: NOON },
      ]).execute();
    }

    /** A room of Alice's for friends, shown to Bob, and announced. */
    async function opened(
      ring: Ring = 1,
      changes: Partial<NewRoom> = {},
      others: readonly Shown[] = [],
    ): Promise<Room> {
      const room = await house.room({
        hostId: alice.personId,
        audience: { kind: "friends" },
        shownSince: house.time.now(),
        ...changes,
      });
      const place = { personId: bob.personId, ring, struck: false, roomsTogether: 4 };
      await db.transaction().execute((trx) => showRoomTo(trx, room.id, [place, ...others]));
      house.deps.tidings.roomChanged(room.id);
      return room;
    }

    function watch(viewer: PersonViewer, lastEventId: string | null = null): EventReader {
      const reader = new EventReader(house.trays.open(viewer, lastEventId));
      readers.push(reader);
      return reader;
    }

    async function watchEmpty(viewer: PersonViewer): Promise<EventReader> {
      const reader = watch(viewer);
      assert.deepEqual(dataOf(await reader.next(), "tray"), { rooms: [], unread: 0 });
      return reader;
    }

    it("begin with the whole tray, the closest host first", async () => {
      const cleo = await house.person("Cleo");
      await befriend(cleo.personId, bob.personId);
      const alices = await opened();
      const cleos = await opened(1, { hostId: cleo.personId, shownToAll: true });
      await db.insertInto("affinity")
        .values({ person_id: bob.personId, other_id: cleo.personId, score: 5, scored_at: NOON }).execute();
      const { rooms } = dataOf<TrayView>(await watch(bob).next(), "tray");
      assert.deepEqual(rooms.map(({ id }) => id), [cleos.id, alices.id]);
      assert.deepEqual(rooms[1], {
        id: alices.id,
        code: alices.code,
        activity: alices.activity,
        host: { id: alice.personId, name: "Alice" },
        audience: "friends",
        inside: [],
        since: NOON.getTime(),
        talking: false,
        because: { kind: "together", rooms: 4 },
        rank: 0,
      });
    });

    /** A friend of Alice's by now, to whom her rooms are to be shown, and yet are not. */
    async function outsider(how: "blocked" | "dimmed" | "struck" | "ring 2" | "ring 3"): Promise<Place> {
      const viewer = await house.person(how);
      await befriend(alice.personId, viewer.personId);
      const pair = [alice.personId, viewer.personId] as const;
      if (how === "blocked") {
        await db.insertInto("block").values({ person_id: pair[1], blocked_id: pair[0], since: NOON }).execute();
      } else if (how === "dimmed") {
        await db.insertInto("dimmer").values({ person_id: pair[0], dimmed_id: pair[1], until: null }).execute();
      }
      const ring = how === "ring 2" ? 2 : how === "ring 3" ? 3 : 1;
      return { viewer, shown: { personId: viewer.personId, ring, struck: how === "struck", roomsTogether: 0 } };
    }

    it("tell of a room that opens, who comes in, and its end, and nobody else of anything", async () => {
      const outside = await Promise.all(
        (["blocked", "dimmed", "struck", "ring 2", "ring 3"] as const).map((how) => outsider(how)),
      );
      const strangers = [
        await watchEmpty(await house.person("Mallory")),
        ...await Promise.all(outside.map(({ viewer }) => watchEmpty(viewer))),
      ];
      const stream = await watchEmpty(bob);
      const room = await opened(1, {}, outside.map(({ shown }) => shown));
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, room.id);
      assert.ok(
        (await takeSeat(house.deps, { viewer: alice, seatToken: () => null, traces: NO_TRACES }, room.code, null)).ok,
      );
      assert.deepEqual(dataOf<TrayRoom>(await stream.next(), "room").inside, [{ name: "Alice", kind: "person" }]);
      assert.ok((await endRoom(house.deps, asking(alice), room.id)).ok);
      assert.deepEqual(dataOf(await stream.next(), "gone"), { id: room.id });
      // Everybody sees the last one: whatever came before it would have come by then.
      const last = await opened(1, {}, outside.map(({ shown }) => ({ ...shown, ring: 1, struck: false })));
      await db.deleteFrom("block").execute();
      await db.deleteFrom("dimmer").execute();
      house.tidings.tiesChanged(outside.map(({ viewer }) => viewer.personId));
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, last.id);
      for (const reader of strangers.slice(1)) {
        assert.equal(dataOf<TrayRoom>(await reader.next(), "room").id, last.id);
      }
      assert.deepEqual(strangers.map(({ waiting }) => waiting), strangers.map(() => 0));
    });

    it("tell that a room is gone after a block, and after being struck out", async () => {
      const stream = await watchEmpty(bob);
      const room = await opened();
      await stream.next();
      await db.insertInto("block").values({ person_id: alice.personId, blocked_id: bob.personId, since: NOON })
        .execute();
      house.deps.tidings.tiesChanged([alice.personId, bob.personId]);
      assert.deepEqual(dataOf(await stream.next(), "gone"), { id: room.id });
      await db.deleteFrom("block").where("person_id", "=", alice.personId).execute();
      house.deps.tidings.tiesChanged([bob.personId]);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, room.id);
      await db.updateTable("room_shown").set({ struck: true }).where("room_id", "=", room.id).execute();
      house.deps.tidings.roomChanged(room.id);
      assert.deepEqual(dataOf(await stream.next(), "gone"), { id: room.id });
    });

    it("show a room to the second ring when it widens, not earlier", async () => {
      const stream = await watchEmpty(bob);
      const room = await opened(2);
      await until("the widening to be awaited", () => house.time.pending === 2);
      house.time.advance(5 * MINUTE_MS - 1);
      const marker = await opened(1);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, marker.id);
      house.time.advance(1);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, room.id);
    });

    it("know of widenings from before anybody looked, and go on to the third ring", async () => {
      const room = await opened(3);
      house.time.advance(MINUTE_MS);
      const stream = await watchEmpty(bob);
      await until("the widening to be awaited", () => house.time.pending === 2);
      house.time.advance(4 * MINUTE_MS);
      await until("the next widening to be awaited", () => house.time.pending === 2);
      assert.equal(stream.waiting, 0);
      house.time.advance(10 * MINUTE_MS);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, room.id);
    });

    it("show what a dimmer hid when it ends by itself", async () => {
      const room = await opened();
      await db.insertInto("dimmer")
        .values({ person_id: alice.personId, dimmed_id: bob.personId, until: minutesAfterNoon(30) }).execute();
      const stream = await watchEmpty(bob);
      await until("the dimmer's end to be awaited", () => house.time.pending >= 2);
      house.time.advance(29 * MINUTE_MS);
      assert.equal(stream.waiting, 0);
      house.time.advance(MINUTE_MS);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, room.id);
    });

    it("tell no more of a room to who was put out of it, until they are let back", async () => {
      const cleo = await house.person("Cleo");
      await befriend(alice.personId, cleo.personId);
      const room = await opened();
      const places = [bob, cleo].map((
        { personId },
      ) => ({ personId, ring: 1, struck: false, roomsTogether: 0 } as const));
      await db.transaction().execute((trx) => showRoomTo(trx, room.id, places));
      const [bobs, cleos] = [watch(bob), watch(cleo)];
      for (const stream of [bobs, cleos]) assert.equal(dataOf<TrayView>(await stream.next(), "tray").rooms.length, 1);
      const taken = await takeSeat(house.deps, asking(bob), room.code, null);
      assert.ok(taken.ok);
      assert.deepEqual(dataOf(await bobs.next(), "gone"), { id: room.id });
      assert.deepEqual(dataOf<TrayRoom>(await cleos.next(), "room").inside.map(({ name }) => name), ["Bob"]);

      const removed = await removeSeat(house.deps, asking(alice), room.id, taken.value.seat.id);
      assert.ok(removed.ok);
      assert.deepEqual(dataOf(await cleos.next(), "gone"), { id: room.id }, "it is locked");
      assert.ok((await unlockRoom(house.deps, asking(alice), room.id)).ok);
      assert.equal(dataOf<TrayRoom>(await cleos.next(), "room").id, room.id);
      assert.equal(bobs.waiting, 0);
      assert.deepEqual((await house.trays.read(bob)).view.rooms, []);

      assert.ok((await readmit(house.deps, asking(alice), room.id, removed.value.removal.id)).ok);
      assert.equal(dataOf<TrayRoom>(await bobs.next(), "room").id, room.id);
    });

    it("go on after a cut: nothing lost, nothing twice", async () => {
      const first = await watchEmpty(bob);
      const room = await opened();
      const event = await first.next();
      const known = fold([{ type: "room", room: dataOf<TrayRoom>(event, "room") }]);
      await first.close();

      const again = watch(bob, event.id);
      await until("the stream to go on", () => again.comments > 0);
      assert.equal(again.events.length, 0);
      const second = await opened();
      const { rooms } = foldTray(known, { type: "room", room: dataOf<TrayRoom>(await again.next(), "room") });
      assert.deepEqual(new Set(rooms.map(({ id }) => id)), new Set([room.id, second.id]));
      await again.close();

      await endRoom(house.deps, asking(alice), second.id);
      const late = watch(bob, again.lastEventId);
      const tray = dataOf<TrayView>(await late.next(), "tray");
      assert.deepEqual(tray.rooms.map(({ id }) => id), [room.id]);
    });

    it("go on from the tray that a page was rendered with, if JavaScript was late", async () => {
      const room = await opened();
      const page = await house.trays.read(bob);
      assert.deepEqual(page.view.rooms.map(({ id }) => id), [room.id]);
      const stream = watch(bob, page.eventId);
      await until("the stream to go on", () => stream.comments > 0);
      assert.equal(stream.waiting, 0);
      const second = await opened();
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").id, second.id);
    });

    it("give the whole tray to a page that was rendered before something changed", async () => {
      const early = await house.trays.read(bob);
      const room = await opened();
      const whole = dataOf<TrayView>(await watch(bob, early.eventId).next(), "tray");
      assert.deepEqual(whole.rooms.map(({ id }) => id), [room.id]);
      const page = await house.trays.read(bob);
      await endRoom(house.deps, asking(alice), room.id);
      const later = watch(bob, page.eventId);
      assert.deepEqual(dataOf<TrayView>(await later.next(), "tray").rooms, []);
    });

    it("end with a session of the person, and of nobody else", async () => {
      const [one, other, alices] = [await watchEmpty(bob), await watchEmpty(bob), watch(alice)];
      await alices.next();
      house.tidings.sessionEnded(bob.personId);
      await until("both to end", () => one.ended && other.ended);
      assert.equal(alices.ended, false);
      assert.equal(house.trays.people, 1);
    });

    it("answer a forged id, and that of somebody else, with the whole tray of who asks", async () => {
      await opened();
      const cleo = await house.person("Cleo");
      const empty = await watchEmpty(cleo);
      for (const forged of ["", "x", empty.lastEventId, "A".repeat(43), "ø\u2028", "a".repeat(100_000)]) {
        const reader = watch(bob, forged);
        assert.equal(dataOf<TrayView>(await reader.next(), "tray").rooms.length, 1);
        const strangers = watch(await house.person("Mallory"), forged);
        assert.deepEqual(dataOf(await strangers.next(), "tray"), { rooms: [], unread: 0 });
      }
    });

    it("tell two tabs the same, and each goes when it goes", async () => {
      const [one, other] = [await watchEmpty(bob), await watchEmpty(bob)];
      assert.equal(house.trays.people, 1);
      await opened();
      assert.deepEqual(await one.next(), await other.next());
      await one.close();
      await opened();
      await other.next();
      assert.equal(one.waiting, 0);
      await other.close();
      await until("nobody to be left", () => house.trays.people === 0 && house.time.pending === 0);
    });

    it("say whether a room talks", async () => {
      const stream = await watchEmpty(bob);
      const room = await opened();
      await stream.next();
      const taken = await takeSeat(
        house.deps,
        { viewer: alice, seatToken: () => null, traces: NO_TRACES },
        room.code,
        null,
      );
      assert.ok(taken.ok);
      await stream.next();
      await until("the room to be taken up", () => house.signalling.inside(room.id) === 1);
      const seatId = taken.value.seat.id;
      house.deps.publisher.publish(room.id, { type: "speaking_changed", seatId, speaking: true });
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").talking, true);
      house.deps.publisher.publish(room.id, { type: "speaking_changed", seatId, speaking: false });
      house.time.advance(9999);
      assert.equal(stream.waiting, 0);
      house.time.advance(1);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").talking, false);
    });

    it("count notices that are not read", async () => {
      const stream = await watchEmpty(bob);
      await notice("once");
      house.deps.tidings.noticed([bob.personId, alice.personId]);
      assert.deepEqual(dataOf(await stream.next(), "notices"), { unread: 1 });
    });

    async function notice(key: string): Promise<void> {
      await db.insertInto("notice").values({
        id: noticeId(crypto.randomUUID()),
        person_id: bob.personId,
        kind: "friend_request",
        about_id: alice.personId,
        room_id: null,
        group_id: null,
        dedup_key: key,
        created_at: NOON,
        read_at: null,
      }).execute();
    }

    // The embedded database has one connection, which the held answer keeps.
    if (kind === "postgres") {
      it("show no count that is older than one they have shown", async () => {
        const held = holdResults(db);
        await using other = openHouse(held.db);
        const stream = new EventReader(other.trays.open(bob, null));
        await stream.next();
        const unread = () => fold(stream.events.slice(1).map(toTrayEvent)).unread;
        const marker = async () => {
          const room = await opened();
          other.tidings.roomChanged(room.id);
          await until("the marker", () => stream.events.some(({ data }) => (data as { id?: string }).id === room.id));
        };
        const counting = held.next("notice");
        await notice("first");
        other.tidings.noticed([bob.personId]);
        await counting.reached;
        await notice("second");
        other.tidings.noticed([bob.personId]);
        await marker();
        counting.release();
        await until("both to be counted", () => unread() === 2);
        await marker();
        assert.equal(unread(), 2);
        await stream.close();
      });
    }

    it("read a room that changes again and again at most once more than it is being read", async () => {
      const stream = await watchEmpty(bob);
      const room = await opened();
      await stream.next();
      await db.updateTable("room").set({ activity_title: "Chess" }).where("id", "=", room.id).execute();
      for (let time = 0; time < 100; time++) house.deps.tidings.roomChanged(room.id);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").activity.title, "Chess");
      await db.updateTable("room").set({ activity_title: "Go" }).where("id", "=", room.id).execute();
      house.deps.tidings.roomChanged(room.id);
      assert.equal(dataOf<TrayRoom>(await stream.next(), "room").activity.title, "Go");
    });

    it("beat every 15 seconds and end after an hour", async () => {
      const stream = await watchEmpty(bob);
      house.time.advance(15_000);
      await until("a beat", () => stream.comments === 1);
      house.time.advance(60 * MINUTE_MS);
      await until("the end", () => stream.ended);
    });

    it("cut a reader who leaves over 64 KiB waiting", async () => {
      const room = await opened(1, { activity: { emoji: "🎨", title: "p".repeat(100) } });
      const stuck = house.trays.open(bob, null);
      const stream = watch(bob);
      await stream.next();
      const events = 64 * 1024 / 400;
      for (let change = 0; change < events && house.trays.people > 0; change++) {
        await db.updateTable("room").set({ activity_title: `${change} ${"p".repeat(90)}` }).where("id", "=", room.id)
          .execute();
        house.deps.tidings.roomChanged(room.id);
        await stream.next();
      }
      await assert.rejects(stuck.getReader().read(), /too slow/);
    });

    function fold(events: readonly TrayEvent[]): TrayView {
      return events.reduce(foldTray, { rooms: [], unread: 0 });
    }
  });
});

function toTrayEvent({ event, data }: ReadEvent): TrayEvent {
  if (event === "notices") return { type: "notices", unread: (data as { unread: number }).unread };
  return { type: "room", room: data as TrayRoom };
}

function dataOf<T>(event: ReadEvent, kind: TrayEvent["type"]): T {
  assert.equal(event.event, kind);
  assert.match(event.id, /^[\w-]{43}$/);
  return event.data as T;
}
