/** What those inside and at the door hear of what hosts do, and what is left of who is put out. */
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { changeRoom } from "../../actions/change_room.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { readmit } from "../../actions/readmit.ts";
import { removeSeat } from "../../actions/remove_seat.ts";
import { replaceLink } from "../../actions/replace_link.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { unlockRoom } from "../../actions/unlock_room.ts";
import { findRoomById } from "../../db/rooms.ts";
import type { SeatId } from "../../domain/ids.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Room, RoomEvent } from "../../domain/room.ts";
import { fakeSdp } from "../../media/fake/fake_sdp.ts";
import type { ServerMessage } from "../../protocol/signal.ts";
import { CLOSE, PROTOCOL_VERSION } from "../../protocol/version.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOBODY_WAITS } from "../support/rows.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const publish = {
  sdp: fakeSdp([{ mid: "0", media: "audio" }]),
  tracks: [{ mid: "0", kind: "microphone" as const }],
};

function refusalOf(message: ServerMessage): Refusal | "joined" {
  return message.type === "refused" ? message.code : "joined";
}

describe("the sockets of a room whose host acts", () => {
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
    assert.equal(house.time.pending, 0);
    assert.equal(house.gateway.liveLines, 0);
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  type Who = { viewer?: PersonViewer; cookie?: string };

  async function atDoor(who: Who): Promise<SignalClient> {
    const client = await house.socket(who);
    await client.hello(room.code);
    return client;
  }

  async function inside(who: Who, nickname: string | null): Promise<{ client: SignalClient; seatId: SeatId }> {
    const client = await atDoor(who);
    return { client, seatId: expectJoined(await client.join({ nickname, publish })).seatId };
  }

  async function guest(nickname: string) {
    const cookie = await house.guest(room);
    return { ...await inside({ cookie }, nickname), cookie };
  }

  async function newcomer(): Promise<SignalClient> {
    return await atDoor({ cookie: await house.guest(room) });
  }

  async function told<T extends RoomEvent["type"]>(client: SignalClient, type: T): Promise<RoomEvent> {
    return (await client.next("room_event", ({ event }) => event.type === type)).event;
  }

  it("hear of a lock and its end, inside and at the door", async () => {
    const [{ client: gus }, waiting] = [await guest("Gus"), await newcomer()];
    await lockRoom(house.deps, asking(host), room.id);
    assert.deepEqual(await told(gus, "lock_changed"), { type: "lock_changed", locked: true });
    const shut = await waiting.next("door", ({ door }) => door.locked);
    assert.equal(shut.door.inside, null);
    assert.equal(refusalOf(await waiting.join({ nickname: "New" })), "room_locked");
    await unlockRoom(house.deps, asking(host), room.id);
    assert.deepEqual(await told(gus, "lock_changed"), { type: "lock_changed", locked: false });
    assert.equal((await waiting.next("door", ({ door }) => !door.locked)).door.inside, 1);
    assert.equal(refusalOf(await waiting.join({ nickname: "New" })), "joined");
  });

  it("come back into a locked room: after a lost socket, a reload, and having left", async () => {
    const gus = await guest("Gus");
    await lockRoom(house.deps, asking(host), room.id);
    await gus.client.cut();
    const back = await atDoor({ cookie: gus.cookie });
    assert.equal(expectJoined(await back.join({ keep: true })).kept, true);
    const reloaded = await atDoor({ cookie: gus.cookie });
    assert.equal(expectJoined(await reloaded.join({})).seatId, gus.seatId);
    await reloaded.ask({ type: "leave" });
    assert.equal(refusalOf(await reloaded.join({})), "joined");
  });

  it("know in the end what is so when two hosts' tabs do opposite things", async () => {
    const { client: gus } = await guest("Gus");
    const heard = () =>
      gus.unread.flatMap((each) =>
        each.type === "room_event" && each.event.type === "lock_changed" ? [each.event.locked] : []
      ).at(-1) ?? false;
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        lockRoom(house.deps, asking(host), room.id),
        unlockRoom(house.deps, asking(host), room.id),
        lockRoom(house.deps, asking(host), room.id),
      ]);
      const locked = (await findRoomById(db(), room.id))?.locked;
      await until("what is so is heard", () => heard() === locked);
      await unlockRoom(house.deps, asking(host), room.id);
      await until("the door is open", () => !heard());
    }
  });

  it("hear at the door that the room has started, and come in", async () => {
    room = await house.room({
      hostId: host.personId,
      settings: { ...NOBODY_WAITS, hostStarts: true },
      startedAt: null,
    });
    for (const ajar of [true, false]) {
      const early = await newcomer();
      if (ajar) assert.equal(refusalOf(await early.join({ nickname: "Early" })), "room_not_started");
      const alice = await atDoor({ viewer: host });
      expectJoined(await alice.join({ ajar }));
      if (ajar) assert.equal((await early.next("door", ({ door }) => door.started)).door.locked, false);
      assert.equal(refusalOf(await early.join({ nickname: "Early" })), "joined");
      await alice.ask({ type: "leave" });
    }
  });

  it("start when nobody is to be waited for any more", async () => {
    room = await house.room({
      hostId: host.personId,
      settings: { ...NOBODY_WAITS, hostStarts: true },
      startedAt: null,
    });
    const early = await newcomer();
    await changeRoom(house.deps, asking(host), room.id, { settings: { hostStarts: false } });
    await early.next("door", ({ door }) => door.started);
    assert.equal(refusalOf(await early.join({ nickname: "Early" })), "joined");
  });

  it("hear of another activity and other settings, inside and at the door", async () => {
    const [{ client: gus }, waiting] = [await guest("Gus"), await newcomer()];
    const activity = { emoji: "🎸", title: "Band" };
    await changeRoom(house.deps, asking(host), room.id, { activity, seatLimit: 3, settings: { chatAllowed: false } });
    assert.deepEqual(await told(gus, "activity_changed"), { type: "activity_changed", activity });
    const settings = { ...room.settings, chatAllowed: false };
    assert.deepEqual(await told(gus, "settings_changed"), { type: "settings_changed", settings, seatLimit: 3 });
    const { door } = await waiting.next("door", ({ door }) => door.seatLimit === 3);
    assert.deepEqual(door.activity, activity);
  });

  it("hear who is a co-host", async () => {
    const [gus, ann] = [await guest("Gus"), await guest("Ann")];
    await setCoHost(house.deps, asking(host), room.id, gus.seatId, true);
    const expected = { type: "rights_changed", seatId: gus.seatId, coHost: true };
    for (const { client } of [gus, ann]) assert.deepEqual(await told(client, "rights_changed"), expected);
    const joined = expectJoined(await (await newcomer()).join({ nickname: "New" }));
    assert.equal(joined.live.seats.find(({ id }) => id === gus.seatId)?.coHost, true);
  });

  describe("when somebody is put out", () => {
    it("tells them and the others, ends their media at once, and shows them a locked door in every tab", async () => {
      const [gus, ann] = [await guest("Gus"), await guest("Ann")];
      const otherTab = await atDoor({ cookie: gus.cookie });
      await told(gus.client, "person_joined");
      while (gus.client.unread.some(({ type }) => type === "door")) await gus.client.next("door");
      assert.ok((await removeSeat(house.deps, asking(host), room.id, gus.seatId)).ok);
      assert.deepEqual(await house.gateway.seatsInside(room.id), [ann.seatId]);
      const expected = { type: "person_removed", seatId: gus.seatId };
      assert.deepEqual(await told(gus.client, "person_removed"), expected);
      assert.deepEqual(await told(ann.client, "person_removed"), expected);
      assert.deepEqual(await told(ann.client, "lock_changed"), { type: "lock_changed", locked: true });
      await unlockRoom(house.deps, asking(host), room.id);
      const stranger = await newcomer();
      for (const tab of [gus.client, otherTab]) {
        const { door } = await tab.next("door");
        assert.deepEqual([door.locked, door.inside], [true, null]);
        assert.equal(refusalOf(await tab.join({ nickname: "Gus" })), "room_locked");
        assert.equal(refusalOf(await tab.join({ nickname: "Gus", ajar: true, takeOver: true })), "room_locked");
      }
      const again = await house.socket({ cookie: gus.cookie });
      const ready = await again.hello(room.code);
      assert.deepEqual([ready.door.locked, ready.door.inside, ready.seat], [true, null, null]);
      assert.equal(refusalOf(await again.join({ nickname: "Gus" })), "room_locked");
      expectJoined(await stranger.join({ nickname: "Stranger" }));
      await told(ann.client, "person_joined");
      for (const tab of [gus.client, otherTab, again]) {
        assert.deepEqual(tab.unread.filter(({ type }) => type === "door" || type === "room_event"), []);
      }
    });

    it("puts a person out in every browser where they are signed in", async () => {
      const bo = await house.person("Bo");
      const { client, seatId } = await inside({ viewer: bo }, null);
      const elsewhere = await atDoor({ viewer: bo });
      assert.ok((await removeSeat(house.deps, asking(host), room.id, seatId)).ok);
      await unlockRoom(house.deps, asking(host), room.id);
      await told(client, "person_removed");
      for (const socket of [client, elsewhere, await atDoor({ viewer: bo })]) {
        assert.equal(refusalOf(await socket.join({ takeOver: true })), "room_locked");
      }
      assert.equal((await elsewhere.next("door")).door.locked, true);
    });

    it("does not let in who is just coming in", async () => {
      const cookie = await house.guest(room);
      const gus = await atDoor({ cookie });
      const release = house.gateway.holdNext("join");
      const joining = gus.join({ nickname: "Gus" });
      await until("his line joins", () => house.gateway.calls.get("join") === 1);
      const [seat] = await db().selectFrom("seat").select("id").where("room_id", "=", room.id).execute();
      assert.ok((await removeSeat(house.deps, asking(host), room.id, (seat?.id ?? "") as SeatId)).ok);
      release();
      assert.notEqual(refusalOf(await joining), "joined");
      await until("his line is closed", () => house.gateway.liveLines === 0);
      assert.equal(house.signalling.inside(room.id), 0);
      assert.equal(refusalOf(await (await atDoor({ cookie })).join({ nickname: "Gus" })), "room_locked");
    });

    it("ends the waiting for one whose socket is lost", async () => {
      const [gus, ann] = [await guest("Gus"), await guest("Ann")];
      await gus.client.cut();
      await told(ann.client, "person_away");
      assert.ok((await removeSeat(house.deps, asking(host), room.id, gus.seatId)).ok);
      await told(ann.client, "person_removed");
      assert.deepEqual(await house.gateway.seatsInside(room.id), [ann.seatId]);
      const back = await atDoor({ cookie: gus.cookie });
      assert.equal(refusalOf(await back.join({ keep: true })), "room_locked");
      house.time.advance(60_000);
      assert.deepEqual(
        ann.client.unread.filter((each) => each.type === "room_event" && each.event.type === "person_left"),
        [],
      );
    });

    it("opens the door to them again when they are let back", async () => {
      const gus = await guest("Gus");
      const removed = await removeSeat(house.deps, asking(host), room.id, gus.seatId);
      assert.ok(removed.ok);
      await gus.client.next("door", ({ door }) => door.locked);
      await unlockRoom(house.deps, asking(host), room.id);
      await readmit(house.deps, asking(host), room.id, removed.value.removal.id);
      await gus.client.next("door", ({ door }) => !door.locked && door.inside === 0);
      assert.equal(expectJoined(await gus.client.join({ nickname: "Gus" })).seatId, gus.seatId);
    });
  });

  describe("when the link is replaced", () => {
    it("sends away who came by the old one, and tells those inside the new one", async () => {
      const [{ client: gus }, waiting] = [await guest("Gus"), await newcomer()];
      const replaced = await replaceLink(house.deps, asking(host), room.id);
      assert.ok(replaced.ok);
      assert.deepEqual(await told(gus, "link_replaced"), { type: "link_replaced", code: replaced.value.code });
      assert.equal((await waiting.closed).code, CLOSE.restart);
      for (const cookie of [await house.guest(room), undefined]) {
        const late = await house.socket(cookie === undefined ? {} : { cookie });
        late.send({ type: "hello", version: PROTOCOL_VERSION, code: room.code });
        assert.equal((await late.next("refused")).code, "not_found");
        assert.equal((await late.closed).code, CLOSE.unknown);
      }
    });

    it("lets those inside come back by the old one, and no more once they have left", async () => {
      const gus = await guest("Gus");
      await gus.client.cut();
      const replaced = await replaceLink(house.deps, asking(host), room.id);
      assert.ok(replaced.ok);
      const back = await atDoor({ cookie: gus.cookie });
      const joined = expectJoined(await back.join({ keep: true }));
      assert.deepEqual([joined.kept, joined.live.code], [true, replaced.value.code]);
      const second = await atDoor({ cookie: gus.cookie });
      await back.ask({ type: "leave" });
      assert.equal((await back.closed).code, CLOSE.restart);
      assert.equal(refusalOf(await second.join({})), "not_found");
    });
  });
});
