import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { lockRoom } from "../../actions/lock_room.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { personId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import type { SeatSummary } from "../../actions/seat_view.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { EventReader } from "../support/event_reader.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { until } from "../support/until.ts";

const SOON_MS = 100;
const HOUR_MS = 3_600_000;

describe("the watched pages of rooms", () => {
  const db = embeddedForSuite();
  let house: House;
  let host: PersonViewer;
  let bob: PersonViewer;
  let room: Room;
  let readers: EventReader[];

  beforeEach(async () => {
    house = openHouse(db());
    readers = [];
    host = await house.person("Alice");
    bob = await house.person("Bob");
    room = await house.room({ hostId: host.personId });
  });
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    await until("every stream to end", () => readers.every(({ ended }) => ended));
    assert.equal(house.time.pending, 0);
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  async function watch(viewer: PersonViewer): Promise<EventReader> {
    const opened = await house.watches.open(asking(viewer), room.id);
    assert.ok(opened.ok);
    const reader = new EventReader(opened.value);
    readers.push(reader);
    await until("the stream to begin", () => reader.comments > 0);
    return reader;
  }

  async function seated(viewer: PersonViewer): Promise<SeatSummary> {
    const taken = await takeSeat(house.deps, asking(viewer), room.code, null);
    assert.ok(taken.ok);
    return taken.value.seat;
  }

  it("hear that something has changed, once for what happens at once, and not what", async () => {
    const reader = await watch(host);
    await seated(bob);
    house.time.advance(SOON_MS);
    await reader.next();
    assert.ok((await lockRoom(house.deps, asking(host), room.id)).ok);
    house.deps.tidings.hostingChanged(room.id);
    house.time.advance(SOON_MS);
    assert.deepEqual(await reader.next(), { id: "", event: "changed", data: {} });
    house.time.advance(SOON_MS);
    assert.equal(reader.waiting, 0);
    const other = await house.room({ hostId: host.personId });
    assert.ok((await lockRoom(house.deps, asking(host), other.id)).ok);
    house.time.advance(SOON_MS);
    house.deps.tidings.hostingChanged(room.id);
    house.time.advance(SOON_MS);
    await reader.next();
    assert.equal(reader.waiting, 0);
  });

  it("are not open to those who do not look after the room", async () => {
    for (const viewer of [bob, { kind: "person", personId: personId("nobody"), name: "" } as const]) {
      const opened = await house.watches.open(asking(viewer), room.id);
      assert.deepEqual(opened, { ok: false, refusal: "not_found" });
    }
    await seated(bob);
    assert.deepEqual(await house.watches.open(asking(bob), room.id), { ok: false, refusal: "not_allowed" });
  });

  it("end for a co-host who is none any more, without a word", async () => {
    const seat = await seated(bob);
    assert.ok((await setCoHost(house.deps, asking(host), room.id, seat.id, true)).ok);
    house.time.advance(SOON_MS);
    const reader = await watch(bob);
    assert.ok((await setCoHost(house.deps, asking(host), room.id, seat.id, false)).ok);
    house.time.advance(SOON_MS);
    await until("the stream to end", () => reader.ended);
    assert.deepEqual(reader.events, []);
  });

  it("beat, and end after an hour, so that who comes back shows the session again", async () => {
    const reader = await watch(host);
    house.time.advance(15_000);
    await until("a beat", () => reader.comments === 2);
    house.time.advance(HOUR_MS);
    await until("the stream to end", () => reader.ended);
  });

  it("end with the house, and none opens after that", async () => {
    const reader = await watch(host);
    house.watches.drain();
    await until("the stream to end", () => reader.ended);
    const late = await house.watches.open(asking(host), room.id);
    assert.ok(late.ok);
    readers.push(new EventReader(late.value));
  });

  it("end with a session of who watches, and of nobody else", async () => {
    const taken = await seated(bob);
    assert.ok((await setCoHost(house.deps, asking(host), room.id, taken.id, true)).ok);
    const [hosts, bobs] = [await watch(host), await watch(bob)];
    house.tidings.sessionEnded(host.personId);
    await until("the host's to end", () => hosts.ended);
    assert.equal(bobs.ended, false);
    house.tidings.signedOut([bob.personId]);
    await until("the other to end", () => bobs.ended);
  });
});
