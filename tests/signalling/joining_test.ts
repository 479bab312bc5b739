import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { endRoom } from "../../actions/end_room.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { liveSeats } from "../../db/seats.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { roomId, seatId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import { fakeSdp } from "../../media/fake/fake_sdp.ts";
import { CLOSE } from "../../protocol/version.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse } from "../support/house.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const CAMERA = {
  sdp: fakeSdp([{ mid: "0", media: "audio" }, { mid: "1", media: "video" }]),
  tracks: [{ mid: "0", kind: "microphone" }, { mid: "1", kind: "camera" }],
} as const;
const publish = { sdp: CAMERA.sdp, tracks: [...CAMERA.tracks] };

describe("the socket", () => {
  const db = embeddedForSuite();
  let house: House;
  let room: Room;
  beforeEach(async () => {
    house = openHouse(db());
    room = await house.room();
  });
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    assert.equal(house.time.pending, 0);
    assert.equal(house.gateway.liveLines, 0);
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  async function guestAtDoor(cookie?: string): Promise<SignalClient> {
    const client = await house.socket({ cookie: cookie ?? await house.guest(room) });
    await client.hello(room.code);
    return client;
  }

  async function guestInside(nickname: string, changes: Parameters<SignalClient["join"]>[0] = {}) {
    const cookie = await house.guest(room);
    const client = await guestAtDoor(cookie);
    const joined = expectJoined(await client.join({ nickname, ...changes }));
    return { client, cookie, joined, seatId: joined.seatId };
  }

  async function host(): Promise<SignalClient> {
    const client = await house.socket({
      viewer: { kind: "person", personId: room.hostId, name: room.hostName },
    });
    await client.hello(room.code);
    return client;
  }

  it("brings two people together: seats, offers and answers", async () => {
    const alice = await host();
    const inA = expectJoined(await alice.join({ publish }));
    assert.equal(inA.offer, null);
    assert.match((await alice.next("publish_answer")).sdp ?? "", /^v=0/);
    assert.deepEqual(inA.live.seats.map(({ name, host, kind }) => [name, host, kind]), [["Alice", true, "person"]]);

    house.time.advance(1);
    const { client: bob, joined: inB } = await guestInside("Bob", { publish });
    assert.deepEqual(inB.live.seats.map(({ name }) => name), ["Alice", "Bob"]);
    assert.deepEqual(
      inB.offer?.tracks.map(({ seatId, kind }) => [seatId, kind]),
      [[inA.seatId, "microphone"], [inA.seatId, "camera"]],
    );
    const told = await alice.next("room_event");
    assert.equal(told.event.type === "person_joined" && told.event.seat.name, "Bob");
    const { offer } = await alice.next("offer");
    assert.deepEqual(new Set(offer.tracks.map(({ seatId }) => seatId)), new Set([inB.seatId]));

    for (const [client, negotiation] of [[alice, offer.negotiation], [bob, inB.offer?.negotiation ?? -1]] as const) {
      const done = await client.ask({ type: "answer", negotiation, sdp: CAMERA.sdp });
      assert.equal(done.type, "done");
    }
  });

  it("has a line ready before the click, and opens the room's media once", async () => {
    const client = await guestAtDoor();
    await until("a line is ready", () => house.gateway.liveLines === 1);
    expectJoined(await client.join({ nickname: "Gus" }));
    assert.equal(house.gateway.calls.get("line"), 1);
    assert.equal(house.gateway.calls.get("openRoom"), 1);
  });

  it("gives an idle line up, and joins with a new one", async () => {
    const client = await guestAtDoor();
    await until("a line is ready", () => house.gateway.liveLines === 1);
    house.time.advance(119_000);
    assert.equal(house.gateway.liveLines, 1);
    house.time.advance(1_000);
    await until("it is closed", () => house.gateway.liveLines === 0);
    expectJoined(await client.join({ nickname: "Gus" }));
    assert.equal(house.gateway.liveLines, 1);
  });

  it("closes the ready line of somebody who goes away", async () => {
    const client = await guestAtDoor();
    await until("a line is ready", () => house.gateway.liveLines === 1);
    await client.cut();
    await until("it is closed", () => house.gateway.liveLines === 0);
  });

  it("tells those at the door what changes there", async () => {
    const waiting = await guestAtDoor();
    const { client: gus } = await guestInside("Gus");
    assert.equal((await waiting.next("door")).door.inside, 1);
    gus.send({ type: "set_media", media: { microphone: false, camera: false, screen: false } });
    await gus.next("room_event", ({ event }) => event.type === "media_changed");
    await gus.ask({ type: "leave" });
    assert.equal((await waiting.next("door")).door.inside, 0);
    assert.deepEqual(waiting.unread, []);
  });

  it("sends nothing of the room before joined", async () => {
    const { client: ann } = await guestInside("Ann");
    const ben = await guestAtDoor();
    const release = house.gateway.holdNext("join");
    const joining = ben.join({ nickname: "Ben" });
    await until("Ben's line joins", () => house.gateway.calls.get("join") === 2);
    assert.equal((await ann.ask({ type: "publish", ...publish })).type, "published");
    release();
    assert.equal(expectJoined(await joining).offer?.tracks.length, 2);
    assert.deepEqual(ben.unread.filter(({ type }) => type === "offer" || type === "room_event"), []);
  });

  it("shows the others to somebody whose own offer is still being answered", async () => {
    const { client: ann } = await guestInside("Ann", { publish });
    const ben = await guestAtDoor();
    const release = house.gateway.holdNext("publish");
    assert.equal(expectJoined(await ben.join({ nickname: "Ben", publish })).offer?.tracks.length, 2);
    await until("Ben's offer is being answered", () => house.gateway.calls.get("publish") === 2);
    ann.send({ type: "set_media", media: { microphone: false, camera: true, screen: false } });
    await ben.next("room_event", ({ event }) => event.type === "media_changed");
    ben.send({ type: "set_media", media: { microphone: false, camera: false, screen: false } });
    await ben.next("room_event", ({ event }) => event.type === "media_changed");
    assert.deepEqual(ben.unread.filter(({ type }) => type === "publish_answer"), []);
    release();
    assert.match((await ben.next("publish_answer")).sdp ?? "", /^v=0/);
  });

  it("sends what is published later, what is muted and who speaks", async () => {
    const { client: ann, seatId: annsSeat } = await guestInside("Ann");
    const { client: ben } = await guestInside("Ben");
    const published = await ann.ask({ type: "publish", ...publish });
    assert.equal(published.type, "published");
    assert.equal((await ben.next("offer")).offer.tracks.length, 2);
    ann.send({ type: "set_media", media: { microphone: false, camera: true, screen: false } });
    const muted = await ben.next("room_event", ({ event }) => event.type === "media_changed");
    assert.deepEqual(muted.event, {
      type: "media_changed",
      seatId: annsSeat,
      media: { microphone: false, camera: true, screen: false },
    });
    house.gateway.lineOf(annsSeat).speak(true);
    const speaking = await ben.next("room_event", ({ event }) => event.type === "speaking_changed");
    assert.deepEqual(speaking.event, { type: "speaking_changed", seatId: annsSeat, speaking: true });
  });

  it("hands the browser's candidates on", async () => {
    const { client, seatId } = await guestInside("Ann", { publish });
    const candidate = { candidate: "candidate:1 1 udp 1 10.0.0.1 9 typ host", sdpMid: "0", sdpMLineIndex: 0 };
    client.send({ type: "candidates", direction: "send", candidates: [candidate], complete: true });
    await until("the candidate is there", () => house.gateway.lineOf(seatId).candidates.length === 1);
    assert.deepEqual(house.gateway.lineOf(seatId).candidates[0], { direction: "send", candidate });
  });

  it("takes a leaver's seat back at once, and lets them in again on the same seat", async () => {
    const { client, seatId: first } = await guestInside("Ann");
    const { client: ben } = await guestInside("Ben");
    assert.equal((await client.ask({ type: "leave" })).type, "left");
    const left = await ben.next("room_event", ({ event }) => event.type === "person_left");
    assert.deepEqual(left.event, { type: "person_left", seatId: first });
    const again = expectJoined(await client.join());
    assert.equal(again.seatId, first);
    assert.deepEqual(again.live.seats.map(({ name }) => name).sort(), ["Ann", "Ben"]);
  });

  it("closes the room's media after the last one", async () => {
    const { client } = await guestInside("Ann");
    assert.equal(house.gateway.rooms.has(room.id), true);
    await client.ask({ type: "leave" });
    await until("the media room is closed", () => !house.gateway.rooms.has(room.id));
  });

  it("keeps the media of somebody who comes in while the last one leaves", async () => {
    const { client: ann } = await guestInside("Ann");
    const ben = await guestAtDoor();
    const release = house.gateway.holdNext("join");
    const joining = ben.join({ nickname: "Ben", publish });
    await until("Ben's line joins", () => house.gateway.calls.get("join") === 2);
    assert.equal((await ann.ask({ type: "leave" })).type, "left");
    await until("nobody is inside", () => house.signalling.inside(room.id) === 0);
    release();
    expectJoined(await joining);
    assert.notEqual((await ben.next("publish_answer")).sdp, null);
    await until("Ben is inside", async () => (await house.gateway.seatsInside(room.id)).length === 1);
  });

  describe("a seat", () => {
    it("is kept over a reload: the same tab comes back silently, with new connections", async () => {
      const { client, cookie, seatId: first } = await guestInside("Ann", { publish });
      const { client: ben } = await guestInside("Ben");
      await client.cut();
      const reloaded = await house.socket({ cookie });
      const ready = await reloaded.hello(room.code);
      assert.deepEqual(ready.seat, { id: first, name: "Ann" });
      const again = expectJoined(await reloaded.join({ publish }));
      assert.equal(again.seatId, first);
      assert.equal(again.kept, false);
      assert.equal((await house.gateway.seatsInside(room.id)).length, 2);
      await ben.next("room_event", ({ event }) => event.type === "person_joined" && event.seat.name === "Ann");
    });

    it("is kept although the old socket has not noticed the reload yet", async () => {
      const { client, cookie, seatId: first } = await guestInside("Ann");
      const reloaded = await guestAtDoor(cookie);
      assert.equal(expectJoined(await reloaded.join()).seatId, first);
      assert.equal((await client.closed).code, CLOSE.replaced);
      house.time.advance(60_000);
      assert.equal(house.signalling.inside(room.id), 1);
    });

    it("waits 30 s for a lost socket, while media goes on and others see it away", async () => {
      const { client, seatId: lost } = await guestInside("Ann", { publish });
      const { client: ben, joined } = await guestInside("Ben");
      assert.equal(joined.offer?.tracks.length, 2);
      await client.cut();
      const away = await ben.next("room_event", ({ event }) => event.type === "person_away");
      assert.deepEqual(away.event, { type: "person_away", seatId: lost });
      assert.equal(house.gateway.lineOf(lost).sent.length, 2);
      house.time.advance(29_999);
      assert.equal(house.signalling.inside(room.id), 2);
      house.time.advance(1);
      const left = await ben.next("room_event", ({ event }) => event.type === "person_left");
      assert.deepEqual(left.event, { type: "person_left", seatId: lost });
      assert.equal(house.signalling.inside(room.id), 1);
    });

    it("keeps its connections for a page that only lost its socket", async () => {
      const { client, cookie, seatId: kept } = await guestInside("Ann", { publish });
      const { client: ben } = await guestInside("Ben");
      const line = house.gateway.lineOf(kept);
      await client.cut();
      await ben.next("room_event", ({ event }) => event.type === "person_away");
      // An offer and a candidate that the page misses.
      assert.equal((await ben.ask({ type: "publish", ...publish })).type, "published");
      await until("the offer was made", () => line.negotiations === 1);
      const back = await guestAtDoor(cookie);
      const again = expectJoined(await back.join({ keep: true }));
      assert.equal(again.kept, true);
      assert.equal(again.offer?.negotiation, 1);
      assert.equal(house.gateway.lineOf(kept), line);
      assert.equal(house.gateway.calls.get("join"), 2);
      assert.equal((await back.ask({ type: "answer", negotiation: 1, sdp: CAMERA.sdp })).type, "done");
      house.time.advance(60_000);
      assert.equal(house.signalling.inside(room.id), 2);
    });

    it("is not given up while its holder is coming back", async () => {
      const { client, cookie, seatId: mine } = await guestInside("Ann");
      await client.cut();
      const back = await guestAtDoor(cookie);
      const release = house.gateway.holdNext("join");
      const joining = back.join();
      await until("the line joins", () => house.gateway.calls.get("join") === 2);
      house.time.advance(30_000);
      release();
      assert.equal(expectJoined(await joining).seatId, mine);
      house.time.advance(300_000);
      assert.equal(house.signalling.inside(room.id), 1);
    });

    it("taken over while its holder is just coming in is the later one's alone", async () => {
      const cookie = await house.guest(room);
      const [first, second] = [await guestAtDoor(cookie), await guestAtDoor(cookie)];
      const release = house.gateway.holdNext("join");
      first.startJoin({ nickname: "Ann" });
      await until("the first line joins", () => house.gateway.calls.get("join") === 1);
      const over = expectJoined(await second.join({ nickname: "Ann", tab: "another-tab", takeOver: true }));
      assert.equal((await first.closed).code, CLOSE.replaced);
      release();
      await until("the first line is closed", () => house.gateway.liveLines === 1);
      assert.equal(over.live.seats.length, 1);
      assert.equal((await second.ask({ type: "restart_receiving" })).type, "done");
      house.time.advance(300_000);
      assert.equal(house.signalling.inside(room.id), 1);
    });

    it("gets new connections if those to keep are gone, or belong to another tab", async () => {
      const { client, cookie } = await guestInside("Ann");
      await client.cut();
      const other = await guestAtDoor(cookie);
      assert.equal(expectJoined(await other.join({ keep: true, tab: "another-tab" })).kept, false);
    });

    it("gets new connections if one of those to keep ended while nobody could be told", async () => {
      for (const direction of ["send", "receive"] as const) {
        const { client, cookie, seatId: kept } = await guestInside("Ann", { publish });
        const { client: ben } = await guestInside("Ben", { publish });
        await client.cut();
        await ben.next("room_event", ({ event }) => event.type === "person_away" && event.seatId === kept);
        house.gateway.lineOf(kept).hangUp(direction, "ice failed");
        const back = await guestAtDoor(cookie);
        const again = expectJoined(await back.join({ keep: true }));
        assert.deepEqual([again.kept, again.seatId, again.offer?.negotiation], [false, kept, 1], direction);
        await back.cut();
        const once = await guestAtDoor(cookie);
        assert.equal(expectJoined(await once.join({ keep: true })).kept, true, "what is new is kept again");
        for (const socket of [once, ben]) await socket.ask({ type: "leave" });
      }
    });

    it("taken up elsewhere while its holder leaves is the later one's", async () => {
      for (let round = 0; round < 5; round++) {
        const { client, cookie, seatId: mine } = await guestInside("Ann");
        const other = await guestAtDoor(cookie);
        const joining = other.join({ tab: "another-tab", takeOver: true });
        client.send({ type: "leave", id: 99 });
        assert.equal(expectJoined(await joining).seatId, mine);
        await client.closed;
        assert.equal((await other.ask({ type: "restart_receiving" })).type, "done");
        await other.ask({ type: "leave" });
      }
    });

    it("is refused to another tab while in use, and given to it on demand", async () => {
      const { client, cookie, seatId: taken } = await guestInside("Ann");
      const other = await guestAtDoor(cookie);
      assert.deepEqual(await other.join({ tab: "another-tab" }), { type: "refused", to: 1, code: "seat_in_use" });
      const over = expectJoined(await other.join({ tab: "another-tab", takeOver: true }));
      assert.equal(over.seatId, taken);
      assert.equal(over.live.seats.length, 1);
      assert.equal((await client.closed).code, CLOSE.replaced);
      assert.equal(house.gateway.liveLines, 1);
      assert.equal((await house.gateway.seatsInside(room.id)).length, 1);
    });

    it("of a person is the same from another browser", async () => {
      const bob = await house.person("Bob");
      const laptop = await house.socket({ viewer: bob });
      await laptop.hello(room.code);
      const first = expectJoined(await laptop.join({ nickname: "Mallory" }));
      assert.equal(first.live.seats[0]?.name, "Bob");
      const phone = await house.socket({ viewer: bob });
      await phone.hello(room.code);
      assert.equal(expectJoined(await phone.join({ tab: "on-the-phone", takeOver: true })).seatId, first.seatId);
      assert.equal((await laptop.closed).code, CLOSE.replaced);
    });

    it("taken by the form is taken up by the socket", async () => {
      const asker = { viewer: { kind: "guest" }, seatToken: () => null, traces: NO_TRACES } as const;
      const taken = await takeSeat(house.deps, asker, room.code, "Gus");
      if (!taken.ok || taken.value.seatToken === null) throw new Error("Expected a seat with a token");
      const client = await guestAtDoor(`ajar_seat_${room.id}=${taken.value.seatToken}`);
      const joined = expectJoined(await client.join());
      assert.equal(joined.seatId, taken.value.seat.id);
      assert.equal(joined.live.seats[0]?.presence, "inside");
      house.time.advance(600_000);
      assert.equal(house.signalling.inside(room.id), 1);
    });

    it("of somebody who closes the page while coming in is given up in time", async () => {
      const client = await guestAtDoor();
      const release = house.gateway.holdNext("join");
      client.startJoin({ nickname: "Ann" });
      await until("the line joins", () => house.gateway.calls.get("join") === 1);
      await client.cut();
      release();
      await until("the seat is away", () => house.signalling.inside(room.id) === 1 && house.time.pending > 0);
      await until("the seat is given up", () => {
        house.time.advance(30_000);
        return house.signalling.inside(room.id) === 0;
      });
    });
  });

  describe("the last seat", () => {
    it("goes to one of two who come at once", async () => {
      room = await house.room({ seatLimit: 1 });
      const [ann, ben] = [await guestAtDoor(), await guestAtDoor()];
      const answers = await Promise.all([ann.join({ nickname: "Ann" }), ben.join({ nickname: "Ben" })]);
      const codes = answers.map((answer) => answer.type === "refused" ? answer.code : answer.type).sort();
      assert.deepEqual(codes, ["joined", "room_full"]);
    });

    it("is its holder's while away", async () => {
      room = await house.room({ seatLimit: 1 });
      const { client, cookie } = await guestInside("Ann");
      await client.cut();
      const ben = await guestAtDoor();
      assert.deepEqual(await ben.join({ nickname: "Ben" }), { type: "refused", to: 1, code: "room_full" });
      expectJoined(await (await guestAtDoor(cookie)).join());
    });
  });

  describe("a room that ends", () => {
    it("tells those inside and at the door, and takes nobody back", async () => {
      const { client: ann } = await guestInside("Ann", { publish });
      const waiting = await guestAtDoor();
      const viewer = { kind: "person", personId: room.hostId, name: room.hostName } as const;
      assert.equal((await endRoom(house.deps, asking(viewer), room.id)).ok, true);
      await ann.next("room_event", ({ event }) => event.type === "room_ended");
      assert.equal((await waiting.next("door")).door.state, "ended");
      assert.deepEqual(await ann.join(), { type: "refused", to: 2, code: "room_ended" });
      assert.deepEqual(await ann.ask({ type: "leave" }), { type: "refused", to: 3, code: "not_joined" });
      assert.deepEqual(await house.gateway.seatsInside(room.id), []);
    });

    for (const step of ["openRoom", "join"] as const) {
      it(`ends for somebody who is just coming in, at ${step}`, async () => {
        const client = await guestAtDoor();
        const release = house.gateway.holdNext(step);
        const answer = client.join({ nickname: "Ann", publish });
        await until("coming in is held up", () => house.gateway.calls.get(step) === 1);
        const viewer = { kind: "person", personId: room.hostId, name: room.hostName } as const;
        await endRoom(house.deps, asking(viewer), room.id);
        release();
        const refusal = await answer;
        const codes = step === "join" ? ["media_unavailable", "room_ended"] : ["room_ended"];
        assert.ok(refusal.type === "refused" && codes.includes(refusal.code), JSON.stringify(refusal));
        assert.equal(house.signalling.inside(room.id), 0);
        await until("its media is closed", () => !house.gateway.rooms.has(room.id) && house.gateway.liveLines === 0);
        assert.deepEqual(await liveSeats(db(), room.id), []);
      });
    }

    it("ends for somebody whose offer is being answered", async () => {
      const client = await guestAtDoor();
      const release = house.gateway.holdNext("publish");
      expectJoined(await client.join({ nickname: "Ann", publish }));
      await until("the offer is being answered", () => house.gateway.calls.get("publish") === 1);
      const viewer = { kind: "person", personId: room.hostId, name: room.hostName } as const;
      await endRoom(house.deps, asking(viewer), room.id);
      release();
      await client.next("room_event", ({ event }) => event.type === "room_ended");
      await until("its media is closed", () => !house.gateway.rooms.has(room.id) && house.gateway.liveLines === 0);
      assert.deepEqual(await liveSeats(db(), room.id), []);
    });
  });

  describe("a lost media server", () => {
    it("is told to everybody, and all join again on the same seats when it is back", async () => {
      const { client: ann, seatId: annsSeat } = await guestInside("Ann", { publish });
      const { client: ben } = await guestInside("Ben");
      const waiting = await guestAtDoor();
      house.gateway.goDown();
      assert.equal((await ann.next("media")).state, "down");
      assert.equal((await ben.next("media")).state, "down");
      assert.equal((await waiting.next("door", ({ door }) => door.media === "down")).door.inside, 2);
      const publishing = await ann.ask({ type: "publish", ...publish });
      assert.deepEqual(publishing, { type: "refused", to: 2, code: "media_unavailable" });
      house.gateway.comeBack();
      assert.equal((await ann.next("media")).state, "rejoin");
      const again = expectJoined(await ann.join({ publish }));
      assert.equal(again.seatId, annsSeat);
      assert.notEqual((await ann.next("publish_answer")).sdp, null);
      await ben.next("media", ({ state }) => state === "rejoin");
      assert.equal(expectJoined(await ben.join()).offer?.tracks.length, 2);
      assert.equal((await waiting.next("door", ({ door }) => door.media === "up")).door.inside, 2);
    });

    it("refuses newcomers, who hold no seat afterwards", async () => {
      const client = await guestAtDoor();
      house.gateway.goDown();
      assert.deepEqual(await client.join({ nickname: "Ann" }), { type: "refused", to: 1, code: "media_unavailable" });
      assert.equal(house.signalling.inside(room.id), 0);
      assert.deepEqual(await liveSeats(db(), room.id), []);
      house.gateway.comeBack();
      expectJoined(await client.join({ nickname: "Ann" }));
    });

    it("leaves nothing open after a newcomer who could not come in", async () => {
      const client = await guestAtDoor();
      house.gateway.failNext("join");
      assert.deepEqual(await client.join({ nickname: "Ann" }), { type: "refused", to: 1, code: "media_unavailable" });
      await until("the media room is closed", () => !house.gateway.rooms.has(room.id));
      assert.deepEqual(await liveSeats(db(), room.id), []);
    });

    it("costs somebody at the door the line that was ready, not the way in", async () => {
      const client = await guestAtDoor();
      await until("a line is ready", () => house.gateway.liveLines === 1);
      house.gateway.goDown();
      house.gateway.comeBack();
      expectJoined(await client.join({ nickname: "Ann" }));
    });

    it("leaves the seat of one who was inside waiting when joining again fails", async () => {
      const { client, seatId: held } = await guestInside("Ann");
      const { client: ben } = await guestInside("Ben");
      house.gateway.goDown();
      house.gateway.comeBack();
      await client.next("media", ({ state }) => state === "rejoin");
      house.gateway.failNext("join");
      const refusal = await client.join();
      assert.equal(refusal.type === "refused" && refusal.code, "media_unavailable");
      const away = await ben.next("room_event", ({ event }) => event.type === "person_away");
      assert.deepEqual(away.event, { type: "person_away", seatId: held });
      assert.equal(house.signalling.inside(room.id), 2);
      assert.equal(expectJoined(await client.join()).seatId, held);
    });

    it("is told to somebody who was just coming in", async () => {
      const client = await guestAtDoor();
      const release = house.gateway.holdNext("publish");
      expectJoined(await client.join({ nickname: "Ann", publish }));
      await until("the offer is being answered", () => house.gateway.calls.get("publish") === 1);
      house.gateway.goDown();
      release();
      assert.equal((await client.next("publish_answer")).refusal, "media_unavailable");
      assert.equal((await client.next("media")).state, "down");
      house.gateway.comeBack();
      await client.next("media", ({ state }) => state === "rejoin");
      expectJoined(await client.join({ publish }));
    });

    it("asks only the one to join again whose line died", async () => {
      const { client: ann, seatId: annsSeat } = await guestInside("Ann");
      const { client: ben } = await guestInside("Ben");
      house.gateway.lineOf(annsSeat).lose();
      await ann.next("media", ({ state }) => state === "rejoin");
      expectJoined(await ann.join());
      assert.equal(ben.unread.some(({ type }) => type === "media"), false);
    });
  });

  it("builds a receiving connection anew when the media server hung up", async () => {
    const { client: ann, seatId: annsSeat } = await guestInside("Ann");
    await guestInside("Ben", { publish });
    const first = await ann.next("offer");
    await ann.ask({ type: "answer", negotiation: first.offer.negotiation, sdp: CAMERA.sdp });
    house.gateway.lineOf(annsSeat).hangUp("receive", "ice failed");
    assert.equal((await ann.next("hung_up")).direction, "receive");
    const second = await ann.next("offer");
    assert.ok(second.offer.negotiation > first.offer.negotiation);
  });

  it("restarts what is received on demand", async () => {
    const { client: ann } = await guestInside("Ann");
    await guestInside("Ben", { publish });
    const { offer } = await ann.next("offer");
    await ann.ask({ type: "answer", negotiation: offer.negotiation, sdp: CAMERA.sdp });
    assert.equal((await ann.ask({ type: "restart_receiving" })).type, "done");
    assert.ok((await ann.next("offer")).offer.negotiation > offer.negotiation);
  });

  it("beats every 15 s", async () => {
    const client = await guestAtDoor();
    house.time.advance(15_000);
    await client.next("beat");
    house.time.advance(15_000);
    await client.next("beat");
  });

  it("tells by the next beat what became of a media server that said nothing", async () => {
    const client = await guestAtDoor();
    house.gateway.health = () => ({ state: "down", version: null });
    house.time.advance(15_000);
    assert.equal((await client.next("door")).door.media, "down");
    const late = await house.socket({ cookie: await house.guest(room) });
    assert.equal((await late.hello(room.code)).door.media, "down");
    house.gateway.health = () => ({ state: "up", version: null });
    house.time.advance(15_000);
    assert.equal((await late.next("door")).door.media, "up");
    assert.equal((await client.next("door")).door.media, "up");
  });

  it("hands out ICE servers as they are at that moment", async () => {
    const server = { urls: ["turn:turn.example"], username: "1", credential: "c" };
    await using other = openHouse(db(), { iceServers: () => [server] });
    const client = await other.socket({ cookie: await other.guest(room) });
    assert.deepEqual((await client.hello(room.code)).iceServers, [server]);
  });

  it("closes with 1012 when the server stops; the next one gives up the seats of those who stay away", async () => {
    const { client, cookie, seatId: mine } = await guestInside("Ann");
    const { client: ben } = await guestInside("Ben");
    await house.signalling.drain();
    assert.equal((await client.closed).code, CLOSE.restart);
    assert.equal((await ben.closed).code, CLOSE.restart);

    await using next = openHouse(db());
    await next.signalling.resume();
    assert.equal(next.signalling.inside(room.id), 2);
    const back = await next.socket({ cookie });
    assert.equal((await back.hello(room.code)).seat?.id, mine);
    const again = expectJoined(await back.join({ keep: true }));
    assert.equal(again.seatId, mine);
    assert.equal(again.kept, false);
    next.time.advance(30_000);
    const left = await back.next("room_event", ({ event }) => event.type === "person_left");
    assert.notEqual(left.event.type === "person_left" && left.event.seatId, mine);
    assert.equal(next.signalling.inside(room.id), 1);
  });

  it("knows nothing of a room that nobody is at", () => {
    assert.equal(house.signalling.inside(roomId("none")), 0);
    house.signalling.publisher.publish(roomId("none"), { type: "person_left", seatId: seatId("none") });
  });
});
