/**
 * Janus itself keeps out who was put out of a room, or was never let in: what they know of it is worth nothing. Also how fast
 * a removal ends what somebody sends and receives. Run inside tools/netns.ts.
 */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import { type RoomId, roomId, seatId } from "../../domain/ids.ts";
import { JanusError } from "../../media/janus/errors.ts";
import { externalJanus } from "../../media/janus/endpoint.ts";
import { createJanusGateway } from "../../media/janus/janus_gateway.ts";
import { RoomKeys } from "../../media/janus/room_keys.ts";
import { JanusSocket } from "../../media/janus/socket.ts";
import { Guest } from "../support/guest.ts";
import { recordingLog, TestJanus } from "../support/janus.ts";
import { JanusEye, type SeenHandle } from "../support/janus_eye.ts";
import { startProxy } from "../support/proxy.ts";
import { until } from "../support/until.ts";

const alice = seatId("alice");
const bob = seatId("bob");
const carol = seatId("carol");
const masterKey = randomBytes(32);
const DEADLINE_MS = 2000;
const QUIET_MS = 150;
const END_LIMIT_MS = 500;
/** Nobody listens there. */
const CLOSED_PORT = 1;

const FORBIDDEN = 403;
const NO_SESSION = 458;
const NO_HANDLE = 459;
const MISSING = 429;
const UNAUTHORIZED = 433;

describe("who was put out of a room", () => {
  let janus: TestJanus;
  let eye: JanusEye;
  let serial = 0;

  before(async () => {
    janus = await TestJanus.start({ masterKey });
    eye = await JanusEye.open(janus.server.endpoint());
  });
  after(async () => {
    eye[Symbol.dispose]();
    await janus[Symbol.asyncDispose]();
  });

  function freshRoom(): RoomId {
    return roomId(`removal ${++serial}`);
  }

  it("is neither heard nor hears anything within half a second", async () => {
    const room = freshRoom();
    await using a = await Guest.enter(janus.gateway, room, alice);
    await using b = await Guest.enter(janus.gateway, room, bob);
    await Promise.all([a.send(["microphone"]), b.send(["microphone"])]);
    await Promise.all([a.hears(bob, "microphone"), b.hears(alice, "microphone")]);
    await assertEnds([a, b], () => janus.gateway.removeSeat(room, bob));
    await b.events.first("lost");
  });

  it("ends just as fast while the socket to Janus is broken", async () => {
    const endpoint = janus.server.endpoint();
    await using road = startProxy({ hostname: "127.0.0.1", port: Number(new URL(endpoint.url).port) });
    let port = road.port;
    const server = {
      ...externalJanus(endpoint),
      endpoint: () => ({ ...endpoint, url: `ws://127.0.0.1:${port}` }),
    };
    await using gateway = createJanusGateway({ server, masterKey, log: recordingLog([]) });
    await until("the gateway to come up", () => gateway.health().state === "up");
    const room = freshRoom();
    await using a = await Guest.enter(gateway, room, alice);
    await using b = await Guest.enter(gateway, room, bob);
    await Promise.all([a.send(["microphone"]), b.send(["microphone"])]);
    await Promise.all([a.hears(bob, "microphone"), b.hears(alice, "microphone")]);
    port = CLOSED_PORT;
    road.cut();
    await until("the break to be noticed", () => gateway.health().state === "down");
    await assertEnds([a, b], () => gateway.removeSeat(room, bob));
    assert.deepEqual(await janus.gateway.seatsInside(room), [alice]);
    port = road.port;
    await until("the socket's return", () => gateway.health().state === "up");
  });

  it("ends as well if an app before this one let them in", async () => {
    const room = freshRoom();
    await using a = await Guest.enter(janus.gateway, room, alice);
    await using b = await Guest.enter(janus.gateway, room, bob);
    await Promise.all([a.send(["microphone"]), b.send(["microphone"])]);
    await Promise.all([a.hears(bob, "microphone"), b.hears(alice, "microphone")]);
    const server = externalJanus(janus.server.endpoint());
    await using later = createJanusGateway({ server, masterKey, log: recordingLog([]) });
    await until("the later gateway to come up", () => later.health().state === "up");
    await assertEnds([a, b], () => later.removeSeat(room, bob));
    assert.deepEqual(await later.seatsInside(room), [alice]);
  });

  it("a room that is found again admits nobody whom the app before had admitted", async () => {
    const room = freshRoom();
    await using _a = await Guest.enter(janus.gateway, room, alice);
    const secret = new RoomKeys(masterKey).secret(room);
    assert.equal((await eye.tokens(room, secret)).length, 2);
    const server = externalJanus(janus.server.endpoint());
    await using later = createJanusGateway({ server, masterKey, log: recordingLog([]) });
    await until("the later gateway to come up", () => later.health().state === "up");
    await later.openRoom({ roomId: room, seatLimit: 8 });
    assert.deepEqual(await eye.tokens(room, secret), []);
    await using _b = await Guest.enter(later, room, bob);
    assert.equal((await eye.tokens(room, secret)).length, 1);
  });

  it("a line that ends takes its token along, however it ends", async () => {
    const room = freshRoom();
    const secret = new RoomKeys(masterKey).secret(room);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await using b = await Guest.enter(janus.gateway, room, bob);
    const before = new Set(await eye.tokens(room, secret));
    assert.equal(before.size, 3);
    await a.line.close();
    await janus.gateway.removeSeat(room, bob);
    await b.events.first("lost");
    assert.equal((await eye.tokens(room, secret)).length, 1);
  });

  describe("and speaks to Janus directly", () => {
    let room: RoomId;
    let a: Guest;
    let b: Guest;
    /** What bob's line was, and alice's still is. */
    let stolen: { readonly session: number; readonly handles: readonly SeenHandle[]; readonly token: string };
    let living: SeenHandle;

    beforeEach(async () => {
      room = freshRoom();
      const secret = new RoomKeys(masterKey).secret(room);
      a = await Guest.enter(janus.gateway, room, alice);
      const before = await eye.tokens(room, secret);
      b = await Guest.enter(janus.gateway, room, bob);
      await a.send(["microphone", "camera"]);
      await b.hears(alice, "microphone");
      const [token] = (await eye.tokens(room, secret)).filter((each) => !before.includes(each));
      const handles = await eye.handles();
      const [own] = handles.filter((each) => each.room === room && each.feed?.startsWith(`${bob}.`));
      const [other] = handles.filter((each) => each.room === room && each.feed?.startsWith(`${alice}.`));
      assert.ok(token && own && other?.feed && other.privateId && own.privateId);
      living = other;
      stolen = {
        session: own.sessionId,
        handles: handles.filter(({ sessionId }) => sessionId === own.sessionId),
        token,
      };
      assert.equal(stolen.handles.length, 2);
      await janus.gateway.removeSeat(room, bob);
      await b[Symbol.asyncDispose]();
    });
    afterEach(() => a[Symbol.asyncDispose]());

    async function speak(secret: Record<string, string>): Promise<JanusSocket> {
      const { url } = janus.server.endpoint();
      return await JanusSocket.open({ url, protocol: "janus-protocol", secret, deadlineMs: DEADLINE_MS });
    }

    /** Both in a plugin's event and in the core's answer: the code of the error. */
    async function codeOf(socket: JanusSocket, message: Record<string, unknown>): Promise<number | undefined> {
      try {
        const answer = await socket.request(message, message["janus"] === "message" ? "event" : "answer");
        return (answer.plugindata?.data as { error_code?: number } | undefined)?.error_code;
      } catch (error) {
        if (error instanceof JanusError) return error.code;
        throw error;
      }
    }

    it("without the API's secret nothing is answered, whatever they know", async () => {
      for (const secret of [{}, { apisecret: "janusrocks" }, { token: stolen.token }]) {
        await using socket = await speak(secret);
        const { handleId: handle_id } = living;
        for (const session_id of [stolen.session, living.sessionId]) {
          const body = { request: "join", ptype: "subscriber", room, streams: [{ feed: living.feed }] };
          for (
            const message of [
              { janus: "create" },
              { janus: "claim", session_id },
              { janus: "attach", session_id, plugin: "janus.plugin.videoroom" },
              { janus: "message", session_id, handle_id, body },
              { janus: "trickle", session_id, handle_id, candidate: { completed: true } },
              { janus: "destroy", session_id },
            ]
          ) assert.equal(await codeOf(socket, message), FORBIDDEN, JSON.stringify(message));
        }
      }
      await a.line.silence("camera", true);
      assert.deepEqual(await janus.gateway.seatsInside(room), [alice]);
    });

    it("with the API's secret their own session and handles are gone", async () => {
      await using socket = await speak({ apisecret: janus.server.endpoint().apiSecret });
      const session_id = stolen.session;
      assert.equal(await codeOf(socket, { janus: "claim", session_id }), NO_SESSION);
      const plugin = "janus.plugin.videoroom";
      assert.equal(await codeOf(socket, { janus: "attach", session_id, plugin }), NO_SESSION);
      const mine = (await socket.request({ janus: "create" }, "answer")).data?.id;
      for (const { handleId: handle_id } of stolen.handles) {
        const body = { request: "configure", restart: true };
        assert.equal(await codeOf(socket, { janus: "message", session_id, handle_id, body }), NO_SESSION);
        assert.equal(await codeOf(socket, { janus: "message", session_id: mine, handle_id, body }), NO_HANDLE);
      }
    });

    it("with the API's secret, and a session of their own, no room lets them in", async () => {
      const { apiSecret } = janus.server.endpoint();
      await using socket = await speak({ apisecret: apiSecret });
      const session_id = (await socket.request({ janus: "create" }, "answer")).data?.id;
      const plugin = "janus.plugin.videoroom";
      const handle_id = (await socket.request({ janus: "attach", session_id, plugin }, "answer")).data?.id;
      const ask = (body: Record<string, unknown>) =>
        codeOf(socket, { janus: "message", session_id, handle_id, body: { room, ...body } });
      const sends = { request: "join", ptype: "publisher", id: `${bob}.0123456789ab` };
      const receives = { request: "join", ptype: "subscriber", streams: [{ feed: living.feed }] };
      const own = stolen.handles.find(({ type }) => type === "publisher")?.privateId;
      const { pin } = new RoomKeys(masterKey).newPass(room);

      // The pin is never told to anybody, so this is all that they can do …
      assert.equal(await ask(sends), MISSING);
      assert.equal(await ask({ ...sends, token: stolen.token }), MISSING);
      for (const private_id of [own, living.privateId]) assert.equal(await ask({ ...receives, private_id }), MISSING);
      for (const wrong of ["", "1234", room, apiSecret]) {
        assert.equal(await ask({ ...receives, private_id: living.privateId, pin: wrong }), UNAUTHORIZED);
      }
      // … and if they knew it, what was theirs would still open nothing.
      assert.equal(await ask({ ...receives, private_id: own, pin }), UNAUTHORIZED);
      assert.equal(await ask({ ...receives, pin }), UNAUTHORIZED);
      assert.equal(await ask({ ...sends, pin }), UNAUTHORIZED);
      assert.equal(await ask({ ...sends, pin, token: stolen.token }), UNAUTHORIZED);
      // The room itself yields to its secret alone, and is forwarded nowhere.
      for (
        const request of [
          { request: "kick", id: living.feed },
          { request: "moderate", id: living.feed, mid: "0", mute: true },
          { request: "allowed", action: "add", allowed: ["mine"] },
          { request: "edit", new_pin: "" },
          { request: "destroy" },
          { request: "rtp_forward", publisher_id: living.feed, host: "127.0.0.1", streams: [{ mid: "0", port: 9 }] },
          { request: "enable_recording", record: true },
        ]
      ) {
        assert.ok([MISSING, UNAUTHORIZED].includes(await ask(request) ?? 0), JSON.stringify(request));
        const answer = await ask({ ...request, secret: apiSecret });
        assert.ok([MISSING, UNAUTHORIZED].includes(answer ?? 0), JSON.stringify(request));
      }
      assert.deepEqual(await janus.gateway.seatsInside(room), [alice]);
    });

    it("the others go on undisturbed, and may come in", async () => {
      await using c = await Guest.enter(janus.gateway, room, carol);
      await Promise.all([c.hears(alice, "microphone"), c.hears(alice, "camera")]);
    });
  });

  /** What each hears of the other falls silent, counted from the call on. */
  async function assertEnds(guests: readonly Guest[], removal: () => Promise<void>): Promise<void> {
    const since = performance.now();
    const done = removal();
    for (const { receiver } of guests) {
      await until("silence", () => performance.now() - receiver.lastPacketAt > QUIET_MS);
      const lasted = receiver.lastPacketAt - since;
      assert.ok(lasted < END_LIMIT_MS, `media went on for ${lasted} ms`);
    }
    await done;
  }
});
