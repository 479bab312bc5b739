/** Knocking over sockets: who hears it, in which order whoever comes, and what becomes of who goes away. */
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { endRoom } from "../../actions/end_room.ts";
import { knockByLink } from "../../actions/knock.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { readKnock } from "../../actions/read_knock.ts";
import { changeRoom } from "../../db/rooms.ts";
import { LOST_SOCKET_GRACE_MS, NO_SOCKET_GRACE_MS } from "../../domain/grace.ts";
import { type SeatId } from "../../domain/ids.ts";
import type { KnockAnswer } from "../../domain/knock.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { readCookie, seatCookieName } from "../../protocol/cookies.ts";
import type { ServerMessage, WireKnock } from "../../protocol/signal.ts";
import { CLOSE } from "../../protocol/version.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { someSeatId } from "../support/rows.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const WAITING = { type: "knock", state: "waiting", againInSeconds: 30, line: null };

function code(answer: ServerMessage): string {
  return answer.type === "refused" ? answer.code : answer.type;
}

describe("knocking over sockets", () => {
  const db = embeddedForSuite();
  let house: House;
  let room: Room;
  let host: PersonViewer;
  beforeEach(async () => {
    house = openHouse(db());
    await closedRoom();
  });
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    assert.equal(house.time.pending, 0);
    assert.equal(house.gateway.liveLines, 0);
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  async function closedRoom(changes: Parameters<House["room"]>[0] = {}): Promise<void> {
    room = await house.room(changes);
    host = { kind: "person", personId: room.hostId, name: room.hostName };
    if (changes.audience === undefined) {
      await lockRoom(house.deps, asking(host), room.id);
    }
  }

  async function atDoor(cookie?: string): Promise<SignalClient> {
    const client = await house.socket({ cookie: cookie ?? await house.guest(room) });
    await client.hello(room.code);
    return client;
  }

  async function hostInside(ajar = false): Promise<SignalClient> {
    const client = await house.socket({ viewer: host });
    await client.hello(room.code);
    expectJoined(await client.join({ ajar }));
    return client;
  }

  async function list(client: SignalClient, count: number): Promise<readonly WireKnock[]> {
    return (await client.next("knocks", ({ knocks }) => knocks.length === count)).knocks;
  }

  async function answers(client: SignalClient, knock: WireKnock | undefined, answer: KnockAnswer): Promise<string> {
    return code(await client.ask({ type: "answer_knock", knockId: knock?.id ?? "none", answer }));
  }

  function tally(client: SignalClient, type: ServerMessage["type"]): number {
    return client.unread.filter((message) => message.type === type).length;
  }

  /** Cuts the socket of the one who stands beside the host; then only the host's beat and the knock's grace run. */
  async function noticed(client: SignalClient): Promise<void> {
    await client.cut();
    await until("the server has noticed", () => house.time.pending === 2);
  }

  /** What was started by now has run, and its messages have been sent and read. */
  async function settled(client: SignalClient): Promise<void> {
    await house.deps.background.idle();
    assert.equal(code(await client.ask({ type: "leave" })), "not_joined");
  }

  it("the host inside hears who comes, lets them in, and they come in", async () => {
    const inside = await hostInside();
    assert.deepEqual(await list(inside, 0), []);
    const bo = await atDoor();
    assert.equal(code(await bo.join({ nickname: "Bo" })), "room_locked");
    assert.equal(code(await bo.knock("Bo", "It is me")), "done");
    assert.deepEqual(await bo.next("knock"), { ...WAITING, line: "It is me" });
    const [knock] = await list(inside, 1);
    assert.deepEqual({ ...knock, id: null }, {
      id: null,
      name: "Bo",
      kind: "guest",
      line: "It is me",
      at: house.time.now().getTime(),
      state: "waiting",
    });
    assert.equal(await answers(inside, knock, "minute"), "done");
    assert.equal((await bo.next("knock")).state, "minute");
    assert.equal((await list(inside, 1))[0]?.state, "minute");
    assert.equal(await answers(inside, knock, "in"), "done");
    assert.equal((await bo.next("knock")).state, "in");
    assert.deepEqual(await list(inside, 0), []);
    expectJoined(await bo.join({ nickname: "Bo" }));
  });

  it("a knocker before the host is listed as soon as the host comes in, also behind the open door", async () => {
    for (const ajar of [false, true]) {
      await closedRoom();
      const bo = await atDoor();
      assert.equal(code(await bo.knock("Bo")), "done");
      const inside = await hostInside(ajar);
      const [knock] = await list(inside, 1);
      assert.equal(knock?.name, "Bo");
      assert.equal(await answers(inside, knock, "in"), "done");
      await bo.next("knock", ({ state }) => state === "in");
      expectJoined(await bo.join({ nickname: "Bo" }));
    }
  });

  it("a host who reloads gets the whole list again", async () => {
    const bo = await atDoor();
    await bo.knock("Bo");
    const first = await hostInside();
    await list(first, 1);
    await first.cut();
    const second = await hostInside();
    assert.equal((await list(second, 1))[0]?.name, "Bo");
  });

  it("nobody hears it who does not look after the room, and a co-host does, a guest too", async () => {
    const inside = await hostInside();
    const seat = someSeatId();
    await list(inside, 0);
    const [helper, visitor] = [await letIn(inside, "Helper", seat), await letIn(inside, "Visitor")];
    const bo = await atDoor();
    await bo.knock("Bo");
    const [knock] = await list(inside, 1);
    assert.equal(await answers(visitor, knock, "in"), "not_allowed");
    assert.equal(await answers(helper, knock, "in"), "not_allowed");
    await db().updateTable("seat").set({ co_host: true }).where("id", "=", seat).execute();
    house.deps.publisher.publish(room.id, { type: "rights_changed", seatId: seat, coHost: true });
    assert.equal((await list(helper, 1))[0]?.name, "Bo");
    assert.equal(await answers(helper, knock, "minute"), "done");
    await list(helper, 1);
    await db().updateTable("seat").set({ co_host: false }).where("id", "=", seat).execute();
    house.deps.publisher.publish(room.id, { type: "rights_changed", seatId: seat, coHost: false });
    assert.deepEqual(await list(helper, 0), []);
    assert.equal(tally(visitor, "knocks"), 0);
    assert.equal(await answers(bo, knock, "in"), "not_joined");
  });

  async function letIn(inside: SignalClient, name: string, seat?: SeatId): Promise<SignalClient> {
    const client = await atDoor(await house.guest(room, seat));
    await client.knock(name);
    assert.equal(await answers(inside, (await list(inside, 1))[0], "in"), "done");
    await client.next("knock", ({ state }) => state === "in");
    expectJoined(await client.join({ nickname: name }));
    await list(inside, 0);
    return client;
  }

  it("a refusal sends nothing, and what happens next is as if nobody had answered", async () => {
    const inside = await hostInside();
    await list(inside, 0);
    const sent: unknown[] = [];
    for (const answer of [null, "no", "quiet"] as const) {
      const bo = await atDoor();
      await bo.knock(`Bo, ${answer}`);
      const { knocks } = await inside.next("knocks", ({ knocks }) => knocks[0]?.name === `Bo, ${answer}`);
      if (answer !== null) assert.equal(await answers(inside, knocks[0], answer), "done");
      const early = await bo.knock("Bo");
      assert.equal(code(early), "too_many_requests");
      await house.deps.background.idle();
      house.time.advance(30_000);
      assert.equal(code(await bo.knock("Bo")), "done");
      sent.push(bo.unread.filter(({ type }) => type !== "beat" && type !== "door"));
      assert.equal(code(await bo.ask({ type: "leave" })), "left");
    }
    assert.deepEqual(sent, Array(3).fill([WAITING, { ...WAITING, againInSeconds: 60 }]));
  });

  it("who may only knock stands at a door that tells nothing, and is let in", async () => {
    await closedRoom({ audience: { kind: "people" }, seatLimit: 2 });
    const inside = await hostInside();
    await list(inside, 0);
    const stranger = await house.person("Stan");
    const client = await house.socket({ viewer: stranger });
    const { door, knock } = await client.hello(room.code);
    assert.deepEqual([door.state, door.locked, door.started, door.inside, knock], ["open", false, true, null, null]);
    assert.equal(code(await client.join()), "not_for_you");
    assert.equal(code(await client.knock()), "done");
    assert.equal(house.gateway.liveLines, 1, "nothing is made ready for who may not come in");
    await db().transaction().execute((trx) =>
      changeRoom(trx, room.id, { lock: { at: house.time.now(), cause: "deed" }, startedAt: house.time.now() })
    );
    house.deps.publisher.publish(room.id, { type: "lock_changed", locked: true });
    const [heard] = await list(inside, 1);
    assert.deepEqual([heard?.name, heard?.kind], ["Stan", "person"]);
    assert.equal(await answers(inside, heard, "in"), "done");
    await client.next("knock", ({ state }) => state === "in");
    assert.equal(tally(client, "door"), 0, "neither the lock nor who is inside shows on that door");
    expectJoined(await client.join());
  });

  it("a page that loads again finds its knock, on every socket of its knocker", async () => {
    const inside = await hostInside();
    const cookie = await house.guest(room);
    const first = await atDoor(cookie);
    await first.knock("Bo");
    const second = await house.socket({ cookie });
    assert.deepEqual((await second.hello(room.code)).knock, { state: "waiting", againInSeconds: 30, line: null });
    await first.cut();
    house.time.advance(LOST_SOCKET_GRACE_MS);
    await house.deps.background.idle();
    const [knock] = await list(inside, 1);
    assert.equal(await answers(inside, knock, "minute"), "done");
    assert.equal((await second.next("knock")).state, "minute");
  });

  it("who goes away is forgotten after a grace, and cannot be let in any more", async () => {
    const inside = await hostInside();
    await list(inside, 0);
    const cookie = await house.guest(room);
    const bo = await atDoor(cookie);
    await bo.knock("Bo");
    const [knock] = await list(inside, 1);
    await noticed(bo);
    house.time.advance(LOST_SOCKET_GRACE_MS - 1);
    await house.deps.background.idle();
    assert.equal(tally(inside, "knocks"), 0);
    house.time.advance(1);
    await list(inside, 0);
    assert.equal(await answers(inside, knock, "in"), "knocker_gone");
    const back = await house.socket({ cookie });
    assert.deepEqual((await back.hello(room.code)).knock, { state: null, againInSeconds: 0, line: null });
    assert.equal(code(await back.join({ nickname: "Bo" })), "room_locked");
  });

  it("who comes back in time goes on knocking", async () => {
    const inside = await hostInside();
    await list(inside, 0);
    const cookie = await house.guest(room);
    const bo = await atDoor(cookie);
    await bo.knock("Bo");
    await list(inside, 1);
    await noticed(bo);
    house.time.advance(LOST_SOCKET_GRACE_MS - 1);
    const back = await house.socket({ cookie });
    assert.equal((await back.hello(room.code)).knock?.state, "waiting");
    house.time.advance(LOST_SOCKET_GRACE_MS);
    await settled(await atDoor());
    assert.equal(tally(inside, "knocks"), 0);
  });

  it("who thinks otherwise leaves the door at once", async () => {
    const inside = await hostInside();
    const bo = await atDoor();
    assert.equal(code(await bo.ask({ type: "leave" })), "not_joined");
    await bo.knock("Bo");
    await list(inside, 1);
    assert.equal(code(await bo.ask({ type: "leave" })), "left");
    assert.equal((await bo.next("knock", ({ state }) => state === null)).againInSeconds, 30);
    assert.deepEqual(await list(inside, 0), []);
  });

  it("who knocks without a socket is there as long as they look", async () => {
    const cookie = await house.guest(room);
    const asker = {
      viewer: { kind: "guest" },
      seatToken: () => readCookie(cookie, seatCookieName(room.id)),
      traces: NO_TRACES,
    } as const;
    const state = async () => {
      const outcome = await readKnock(house.deps, asker, room.code);
      return outcome.ok ? outcome.value?.state : outcome.refusal;
    };
    assert.ok((await knockByLink(house.deps, asker, room.code, { nickname: "Bo", line: null })).ok);
    await until("the door is watched", () => house.time.pending === 1);
    for (let time = 0; time < 3; time++) {
      house.time.advance(NO_SOCKET_GRACE_MS - 1);
      assert.equal(await state(), "waiting");
    }
    house.time.advance(NO_SOCKET_GRACE_MS);
    await house.deps.background.idle();
    assert.equal(await state(), null);
    assert.equal(house.time.pending, 0);
  });

  it("is listed after a restart, and forgotten if its knocker does not come back", async () => {
    const [stays, goes] = [await house.guest(room), await house.guest(room)];
    await (await atDoor(stays)).knock("Stays");
    await (await atDoor(goes)).knock("Goes");
    await house[Symbol.asyncDispose]();
    house = openHouse(db());
    await house.signalling.resume();
    const inside = await hostInside();
    assert.deepEqual((await list(inside, 2)).map(({ name }) => name).toSorted(), ["Goes", "Stays"]);
    const back = await house.socket({ cookie: stays });
    assert.equal((await back.hello(room.code)).knock?.state, "waiting");
    house.time.advance(NO_SOCKET_GRACE_MS);
    const [left] = await list(inside, 1);
    assert.equal(left?.name, "Stays");
    assert.equal(await answers(inside, left, "in"), "done");
    await back.next("knock", ({ state }) => state === "in");
    expectJoined(await back.join({ nickname: "Stays" }));
  });

  it("is over when the door opens and one comes in without an answer", async () => {
    const inside = await hostInside();
    const bo = await atDoor();
    await bo.knock("Bo");
    await list(inside, 1);
    await db().transaction().execute((trx) => changeRoom(trx, room.id, { lock: null }));
    house.deps.publisher.publish(room.id, { type: "lock_changed", locked: false });
    await bo.next("door", ({ door }) => !door.locked);
    expectJoined(await bo.join({ nickname: "Bo" }));
    assert.deepEqual(await list(inside, 0), []);
  });

  it("at a door that has opened meanwhile says that one may come in", async () => {
    const bo = await atDoor();
    await db().transaction().execute((trx) => changeRoom(trx, room.id, { lock: null }));
    assert.equal(code(await bo.knock("Bo")), "done");
    assert.deepEqual(await bo.next("knock"), { type: "knock", state: "in", againInSeconds: 0, line: null });
  });

  it("is of no use where one is inside already, or nobody is any more", async () => {
    const inside = await hostInside();
    assert.equal(code(await inside.knock()), "already_joined");
    const bo = await atDoor();
    await endRoom(house.deps, asking(host), room.id);
    assert.equal(code(await bo.knock("Bo")), "room_ended");
  });

  it("is refused to a guest without a good cookie", async () => {
    const client = await house.socket({});
    await client.hello(room.code);
    assert.equal(code(await client.knock("Bo")), "seat_invalid");
  });

  it("of 10,000 characters breaks the protocol, of 201 is refused", async () => {
    const inside = await hostInside();
    await list(inside, 0);
    const bo = await atDoor();
    assert.equal(code(await bo.knock("Bo", "x".repeat(201))), "bad_text");
    bo.raw(JSON.stringify({ type: "knock", id: 7, nickname: "Bo", line: "x".repeat(10_000) }));
    assert.deepEqual(await bo.next("refused"), { type: "refused", to: 7, code: "bad_input" });
    assert.equal((await bo.closed).code, CLOSE.violation);
    await house.deps.background.idle();
    assert.equal(tally(inside, "knocks"), 0);
  });

  it("a thousand times a second is heard once, and closes the socket", async () => {
    const inside = await hostInside();
    await list(inside, 0);
    const bo = await atDoor();
    for (let id = 0; id < 1000; id++) bo.raw(JSON.stringify({ type: "knock", id, nickname: "Bo", line: null }));
    await bo.closed;
    assert.equal((await list(inside, 1)).length, 1);
    await house.deps.background.idle();
    assert.equal(tally(inside, "knocks"), 0);
    assert.ok(tally(bo, "done") <= 1);
  });
});
