import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Room } from "../../domain/room.ts";
import { fakeSdp } from "../../media/fake/fake_sdp.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse } from "../support/house.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const publish = {
  sdp: fakeSdp([{ mid: "0", media: "audio" }]),
  tracks: [{ mid: "0", kind: "microphone" as const }],
};

describe("a door left ajar", () => {
  const database = embeddedForSuite();
  let house: House;
  let room: Room;
  let host: SignalClient;
  beforeEach(async () => {
    house = openHouse(database());
    room = await house.room();
    host = await house.socket({ viewer: { kind: "person", personId: room.hostId, name: room.hostName } });
    await host.hello(room.code);
  });
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    assert.equal(house.gateway.liveLines, 0);
  });

  async function visitor(): Promise<SignalClient> {
    const client = await house.socket({ cookie: await house.guest(room) });
    await client.hello(room.code);
    return client;
  }

  it("takes a seat and nothing at the media server", async () => {
    await until("a line is ready", () => house.gateway.liveLines === 1);
    const joined = expectJoined(await host.join({ ajar: true, publish }));
    assert.deepEqual(joined.live.seats.map(({ presence }) => presence), ["ajar"]);
    assert.equal(joined.offer, null);
    await until("the ready line is closed", () => house.gateway.liveLines === 0);
    assert.equal(house.gateway.calls.get("join"), undefined);
    assert.equal(house.gateway.rooms.has(room.id), false);
    assert.deepEqual(host.unread.filter(({ type }) => type === "publish_answer"), []);
  });

  it("tells who waits that somebody came, and who came that somebody waits", async () => {
    expectJoined(await host.join({ ajar: true }));
    const ann = await visitor();
    const joined = expectJoined(await ann.join({ nickname: "Ann", publish }));
    assert.deepEqual(
      joined.live.seats.map(({ name, presence }) => [name, presence]).toSorted(),
      [
        [room.hostName, "ajar"],
        ["Ann", "inside"],
      ].toSorted(),
    );
    const came = await host.next("room_event", ({ event }) => event.type === "person_joined");
    assert.equal(came.event.type === "person_joined" && came.event.seat.name, "Ann");
  });

  it("brings who waited in, on the same seat", async () => {
    const waiting = expectJoined(await host.join({ ajar: true }));
    const ann = await visitor();
    expectJoined(await ann.join({ nickname: "Ann", publish }));
    await ann.next("publish_answer");
    const inside = expectJoined(await host.join({ publish }));
    assert.equal(inside.seatId, waiting.seatId);
    assert.equal(inside.offer?.tracks.length, 1);
    const came = await ann.next("room_event", ({ event }) => event.type === "person_joined");
    assert.equal(came.event.type === "person_joined" && came.event.seat.presence, "inside");
  });

  it("asks nobody who waits to join again when the media server is back", async () => {
    expectJoined(await host.join({ ajar: true }));
    house.gateway.goDown();
    assert.equal((await host.next("media")).state, "down");
    house.gateway.comeBack();
    const ann = await visitor();
    expectJoined(await ann.join({ nickname: "Ann" }));
    await host.next("room_event", ({ event }) => event.type === "person_joined");
    assert.deepEqual(host.unread.filter(({ type }) => type === "media"), []);
  });

  it("works while the media server is away", async () => {
    house.gateway.goDown();
    expectJoined(await host.join({ ajar: true }));
    house.gateway.comeBack();
  });
});
