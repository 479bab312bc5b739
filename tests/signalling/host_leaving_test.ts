/** What a room does by itself when those with the host's rights leave it, and when they come back. */
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { lockRoom } from "../../actions/lock_room.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { unlockRoom } from "../../actions/unlock_room.ts";
import { listDeeds } from "../../db/audit.ts";
import { findRoomById } from "../../db/rooms.ts";
import { ENDS_UNATTENDED_AFTER_MS } from "../../domain/attendance.ts";
import type { SeatId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import type { RoomSettings } from "../../domain/room_settings.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOBODY_WAITS } from "../support/rows.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const GRACE_MS = 30_000;

describe("when the host leaves", () => {
  const db = embeddedForSuite();
  let house: House;
  let room: Room;
  let host: PersonViewer;
  beforeEach(() => {
    house = openHouse(db());
  });
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    assert.equal(house.time.pending, 0);
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  async function open(whenHostLeaves: RoomSettings["whenHostLeaves"]): Promise<void> {
    room = await house.room({ settings: { ...NOBODY_WAITS, whenHostLeaves } });
    host = { kind: "person", personId: room.hostId, name: room.hostName };
  }

  async function comesIn(who: { viewer?: PersonViewer; cookie?: string }, nickname: string | null = null) {
    const client = await house.socket(who);
    await client.hello(room.code);
    const joined = expectJoined(await client.join({ nickname }));
    return { client, seatId: joined.seatId, live: joined.live };
  }

  async function guest(nickname: string): Promise<{ client: SignalClient; seatId: SeatId }> {
    return await comesIn({ cookie: await house.guest(room) }, nickname);
  }

  const now = async () => (await findRoomById(db(), room.id)) ?? assert.fail("the room is gone");
  const endingTold = (client: SignalClient) =>
    client.next("room_event", ({ event }) => event.type === "ending_changed");
  const lockTold = (client: SignalClient) => client.next("room_event", ({ event }) => event.type === "lock_changed");

  /** Whoever comes in waits behind all that the room is doing by itself. */
  async function settled(): Promise<void> {
    await house.deps.background.idle();
    const client = await house.socket({ cookie: await house.guest(room) });
    await client.hello(room.code);
    if ((await client.join({ nickname: "Probe" })).type === "joined") await client.ask({ type: "leave" });
    await client.cut();
  }

  describe("and the room locks itself", () => {
    beforeEach(() => open("lock"));

    it("is locked for newcomers until the host is back", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus } = await guest("Gus");
      await alice.client.ask({ type: "leave" });
      assert.deepEqual((await lockTold(gus)).event, { type: "lock_changed", locked: true });
      assert.equal((await now()).lock?.cause, "host_gone");
      const late = await house.socket({ cookie: await house.guest(room) });
      assert.equal((await late.hello(room.code)).door.locked, true);
      const refused = await late.join({ nickname: "Late" });
      assert.equal(refused.type === "refused" && refused.code, "room_locked");
      await comesIn({ viewer: host });
      assert.deepEqual((await lockTold(gus)).event, { type: "lock_changed", locked: false });
      assert.equal((await late.next("door", ({ door }) => !door.locked)).door.locked, false);
      expectJoined(await late.join({ nickname: "Late" }));
      const deeds = (await listDeeds(db(), { room: room.id, before: null, limit: 10 }))
        .map(({ actor, deed, detail }) => [actor.kind, deed, detail.cause]);
      assert.deepEqual(deeds, [["system", "room_unlocked", "host_gone"], ["system", "room_locked", "host_gone"]]);
    });

    it("waits for a host whose socket is lost as long as the seat does, and locks out no host who reloads", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus } = await guest("Gus");
      for (let reload = 0; reload < 3; reload++) {
        await alice.client.cut();
        await gus.next("room_event", ({ event }) => event.type === "person_away");
        house.time.advance(GRACE_MS - 1);
        alice.client = (await comesIn({ viewer: host })).client;
      }
      assert.deepEqual(
        gus.unread.filter((each) => each.type === "room_event" && each.event.type === "lock_changed"),
        [],
      );
      await alice.client.cut();
      await gus.next("room_event", ({ event }) => event.type === "person_away");
      house.time.advance(GRACE_MS);
      assert.deepEqual((await lockTold(gus)).event, { type: "lock_changed", locked: true });
      await comesIn({ viewer: host });
      assert.equal((await lockTold(gus)).event.type, "lock_changed");
    });

    it("stays open while a co-host is inside", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus, seatId } = await guest("Gus");
      const { client: ann } = await guest("Ann");
      assert.ok((await setCoHost(house.deps, asking(host), room.id, seatId, true)).ok);
      await alice.client.ask({ type: "leave" });
      await ann.next("room_event", ({ event }) => event.type === "person_left");
      await guest("New");
      assert.equal((await now()).locked, false);
      await gus.ask({ type: "leave" });
      assert.deepEqual((await lockTold(ann)).event, { type: "lock_changed", locked: true });
      expectJoined(await gus.join());
      assert.deepEqual((await lockTold(ann)).event, { type: "lock_changed", locked: false });
    });

    it("locks when the last co-host inside is no co-host any more", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus, seatId } = await guest("Gus");
      await setCoHost(house.deps, asking(host), room.id, seatId, true);
      await alice.client.ask({ type: "leave" });
      await setCoHost(house.deps, asking(host), room.id, seatId, false);
      assert.deepEqual((await lockTold(gus)).event, { type: "lock_changed", locked: true });
    });

    it("leaves a lock of the host's own as it is, and one that the host made of it", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus } = await guest("Gus");
      assert.ok((await lockRoom(house.deps, asking(host), room.id)).ok);
      await lockTold(gus);
      await alice.client.ask({ type: "leave" });
      await comesIn({ viewer: host });
      await settled();
      assert.equal((await now()).lock?.cause, "deed");

      assert.ok((await unlockRoom(house.deps, asking(host), room.id)).ok);
      await lockTold(gus);
      const again = await comesIn({ viewer: host });
      await again.client.ask({ type: "leave" });
      await lockTold(gus);
      assert.equal((await now()).lock?.cause, "host_gone");
      assert.ok((await lockRoom(house.deps, asking(host), room.id)).ok);
      await comesIn({ viewer: host });
      await settled();
      assert.equal((await now()).lock?.cause, "deed");
    });

    it("leaves a door open that the host unlocks from outside", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus } = await guest("Gus");
      await alice.client.ask({ type: "leave" });
      await lockTold(gus);
      await unlockRoom(house.deps, asking(host), room.id);
      await lockTold(gus);
      await guest("New");
      await settled();
      assert.equal((await now()).locked, false);
    });

    it("holds after a restart: a host who is not back in time has left", async () => {
      await comesIn({ viewer: host });
      await guest("Gus");
      await house[Symbol.asyncDispose]();
      house = openHouse(db());
      await house.signalling.resume();
      await settled();
      assert.equal((await now()).locked, false);
      house.time.advance(GRACE_MS);
      await until("the room is locked", async () => (await now()).lock?.cause === "host_gone");
    });
  });

  describe("and the room ends", () => {
    beforeEach(() => open("end"));

    it("says so, and ends after two minutes", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus } = await guest("Gus");
      await alice.client.ask({ type: "leave" });
      const endsAt = house.time.now().getTime() + ENDS_UNATTENDED_AFTER_MS;
      assert.deepEqual((await endingTold(gus)).event, { type: "ending_changed", endsAt });
      assert.equal((await comesIn({ cookie: await house.guest(room) }, "New")).live.endsAt, endsAt);
      house.time.advance(ENDS_UNATTENDED_AFTER_MS - 1);
      await settled();
      assert.equal((await now()).state, "open");
      house.time.advance(1);
      await gus.next("room_event", ({ event }) => event.type === "room_ended");
      assert.equal((await now()).state, "ended");
      const [ended] = await listDeeds(db(), { room: room.id, before: null, limit: 1 });
      assert.deepEqual([ended?.actor.kind, ended?.deed], ["system", "room_ended"]);
    });

    it("goes on if one with the host's rights is back in time, and counts anew", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus } = await guest("Gus");
      await alice.client.ask({ type: "leave" });
      await settled();
      house.time.advance(ENDS_UNATTENDED_AFTER_MS - 1);
      await endingTold(gus);
      expectJoined(await alice.client.join());
      assert.deepEqual((await endingTold(gus)).event, { type: "ending_changed", endsAt: null });
      house.time.advance(ENDS_UNATTENDED_AFTER_MS);
      await settled();
      assert.equal((await now()).state, "open");
      await alice.client.ask({ type: "leave" });
      await settled();
      house.time.advance(ENDS_UNATTENDED_AFTER_MS);
      await gus.next("room_event", ({ event }) => event.type === "room_ended");
    });

    it("ends although nobody is inside, and nobody watches", async () => {
      const alice = await comesIn({ viewer: host });
      await alice.client.ask({ type: "leave" });
      await alice.client.cut();
      await settled();
      house.time.advance(ENDS_UNATTENDED_AFTER_MS);
      await until("it has ended", async () => (await now()).state === "ended");
    });

    it("goes on if the host sets it otherwise meanwhile", async () => {
      const alice = await comesIn({ viewer: host });
      const { client: gus } = await guest("Gus");
      await alice.client.ask({ type: "leave" });
      await endingTold(gus);
      assert.ok((await changeRoom(house.deps, asking(host), room.id, { settings: { whenHostLeaves: "go_on" } })).ok);
      assert.deepEqual((await endingTold(gus)).event, { type: "ending_changed", endsAt: null });
      house.time.advance(ENDS_UNATTENDED_AFTER_MS);
      await settled();
      assert.equal((await now()).state, "open");
    });

    it("ends after a restart at the time that was set before", async () => {
      const alice = await comesIn({ viewer: host });
      await alice.client.ask({ type: "leave" });
      await alice.client.cut();
      await settled();
      await house[Symbol.asyncDispose]();
      house = openHouse(db());
      await house.signalling.resume();
      await settled();
      house.time.advance(ENDS_UNATTENDED_AFTER_MS - 1);
      await settled();
      assert.equal((await now()).state, "open");
      house.time.advance(1);
      await until("it has ended", async () => (await now()).state === "ended");
    });
  });

  it("and the room goes on, it goes on", async () => {
    await open("go_on");
    const alice = await comesIn({ viewer: host });
    await guest("Gus");
    await alice.client.ask({ type: "leave" });
    await settled();
    house.time.advance(ENDS_UNATTENDED_AFTER_MS);
    await settled();
    assert.deepEqual([(await now()).state, (await now()).locked], ["open", false]);
  });

  it("does nothing to a room that its host has not been in", async () => {
    await open("lock");
    const { client } = await guest("Gus");
    await guest("Ann");
    await client.ask({ type: "leave" });
    await settled();
    assert.equal((await now()).locked, false);
  });
});
