/** Suspending somebody: at once on every road, for good until it is lifted, and by nobody but the operator. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createRoom } from "../../actions/create_room.ts";
import type { Deps } from "../../actions/deps.ts";
import { findPeople } from "../../actions/find_people.ts";
import { liftSuspension } from "../../actions/lift_suspension.ts";
import { suspendPerson } from "../../actions/suspend_person.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { listDeeds } from "../../db/audit.ts";
import type { Db } from "../../db/database.ts";
import { findRoomById } from "../../db/rooms.ts";
import { liveSeats } from "../../db/seats.ts";
import { SuspendedPeople } from "../../db/suspended_people.ts";
import { lockPerson, setSuspended } from "../../db/suspensions.ts";
import { personId } from "../../domain/ids.ts";
import type { Outcome } from "../../domain/refusal.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { CLOSE, PROTOCOL_VERSION } from "../../protocol/version.ts";
import { onEachDatabase } from "../support/databases.ts";
import { EventReader } from "../support/event_reader.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const WHY = "Sells things.";

describe("suspending", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let deps: Deps;
    let olga: PersonViewer;
    let bo: PersonViewer;
    let mara: PersonViewer;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      [olga, bo, mara] = [await house.person("Olga"), await house.person("Bo"), await house.person("Mara")];
      deps = { ...house.deps, operatorEmail: `${olga.personId}@example.org` };
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    function refusalOf(outcome: Outcome<unknown>): string {
      return outcome.ok ? "granted" : outcome.refusal;
    }
    const suspend = async (viewer = olga, person = bo.personId, reason = WHY) =>
      refusalOf(await suspendPerson(deps, viewer, person, reason));
    const lift = async (viewer = olga, person = bo.personId, reason = "Is sorry.") =>
      refusalOf(await liftSuspension(deps, viewer, person, reason));

    async function inside(viewer: PersonViewer, code: string): Promise<SignalClient> {
      const client = await house.socket({ viewer });
      await client.hello(code);
      expectJoined(await client.join());
      return client;
    }

    it("closes their sockets, gives up their seats and ends their media, while others stay", async () => {
      const room = await house.room({ hostId: mara.personId });
      const others = await inside(mara, room.code);
      const theirs = await inside(bo, room.code);
      const atDoor = await house.socket({ viewer: bo });
      await atDoor.hello(room.code);
      await others.next("room_event", ({ event }) => event.type === "person_joined");
      assert.equal(await suspend(), "granted");
      assert.equal((await theirs.closed).code, CLOSE.signedOut);
      assert.equal((await atDoor.closed).code, CLOSE.signedOut);
      await others.next("room_event", ({ event }) => event.type === "person_left");
      assert.deepEqual((await liveSeats(db, room.id)).map(({ name }) => name), ["Mara"]);
      await until("the media of one seat only", async () => (await house.gateway.seatsInside(room.id)).length === 1);
      assert.equal((await others.ask({ type: "leave" })).type, "left");
    });

    it("ends their open rooms for everybody, and says so in the record", async () => {
      const room = await house.room({ hostId: bo.personId });
      const guest = await house.socket({ cookie: await house.guest(room) });
      await guest.hello(room.code);
      expectJoined(await guest.join({ nickname: "Zoë" }));
      assert.equal(await suspend(), "granted");
      await guest.next("room_event", ({ event }) => event.type === "room_ended");
      assert.equal((await findRoomById(db, room.id))?.state, "ended");
      assert.deepEqual(await liveSeats(db, room.id), []);
      const [ended] = await listDeeds(db, { room: room.id, before: null, limit: 9 });
      assert.deepEqual([ended?.deed, ended?.actor.name, ended?.detail], ["room_ended", "Olga", { role: "operator" }]);
      const [why] = await listDeeds(db, { somebody: bo.personId, before: null, limit: 9 });
      assert.deepEqual([why?.deed, why?.actor.id, why?.subject, why?.detail], [
        "person_suspended",
        olga.personId,
        { id: bo.personId, name: "Bo" },
        { reason: WHY },
      ]);
    });

    it("ends their streams, takes their rooms out of trays, and nobody finds them", async () => {
      await db.insertInto("friendship").values([
        { person_id: bo.personId, friend_id: mara.personId, since: NOON },
        { person_id: mara.personId, friend_id: bo.personId, since: NOON },
      ]).execute();
      const wish = {
        activity: { emoji: "☕", title: "Tea" },
        audience: { kind: "friends", struckIds: [], toAll: true },
      };
      assert.ok((await createRoom(deps, bo, wish as Parameters<typeof createRoom>[2])).ok);
      const [theirs, others] = [house.trays.open(bo, null), house.trays.open(mara, null)].map((stream) =>
        new EventReader(stream)
      );
      assert.ok(theirs && others);
      assert.deepEqual([(await theirs.next()).event, (await others.next()).event], ["tray", "tray"]);
      const found = async () => {
        const people = await findPeople(deps, mara, `${bo.personId}@example.org`);
        return people.ok && people.value.length;
      };
      assert.equal(await found(), 1);
      assert.equal(await suspend(), "granted");
      await until("their stream to end", () => theirs.ended);
      assert.equal((await others.next()).event, "gone");
      assert.equal(await found(), 0);
      assert.equal(await lift(), "granted");
      assert.equal(await found(), 1);
    });

    it("stops what was under way: no seat, room, socket or stream of theirs comes about any more", async () => {
      const room = await house.room({ hostId: mara.personId });
      const early = await house.socket({ viewer: bo });
      assert.equal(await suspend(), "granted");
      early.send({ type: "hello", version: PROTOCOL_VERSION, code: room.code });
      assert.equal((await early.next("refused")).code, "not_signed_in");
      assert.equal((await early.closed).code, CLOSE.signedOut);
      const asker = { viewer: bo, seatToken: () => null, traces: NO_TRACES };
      assert.equal(refusalOf(await takeSeat(deps, asker, room.code, null)), "suspended");
      const wish = { activity: { emoji: "☕", title: "Tea" }, audience: { kind: "link" } } as const;
      assert.equal(refusalOf(await createRoom(deps, bo, wish)), "suspended");
      const stream = new EventReader(house.trays.open(bo, null));
      await until("the stream to end", () => stream.ended);
      assert.deepEqual(stream.events, []);
      assert.equal(await lift(), "granted");
      assert.equal(refusalOf(await takeSeat(deps, asker, room.code, null)), "granted");
    });

    it("catches who is just coming in: no picture, no sound, and nobody sees them", async () => {
      const room = await house.room({ hostId: mara.personId });
      const others = await inside(mara, room.code);
      const theirs = await house.socket({ viewer: bo });
      await theirs.hello(room.code);
      const release = house.gateway.holdNext("join");
      theirs.startJoin();
      await until("the seat to be taken", async () => (await liveSeats(db, room.id)).length === 2);
      assert.equal(await suspend(), "granted");
      release();
      assert.equal((await theirs.closed).code, CLOSE.signedOut);
      await until("the media of one seat only", async () => (await house.gateway.seatsInside(room.id)).length === 1);
      assert.equal((await others.ask({ type: "leave" })).type, "left");
      assert.deepEqual(others.unread.filter(({ type }) => type === "room_event"), []);
    });

    it("leaves no seat behind, whoever is first of suspending and coming in at the same moment", async () => {
      for (let round = 0; round < 5; round++) {
        const person = await house.person(`Racer ${round}`);
        const rooms = [await house.room({ hostId: mara.personId }), await house.room({ hostId: mara.personId })];
        const asker = { viewer: person, seatToken: () => null, traces: NO_TRACES };
        await Promise.all([
          ...rooms.map(({ code }) => takeSeat(deps, asker, code, null)),
          suspend(olga, person.personId),
          createRoom(deps, person, { activity: { emoji: "☕", title: "Tea" }, audience: { kind: "link" } }),
        ]);
        for (const { id } of rooms) assert.deepEqual(await liveSeats(db, id), []);
        const open = await db.selectFrom("room").select("id").where("host_id", "=", person.personId)
          .where("state", "=", "open").execute();
        assert.deepEqual(open, []);
      }
    });

    it("is once done, and once lifted, whatever is asked after it", async () => {
      const told = async () =>
        (await listDeeds(db, { somebody: bo.personId, before: null, limit: 9 })).map(({ deed, detail }) =>
          `${deed}: ${detail.reason}`
        );
      assert.equal(await lift(), "granted");
      assert.deepEqual(await told(), []);
      assert.equal(await suspend(), "granted");
      assert.equal(await suspend(olga, bo.personId, "Another reason."), "granted");
      assert.deepEqual(await told(), [`person_suspended: ${WHY}`]);
      assert.equal(await lift(), "granted");
      assert.equal(await lift(), "granted");
      assert.deepEqual(await told(), ["suspension_lifted: Is sorry.", `person_suspended: ${WHY}`]);
      assert.equal(await deps.suspended.has(bo.personId), false);
    });

    it("is for the operator alone, who cannot suspend themselves, and needs a reason", async () => {
      assert.equal(await suspend(mara), "not_found");
      assert.equal(await lift(mara), "not_found");
      assert.equal(refusalOf(await suspendPerson(deps, { kind: "guest" }, bo.personId, WHY)), "not_found");
      assert.equal(await suspend(olga, olga.personId), "is_oneself");
      assert.equal(await suspend(olga, personId("none")), "not_found");
      assert.equal(await suspend(olga, personId("\0")), "not_found");
      assert.equal(await lift(olga, personId("\0")), "not_found");
      for (const reason of ["", " \n ", "a\0b", "x".repeat(401), "x".repeat(10_000)]) {
        assert.equal(await suspend(olga, bo.personId, reason), "bad_text");
        assert.equal(await lift(olga, bo.personId, reason), "bad_text");
      }
      assert.equal(await deps.suspended.has(bo.personId), false);
      assert.equal(await suspend(olga, bo.personId, " Two\nlines. "), "granted");
    });

    describe("SuspendedPeople", () => {
      it("knows at once what it is told, and after a second what another process did", async () => {
        const people = new SuspendedPeople(db, house.time.now);
        const set = (at: Date | null) => db.transaction().execute((trx) => setSuspended(trx, bo.personId, at));
        assert.equal(await people.has(bo.personId), false);
        await set(NOON);
        assert.equal(await people.has(bo.personId), false);
        house.time.advance(999);
        assert.equal(await people.has(bo.personId), false);
        house.time.advance(1);
        assert.equal(await people.has(bo.personId), true);
        await set(null);
        people.forget();
        assert.equal(await people.has(bo.personId), false);
      });

      it("does not keep what was read before it was told to forget", async () => {
        const people = new SuspendedPeople(db, house.time.now);
        const early = people.has(bo.personId);
        await db.transaction().execute(async (trx) => {
          await lockPerson(trx, bo.personId);
          await setSuspended(trx, bo.personId, NOON);
        });
        people.forget();
        await early;
        assert.equal(await people.has(bo.personId), true);
      });
    });
  });
});
