/** What stays behind of coming in and leaving: interactions and notices. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { endRoom } from "../../actions/end_room.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Db } from "../../db/database.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import type { Viewer } from "../../domain/viewer.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const none = () => null;

describe("visits", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let host: PersonViewer;
    let room: Room;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      host = await house.person("Mara");
      room = await house.room({ hostId: host.personId });
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function enter(viewer: PersonViewer): Promise<SignalClient> {
      const client = await house.socket({ viewer });
      await client.hello(room.code);
      expectJoined(await client.join());
      return client;
    }

    /** "who>about kind amount", in the order of writing. */
    async function interactions(): Promise<string[]> {
      await house.deps.background.idle();
      const rows = await db.selectFrom("interaction")
        .innerJoin("person as one", "one.id", "interaction.person_id")
        .innerJoin("person as other", "other.id", "interaction.other_id")
        .select(["one.name as one", "other.name as other", "interaction.kind", "interaction.amount"])
        .where("interaction.room_id", "=", room.id)
        .execute();
      return rows.map(({ one, other, kind, amount }) => `${one}>${other} ${kind} ${amount}`).sort();
    }

    async function toldHost(): Promise<number> {
      await house.deps.background.idle();
      const rows = await db.selectFrom("notice").selectAll()
        .where("person_id", "=", host.personId).where("kind", "=", "came_in").execute();
      assert.ok(rows.every(({ room_id }) => room_id === room.id));
      return rows.length;
    }

    function hostsPresence(): string | undefined {
      return house.signalling.live(room.id)?.seats.find((seat) => seat.host)?.presence;
    }

    async function leave(client: SignalClient): Promise<void> {
      assert.equal((await client.ask({ type: "leave" })).type, "left");
    }

    it("somebody who comes in has dropped in, and the host was visited and is told", async () => {
      const noticed: unknown[] = [];
      const noor = await house.person("Noor");
      const deps = {
        ...house.deps,
        tidings: {
          roomChanged() {},
          scheduleChanged() {},
          hostingChanged() {},
          tiesChanged() {},
          signedOut() {},
          noticed(people: readonly PersonId[]) {
            noticed.push(...people);
          },
        },
      };
      assert.ok((await takeSeat(deps, { viewer: noor, seatToken: none, traces: NO_TRACES }, room.code, null)).ok);
      assert.deepEqual(await interactions(), ["Mara>Noor was_visited 1", "Noor>Mara dropped_in 1"]);
      assert.equal(await toldHost(), 1);
      assert.deepEqual(noticed, [host.personId]);
      const affinities = await db.selectFrom("affinity").selectAll().where("other_id", "=", host.personId).execute();
      assert.deepEqual(affinities.map(({ person_id }) => person_id), [noor.personId]);
    });

    it("the socket that takes up a seat given by a form is no second visit", async () => {
      const noor = await house.person("Noor");
      await takeSeat(house.deps, { viewer: noor, seatToken: none, traces: NO_TRACES }, room.code, null);
      await enter(noor);
      assert.deepEqual(await interactions(), ["Mara>Noor was_visited 1", "Noor>Mara dropped_in 1"]);
    });

    it("neither the host nor a guest visits", async () => {
      await enter(host);
      const guest: Viewer = { kind: "guest" };
      assert.ok(
        (await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, "Gus")).ok,
      );
      assert.deepEqual(await interactions(), []);
      assert.equal(await toldHost(), 0);
    });

    it("going out and in again counts once a day, and is told once an hour", async () => {
      const noor = await house.person("Noor");
      for (const [hoursLater, visits, told] of [[0, 1, 1], [0.5, 1, 1], [1, 1, 2], [24, 2, 3]] as const) {
        house.time.advance(hoursLater * HOUR_MS);
        await leave(await enter(noor));
        assert.equal((await interactions()).filter((told) => told.includes("dropped_in")).length, visits);
        assert.equal(await toldHost(), told);
      }
    });

    it("a host who sits inside is not told", async () => {
      await enter(host);
      await enter(await house.person("Noor"));
      assert.equal((await interactions()).length, 2);
      assert.equal(await toldHost(), 0);
    });

    it("a host who waits behind the open door, or whose connection is lost, is told", async () => {
      const waiting = await house.socket({ viewer: host });
      await waiting.hello(room.code);
      expectJoined(await waiting.join({ ajar: true }));
      await enter(await house.person("Noor"));
      assert.equal(await toldHost(), 1);
      expectJoined(await waiting.join());
      await enter(await house.person("Ines"));
      assert.equal(await toldHost(), 1);
      await waiting.cut();
      await until("the host to be away", () => hostsPresence() === "away");
      await enter(await house.person("Ola"));
      assert.equal(await toldHost(), 2);
    });

    it("a host who took a seat by the form, and has no page that could say who comes, is told", async () => {
      assert.ok((await takeSeat(house.deps, asking(host), room.code, null)).ok);
      await enter(await house.person("Noor"));
      assert.equal(await toldHost(), 1);
    });

    it("who was chosen for the room has followed", async () => {
      room = await house.room({ hostId: host.personId, audience: { kind: "people" } });
      const noor = await house.person("Noor");
      const since = NOON;
      await db.insertInto("friendship").values([
        { person_id: host.personId, friend_id: noor.personId, since },
        { person_id: noor.personId, friend_id: host.personId, since },
      ]).execute();
      await db.insertInto("room_shown").values({
        room_id: room.id,
        person_id: noor.personId,
        ring: 1,
        struck: false,
        rooms_together: 0,
      }).execute();
      await enter(noor);
      assert.deepEqual(await interactions(), [
        "Mara>Noor was_visited 1",
        "Noor>Mara dropped_in 1",
        "Noor>Mara followed 1",
      ]);
    });

    it("two are together for as long as both are inside, counted when the first leaves", async () => {
      const [noor, ines] = [await house.person("Noor"), await house.person("Ines")];
      const first = await enter(noor);
      house.time.advance(10 * MINUTE_MS);
      const second = await enter(ines);
      house.time.advance(7.5 * MINUTE_MS);
      await leave(first);
      const counted = async () => (await interactions()).filter((told) => told.includes("together"));
      assert.deepEqual(await counted(), ["Ines>Noor together 7", "Noor>Ines together 7"]);
      house.time.advance(20 * MINUTE_MS);
      await leave(second);
      assert.equal((await counted()).length, 2);
    });

    it("the end of a room counts every pair that was inside, and no guest", async () => {
      await enter(host);
      await enter(await house.person("Noor"));
      const guest = await house.socket({ cookie: await house.guest(room) });
      await guest.hello(room.code);
      expectJoined(await guest.join({ nickname: "Gus" }));
      house.time.advance(3 * MINUTE_MS);
      await enter(await house.person("Ines"));
      house.time.advance(30_000);
      assert.ok((await endRoom(house.deps, asking(host), room.id)).ok);
      assert.ok((await endRoom(house.deps, asking(host), room.id)).ok);
      assert.deepEqual((await interactions()).filter((told) => told.includes("together")), [
        "Mara>Noor together 3",
        "Noor>Mara together 3",
      ]);
    });

    it("nothing is kept of people of whom one blocked the other while both were inside", async () => {
      const noor = await house.person("Noor");
      await enter(host);
      const client = await enter(noor);
      const before = await interactions();
      house.time.advance(5 * MINUTE_MS);
      await db.insertInto("block")
        .values({ person_id: noor.personId, blocked_id: host.personId, since: NOON }).execute();
      await leave(client);
      assert.deepEqual(await interactions(), before);
    });

    it("a failure is logged, and the seat is held all the same", async () => {
      const noor = await house.person("Noor");
      const failing = {
        ...house.deps,
        ids: {
          ...house.deps.ids,
          noticeId() {
            throw new Error("no more ids");
          },
        },
      };
      assert.ok((await takeSeat(failing, { viewer: noor, seatToken: none, traces: NO_TRACES }, room.code, null)).ok);
      await house.deps.background.idle();
      assert.deepEqual(house.log.records.map(({ message }) => message), ["Failed to record a visit"]);
      await house[Symbol.asyncDispose]();
      house = openHouse(db);
    });
  });
});
