/** Who stands at an open door is connected ahead; nothing comes over that connection before they are in. */
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { blockPerson } from "../../actions/block_person.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { unlockRoom } from "../../actions/unlock_room.ts";
import { defaultSettings } from "../../domain/room_settings.ts";
import type { Room } from "../../domain/room.ts";
import type { FakeLine } from "../../media/fake/fake_line.ts";
import { fakeSdp } from "../../media/fake/fake_sdp.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const sdp = fakeSdp([{ mid: "0", media: "audio" }, { mid: "1", media: "video" }]);
const publish = { sdp, tracks: [{ mid: "0", kind: "microphone" as const }, { mid: "1", kind: "camera" as const }] };
const CANDIDATE = { candidate: "candidate:1 1 udp 1 10.0.0.1 9 typ host", sdpMid: "0", sdpMLineIndex: 0 };

describe("the threshold", () => {
  const db = embeddedForSuite();
  let house: House;
  let room: Room;
  let host: PersonViewer;
  beforeEach(async () => {
    house = openHouse(db());
    room = await house.room();
    host = { kind: "person", personId: room.hostId, name: room.hostName };
  });
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    assert.equal(house.gateway.liveLines, 0);
    assert.equal(house.time.pending, 0);
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  async function hostInside() {
    const client = await house.socket({ viewer: host });
    await client.hello(room.code);
    const joined = expectJoined(await client.join({ publish }));
    await client.next("publish_answer");
    return { client, seatId: joined.seatId };
  }

  async function guestAtDoor(cookie?: string): Promise<SignalClient> {
    const client = await house.socket({ cookie: cookie ?? await house.guest(room) });
    await client.hello(room.code);
    return client;
  }

  /** Also once what is under way is done. */
  async function isOfferedNothing(client: SignalClient): Promise<void> {
    await client.ask({ type: "answer", negotiation: 9, sdp });
    await house.deps.background.idle();
    assert.deepEqual(client.unread.filter(({ type }) => type === "offer"), []);
    assert.equal(house.gateway.calls.get("approach"), undefined);
  }

  function heldLines(): FakeLine[] {
    return [...house.gateway.rooms.get(room.id)?.lines ?? []].filter(({ held }) => held);
  }

  it("has a connection that nothing comes over, and does not tell whose it is", async () => {
    const { seatId: hostsSeat } = await hostInside();
    const guest = await guestAtDoor();
    const { offer } = await guest.next("offer");
    assert.deepEqual(offer.tracks.map(({ kind }) => kind), ["microphone", "camera"]);
    assert.ok(!JSON.stringify(offer).includes(hostsSeat));
    assert.equal(heldLines().length, 1);
    assert.equal((await guest.ask({ type: "answer", negotiation: offer.negotiation, sdp })).type, "done");
    guest.send({ type: "candidates", direction: "receive", candidates: [CANDIDATE], complete: true });
    await until("the candidate is there", () => heldLines()[0]?.candidates.length === 1);
    const early = await guest.ask({ type: "publish", ...publish });
    assert.equal(early.type === "refused" && early.code, "not_joined");
    assert.equal(heldLines().length, 1);
  });

  it("is where the page that comes in goes on from, on the same line", async () => {
    const { seatId: hostsSeat } = await hostInside();
    const guest = await guestAtDoor();
    const { offer } = await guest.next("offer");
    await guest.ask({ type: "answer", negotiation: offer.negotiation, sdp });
    const [line] = heldLines();
    const joined = expectJoined(await guest.join({ nickname: "Gus", ahead: true, publish }));
    assert.deepEqual(joined.ahead, [
      { mid: "0", seatId: hostsSeat, kind: "microphone" },
      { mid: "1", seatId: hostsSeat, kind: "camera" },
    ]);
    assert.equal(joined.offer, null);
    assert.equal(house.gateway.lineOf(joined.seatId), line);
    assert.equal(line?.held, false);
    assert.match((await guest.next("publish_answer")).sdp ?? "", /^v=0/);
    assert.equal(house.gateway.calls.get("line"), 2);
  });

  it("holds for people with an account, who get the seat that the line went to the door for", async () => {
    await hostInside();
    const viewer = await house.person("Bea");
    const client = await house.socket({ viewer });
    await client.hello(room.code);
    const { offer } = await client.next("offer");
    await client.ask({ type: "answer", negotiation: offer.negotiation, sdp });
    const [line] = heldLines();
    const joined = expectJoined(await client.join({ ahead: true }));
    assert.deepEqual([joined.ahead?.length, house.gateway.lineOf(joined.seatId) === line], [2, true]);
  });

  it("takes the answer that crosses the way in", async () => {
    await hostInside();
    const cookie = await house.guest(room);
    const guest = await guestAtDoor(cookie);
    const { offer } = await guest.next("offer");
    const joined = expectJoined(await guest.join({ nickname: "Gus", ahead: true }));
    assert.equal(joined.ahead?.length, 2);
    await guest.cut();
    const back = await guestAtDoor(cookie);
    const again = expectJoined(await back.join({ keep: true }));
    assert.deepEqual([again.kept, again.offer?.negotiation], [true, offer.negotiation]);
    assert.equal((await back.ask({ type: "answer", negotiation: offer.negotiation, sdp })).type, "done");
  });

  it("is of no use to a page that does not go on from it, which gets another line and offer", async () => {
    await hostInside();
    const guest = await guestAtDoor();
    await guest.next("offer");
    const [line] = heldLines();
    const joined = expectJoined(await guest.join({ nickname: "Gus", ahead: false }));
    assert.equal(joined.ahead, null);
    assert.equal(joined.offer?.tracks.length, 2);
    assert.notEqual(house.gateway.lineOf(joined.seatId), line);
    await until("the other is closed", () => house.gateway.liveLines === 2);
  });

  it("is lost with its connection: the page that counted on it gets another", async () => {
    await hostInside();
    const guest = await guestAtDoor();
    await guest.next("offer");
    heldLines()[0]?.hangUp("receive", "ICE failed");
    await until("it is closed", () => house.gateway.liveLines === 1);
    const joined = expectJoined(await guest.join({ nickname: "Gus", ahead: true }));
    assert.deepEqual([joined.ahead, joined.offer?.tracks.length], [null, 2]);
  });

  it("is there as soon as somebody is behind the door", async () => {
    const guest = await guestAtDoor();
    await until("a line is ready", () => house.gateway.liveLines === 1);
    assert.deepEqual(heldLines(), []);
    const { client } = await hostInside();
    await guest.next("offer");
    await client.ask({ type: "leave" });
    await until("nobody is inside", () => house.gateway.liveLines === 0 || heldLines().length === 0);
    await hostInside();
    await guest.next("offer");
  });

  it("comes and goes with the lock", async () => {
    await hostInside();
    const guest = await guestAtDoor();
    await guest.next("offer");
    const [line] = heldLines();
    assert.ok((await lockRoom(house.deps, asking(host), room.id)).ok);
    await until("it is closed", () => heldLines().length === 0);
    await guest.next("door", ({ door }) => door.locked);
    assert.ok((await unlockRoom(house.deps, asking(host), room.id)).ok);
    await guest.next("offer");
    assert.notEqual(heldLines()[0], line);
  });

  it("ends when the room is for others now", async () => {
    await hostInside();
    const guest = await guestAtDoor();
    await guest.next("offer");
    const audience = { kind: "friends", struckIds: [], toAll: false } as const;
    assert.ok((await changeRoom(house.deps, asking(host), room.id, { audience })).ok);
    await guest.next("door", ({ door }) => !door.forYou);
    await until("it is closed", () => heldLines().length === 0);
  });

  it("ends with a block", async () => {
    await hostInside();
    const viewer = await house.person("Bea");
    const client = await house.socket({ viewer });
    await client.hello(room.code);
    await client.next("offer");
    await blockPerson(house.deps, host, viewer.personId);
    await client.closed;
    await until("it is closed", () => heldLines().length === 0);
  });

  it("is nobody's who could not come in: a full room, one without guests, one that is not theirs", async () => {
    for (
      const changes of [
        { seatLimit: 1 },
        { settings: { ...defaultSettings("link"), guestsAllowed: false } },
        { audience: { kind: "people" } },
      ] as const
    ) {
      room = await house.room(changes);
      host = { kind: "person", personId: room.hostId, name: room.hostName };
      await hostInside();
      await isOfferedNothing(await guestAtDoor());
    }
  });

  it("is not for who has a seat, in this tab or another, nor for who has left it", async () => {
    await hostInside();
    const cookie = await house.guest(room);
    const early = await guestAtDoor(cookie);
    await early.next("offer");
    const guest = await guestAtDoor(cookie);
    await guest.next("offer");
    const joined = expectJoined(await guest.join({ nickname: "Gus", ahead: false }));
    house.gateway.calls.delete("approach");
    await isOfferedNothing(await guestAtDoor(cookie));
    await guest.ask({ type: "leave" });
    await isOfferedNothing(guest);
    assert.equal(heldLines().some(({ seatId }) => seatId !== joined.seatId), false);
  });
});
