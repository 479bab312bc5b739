import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { endRoom } from "../../actions/end_room.ts";
import type { Room } from "../../domain/room.ts";
import { SEAT_COOKIE_MAX_AGE_SECONDS, seatCookieName } from "../../protocol/cookies.ts";
import type { ServerMessage } from "../../protocol/signal.ts";
import { CLOSE, FRAME_LIMIT_BYTES, PROTOCOL_VERSION } from "../../protocol/version.ts";
import { SEAT_TOKEN_TTL_SECONDS } from "../../accounts/seat_tokens.ts";
import { BURST_COST, costOf } from "../../signalling/limits.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse } from "../support/house.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";

function code(answer: ServerMessage): string {
  return answer.type === "refused" ? answer.code : answer.type;
}

describe("bad input on the socket", () => {
  const db = embeddedForSuite();
  let house: House;
  let room: Room;
  beforeEach(async () => {
    house = openHouse(db());
    room = await house.room();
  });
  /** Nothing crashes, nothing is lost: whatever went before, somebody else comes in as ever. */
  afterEach(async () => {
    const fresh = await house.room();
    const client = await house.socket({ cookie: await house.guest(fresh) });
    await client.hello(fresh.code);
    expectJoined(await client.join({ nickname: "Ada" }));
    await house[Symbol.asyncDispose]();
    assert.equal(house.time.pending, 0);
    assert.equal(house.gateway.liveLines, 0);
  });

  async function atDoor(cookie?: string): Promise<SignalClient> {
    const client = await house.socket({ cookie: cookie ?? await house.guest(room) });
    await client.hello(room.code);
    return client;
  }

  async function inside(): Promise<SignalClient> {
    const client = await atDoor();
    expectJoined(await client.join({ nickname: "Ann" }));
    return client;
  }

  async function closesWith(client: SignalClient, closeCode: number): Promise<void> {
    assert.equal((await client.closed).code, closeCode);
  }

  it("refuses an unknown code, and says not to come back", async () => {
    const client = await house.socket({});
    client.send({ type: "hello", version: PROTOCOL_VERSION, code: "no-such-code" });
    assert.deepEqual(await client.next("refused"), { type: "refused", to: null, code: "not_found" });
    await closesWith(client, CLOSE.unknown);
  });

  it("refuses to join an ended room, whose door still tells that it ended", async () => {
    await endRoom(house.deps, asking({ kind: "person", personId: room.hostId, name: room.hostName }), room.id);
    const client = await house.socket({ cookie: await house.guest(room) });
    assert.equal((await client.hello(room.code)).door.state, "ended");
    assert.equal(code(await client.join({ nickname: "Ann" })), "room_ended");
  });

  for (
    const [what, nickname] of [
      ["no nickname", null],
      ["an empty nickname", ""],
      ["a nickname of 300 characters", "x".repeat(300)],
      ["a nickname of spaces", "   \u2003"],
      ["a nickname with control characters", "Ann\u0000\u001b[2J"],
      ["a nickname that turns the text around it", "Ann\u202Egpj"],
      ["an invisible nickname", "\u200B\u200D"],
    ] as const
  ) {
    it(`refuses ${what}, and takes a good one after it`, async () => {
      const client = await atDoor();
      assert.equal(code(await client.join({ nickname })), "bad_nickname");
      assert.equal(house.signalling.inside(room.id), 0);
      expectJoined(await client.join({ nickname: "Ann" }));
    });
  }

  it("takes a right-to-left nickname as it is", async () => {
    const joined = expectJoined(await (await atDoor()).join({ nickname: " שרה  לוי " }));
    assert.equal(joined.live.seats[0]?.name, "שרה לוי");
  });

  for (
    const [what, frame] of [
      ["malformed JSON", "{"],
      ["no JSON at all", "hello"],
      ["an unknown type", '{"type":"shout"}'],
      ["no type", "[]"],
      ["a misshapen message", '{"type":"leave"}'],
      ["a field too many", '{"type":"leave","id":1,"seatId":"somebody"}'],
      ["a prototype", '{"type":"leave","id":1,"__proto__":{"type":"x"}}'],
      ["a second hello", `{"type":"hello","version":${PROTOCOL_VERSION},"code":"x"}`],
    ] as const
  ) {
    it(`closes on ${what}, after a coded answer; the seat waits`, async () => {
      const client = await inside();
      client.raw(frame);
      assert.equal(code(await client.next("refused")), "bad_input");
      await closesWith(client, CLOSE.violation);
      assert.equal(house.signalling.inside(room.id), 1);
    });
  }

  it("closes on a message before hello", async () => {
    const client = await house.socket({});
    client.raw('{"type":"leave","id":1}');
    await closesWith(client, CLOSE.violation);
  });

  it("closes a socket that says no hello in time", async () => {
    const client = await house.socket({});
    house.time.advance(10_000);
    await closesWith(client, CLOSE.silent);
  });

  it("closes on a version that it does not speak", async () => {
    const client = await house.socket({});
    client.send({ type: "hello", version: PROTOCOL_VERSION + 1, code: room.code });
    await closesWith(client, CLOSE.version);
  });

  it("closes on an oversized frame with 1009, measured in bytes", async () => {
    for (const frame of ["x".repeat(FRAME_LIMIT_BYTES + 1), "é".repeat(FRAME_LIMIT_BYTES / 2 + 1)]) {
      const client = await atDoor();
      client.raw(frame);
      await closesWith(client, 1009);
    }
  });

  it("takes a frame of exactly the limit as far as its content goes", async () => {
    const client = await atDoor();
    client.raw("x".repeat(FRAME_LIMIT_BYTES));
    await closesWith(client, CLOSE.violation);
  });

  it("closes on a binary frame with 1003", async () => {
    const client = await atDoor();
    client.raw(new TextEncoder().encode('{"type":"leave","id":1}'));
    await closesWith(client, 1003);
  });

  it("refuses an SDP that is none in join, and seats the person all the same", async () => {
    const client = await atDoor();
    const publish = { sdp: "not an sdp", tracks: [{ mid: "0", kind: "microphone" as const }] };
    expectJoined(await client.join({ nickname: "Ann", publish }));
    assert.deepEqual(await client.next("publish_answer"), { type: "publish_answer", sdp: null, refusal: "bad_sdp" });
    assert.equal(house.signalling.inside(room.id), 1);
  });

  it("refuses an SDP that is none in publish, and an answer to no offer", async () => {
    const client = await inside();
    assert.equal(code(await client.ask({ type: "publish", sdp: "v=0", tracks: [] })), "bad_sdp");
    assert.equal(code(await client.ask({ type: "answer", negotiation: 7, sdp: "v=0\r\n" })), "bad_sdp");
    assert.equal((await client.ask({ type: "leave" })).type, "left");
  });

  it("refuses candidates before join, and before an offer", async () => {
    const client = await atDoor();
    const candidates = { type: "candidates", direction: "send", candidates: [], complete: true } as const;
    const message = { ...candidates, candidates: [] };
    client.send(message);
    assert.deepEqual(await client.next("refused"), { type: "refused", to: null, code: "not_joined" });
    expectJoined(await client.join({ nickname: "Ann" }));
    client.send(message);
    assert.equal(code(await client.next("refused")), "no_offer_yet");
    client.send({ ...message, direction: "receive" });
    assert.equal(code(await client.next("refused")), "no_offer_yet");
  });

  it("refuses everything but join at the door", async () => {
    const client = await atDoor();
    assert.equal(code(await client.ask({ type: "publish", sdp: "v=0", tracks: [] })), "not_joined");
    assert.equal(code(await client.ask({ type: "answer", negotiation: 0, sdp: "v=0" })), "not_joined");
    assert.equal(code(await client.ask({ type: "restart_receiving" })), "not_joined");
    assert.equal(code(await client.ask({ type: "leave" })), "not_joined");
    client.send({ type: "set_media", media: { microphone: true, camera: true, screen: true } });
    assert.equal(code(await client.next("refused")), "not_joined");
  });

  it("refuses a second join on one socket, and on one seat", async () => {
    const cookie = await house.guest(room);
    const client = await atDoor(cookie);
    expectJoined(await client.join({ nickname: "Ann" }));
    assert.equal(code(await client.join({ nickname: "Ann" })), "already_joined");
    const second = await atDoor(cookie);
    assert.equal(code(await second.join({ nickname: "Ann", tab: "another-tab" })), "seat_in_use");
    assert.equal((await client.ask({ type: "restart_receiving" })).type, "done");
  });

  it("refuses a guest without a cookie, with a forged one, an old one, one of another room or two at once", async () => {
    const elsewhere = await house.room();
    const name = seatCookieName(room.id);
    const good = await house.guest(room);
    const [, foreign] = (await house.guest(elsewhere)).split("=");
    const [, mine] = good.split("=");
    for (
      const cookie of [
        undefined,
        `${name}=forged`,
        `${name}=${mine?.slice(0, -2)}AA`,
        `${name}=${foreign}`,
        `${seatCookieName(elsewhere.id)}=${mine}`,
        `${good}; ${name}=forged`,
      ]
    ) {
      const client = await house.socket(cookie === undefined ? {} : { cookie });
      assert.equal((await client.hello(room.code)).seat, null);
      assert.equal(code(await client.join({ nickname: "Eve" })), "seat_invalid", cookie ?? "no cookie");
    }
    house.time.advance(SEAT_TOKEN_TTL_SECONDS * 1000);
    const late = await house.socket({ cookie: good });
    await late.hello(room.code);
    assert.equal(code(await late.join({ nickname: "Ann" })), "seat_invalid");
    assert.equal(house.signalling.inside(room.id), 0);
  });

  it("refuses a cookie that names a person's seat", async () => {
    const host = await house.socket({ viewer: { kind: "person", personId: room.hostId, name: room.hostName } });
    await host.hello(room.code);
    const { seatId } = expectJoined(await host.join());
    const eve = await house.socket({ cookie: await house.guest(room, seatId) });
    assert.equal((await eve.hello(room.code)).seat, null);
    assert.equal(code(await eve.join({ nickname: "Eve", takeOver: true })), "seat_invalid");
  });

  it("keeps a guest's cookie from speaking for a person, whose seat hangs on the account", async () => {
    const bob = await house.person("Bob");
    const cookie = await house.guest(room);
    const guest = await atDoor(cookie);
    const { seatId } = expectJoined(await guest.join({ nickname: "Gus" }));
    const client = await house.socket({ viewer: bob, cookie });
    assert.equal((await client.hello(room.code)).seat, null);
    assert.notEqual(expectJoined(await client.join()).seatId, seatId);
  });

  it("closes on too many messages with 4429, after a coded answer", async () => {
    const client = await inside();
    const allowed = (BURST_COST - costOf("hello") - costOf("join")) / costOf("restart_receiving");
    for (let index = 0; index < allowed; index++) {
      assert.equal((await client.ask({ type: "restart_receiving" })).type, "done");
    }
    client.raw('{"type":"restart_receiving","id":1}');
    assert.deepEqual(await client.next("refused"), { type: "refused", to: null, code: "too_many_requests" });
    await closesWith(client, CLOSE.rate);
  });

  it("lets the same messages through at a page's pace", async () => {
    const client = await inside();
    for (let index = 0; index < 50; index++) {
      house.time.advance(250);
      assert.equal((await client.ask({ type: "restart_receiving" })).type, "done");
    }
  });

  it("answers a fault with its request id, logs it, and goes on", async () => {
    const client = await inside();
    house.gateway.failNext("restartReceiving", new TypeError("a bug"));
    const answer = await client.ask({ type: "restart_receiving" });
    assert.equal(answer.type === "failed" && answer.requestId, "test");
    assert.equal(house.log.records.filter(({ level }) => level === "error").length, 1);
    assert.equal((await client.ask({ type: "restart_receiving" })).type, "done");
  });

  it("lets a page come again whose hello met a fault", async () => {
    await using broken = openHouse(db(), {
      iceServers: () => {
        throw new TypeError("a bug");
      },
    });
    const client = await broken.socket({ cookie: await broken.guest(room) });
    client.send({ type: "hello", version: PROTOCOL_VERSION, code: room.code });
    assert.equal((await client.next("failed")).to, null);
    await closesWith(client, CLOSE.restart);
  });

  it("gives up the seat of a newcomer on a fault of the media server", async () => {
    const client = await atDoor();
    house.gateway.failNext("join", new TypeError("a bug"));
    assert.equal((await client.join({ nickname: "Ann" })).type, "failed");
    assert.equal(house.signalling.inside(room.id), 0);
    expectJoined(await client.join({ nickname: "Ann" }));
  });

  it("lets the seat cookie live exactly as long as the token in it", () => {
    assert.equal(SEAT_COOKIE_MAX_AGE_SECONDS, SEAT_TOKEN_TTL_SECONDS);
  });
});
