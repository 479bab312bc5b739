/** What happens when Janus dies, freezes or loses its socket. Run inside tools/netns.ts. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "@std/testing/bdd";
import { roomId, seatId } from "../../domain/ids.ts";
import { MediaUnavailable } from "../../media/gateway.ts";
import { JanusConnection } from "../../media/janus/connection.ts";
import { externalJanus } from "../../media/janus/endpoint.ts";
import { createJanusGateway } from "../../media/janus/janus_gateway.ts";
import { endForgottenRooms } from "../../media/reconcile.ts";
import { freeze } from "../support/freeze.ts";
import { Guest } from "../support/guest.ts";
import { type LogLine, recordingLog, TestJanus } from "../support/janus.ts";
import { SendingBot } from "../support/media_bot.ts";
import { startProxy } from "../support/proxy.ts";
import { until } from "../support/until.ts";

const room = roomId("room");
const alice = seatId("alice");
const bob = seatId("bob");
/** Nobody listens there. */
const CLOSED_PORT = 1;

describe("JanusGateway in trouble", () => {
  it("kill -9: lines are lost, then up again, and a new line works in the same room", async () => {
    await using janus = await TestJanus.start();
    {
      await using a = await Guest.enter(janus.gateway, room, alice);
      await a.send(["microphone"]);
      Deno.kill(janus.pid, "SIGKILL");
      await a.events.first("lost");
      await until("the gateway's lost", () => janus.events.some(({ type }) => type === "lost"));
      assert.equal(janus.gateway.health().state, "down");
      await assert.rejects(janus.gateway.line(), MediaUnavailable);
      await assert.rejects(a.line.restartReceiving(), MediaUnavailable);
      await until("the gateway to come back", () => janus.gateway.health().state === "up");
      assert.deepEqual(janus.events.map(({ type }) => type), ["up", "lost", "up"]);
    }
    await using a = await Guest.enter(janus.gateway, room, alice);
    await using b = await Guest.enter(janus.gateway, room, bob);
    await a.send(["microphone"]);
    await b.hears(alice, "microphone");
  });

  it("kill -9 again and again: it comes back every time", async () => {
    await using janus = await TestJanus.start();
    for (let round = 1; round <= 3; round++) {
      Deno.kill(janus.pid, "SIGKILL");
      await until("lost", () => janus.events.filter(({ type }) => type === "lost").length === round);
      await until("up", () => janus.gateway.health().state === "up");
    }
    assert.equal(janus.events.filter(({ type }) => type === "up").length, 4);
  });

  it("a frozen Janus is found out, ended and replaced", async () => {
    await using janus = await TestJanus.start({ health: { intervalMs: 100, deadlineMs: 200, misses: 3 } });
    const frozen = janus.pid;
    await using a = await Guest.enter(janus.gateway, room, alice);
    await freeze(frozen);
    await a.events.first("lost");
    await until("another Janus", () => janus.gateway.health().state === "up");
    assert.notEqual(janus.pid, frozen);
    await using _again = await Guest.enter(janus.gateway, room, alice);
  });

  it("calls end at their deadline while Janus is frozen", async () => {
    await using janus = await TestJanus.start({ deadlineMs: 300 });
    await using a = await Guest.enter(janus.gateway, room, alice);
    await using bot = new SendingBot(["microphone"], 1);
    const { sdp, tracks } = await bot.offer();
    const line = await janus.gateway.line();
    await freeze(janus.pid);
    const since = performance.now();
    await Promise.all([
      assert.rejects(a.line.publish(sdp, tracks), MediaUnavailable),
      assert.rejects(line.join({ roomId: room, seatId: bob, onEvent: () => {} }), MediaUnavailable),
      assert.rejects(janus.gateway.openRoom({ roomId: roomId("other"), seatLimit: 2 }), MediaUnavailable),
      assert.rejects(janus.gateway.seatsInside(room), MediaUnavailable),
    ]);
    assert.ok(performance.now() - since < 2000);
    Deno.kill(janus.pid, "SIGCONT");
    await until("it to answer again", () => janus.gateway.seatsInside(room).then(() => true, () => false));
  });

  it("a broken socket: media goes on, the line stays, and what changed meanwhile is caught up with", async () => {
    const masterKey = randomBytes(32);
    await using janus = await TestJanus.start({ masterKey });
    const port = Number(new URL(janus.server.endpoint().url).port);
    await using road = startProxy({ hostname: "127.0.0.1", port });
    let reachable = true;
    const endpoint = () => ({
      ...janus.server.endpoint(),
      url: `ws://127.0.0.1:${reachable ? road.port : CLOSED_PORT}`,
    });
    const server = { ...externalJanus(janus.server.endpoint()), endpoint };
    await using gateway = createJanusGateway({ server, masterKey, log: recordingLog([]) });
    const told: string[] = [];
    gateway.watch(({ type }) => told.push(type));
    await until("the other gateway", () => gateway.health().state === "up");

    await using a = await Guest.enter(gateway, room, alice);
    await using b = await Guest.enter(gateway, room, bob);
    await a.send(["microphone"]);
    await b.hears(alice, "microphone");
    reachable = false;
    road.cut();
    await until("the break to be noticed", () => gateway.health().state === "down");
    await assert.rejects(gateway.line(), MediaUnavailable);
    // Somebody comes in by another way while we hear nothing.
    await using c = await Guest.enter(janus.gateway, room, seatId("carol"));
    await c.send(["microphone"]);
    reachable = true;
    await until("the socket's return", () => gateway.health().state === "up");
    await b.hears(alice, "microphone");
    await b.hears(seatId("carol"), "microphone");
    await b.send(["microphone"]);
    await a.hears(bob, "microphone");
    for (const guest of [a, b]) {
      assert.ok(!guest.events.all.some(({ type }) => type === "lost" || type === "hung_up"));
    }
    assert.deepEqual(told, ["up"]);
    assert.deepEqual(new Set(await gateway.seatsInside(room)), new Set([alice, bob, seatId("carol")]));
  });

  it("a broken socket, and a room that is gone meanwhile: its lines end, all the others go on", async () => {
    await using janus = await TestJanus.start();
    const port = Number(new URL(janus.server.endpoint().url).port);
    await using road = startProxy({ hostname: "127.0.0.1", port });
    let reachable = true;
    const endpoint = () => ({
      ...janus.server.endpoint(),
      url: `ws://127.0.0.1:${reachable ? road.port : CLOSED_PORT}`,
    });
    const server = { ...externalJanus(janus.server.endpoint()), endpoint };
    const masterKey = randomBytes(32);
    await using gateway = createJanusGateway({ server, masterKey, log: recordingLog([]) });
    await using other = createJanusGateway({
      server: externalJanus(janus.server.endpoint()),
      masterKey,
      log: recordingLog([]),
    });
    for (const each of [gateway, other]) await until("it to be up", () => each.health().state === "up");
    await using a = await Guest.enter(gateway, room, alice);
    await using b = await Guest.enter(gateway, roomId("elsewhere"), bob);
    reachable = false;
    road.cut();
    await until("the break to be noticed", () => gateway.health().state === "down");
    await other.closeRoom(room);
    reachable = true;
    await a.events.first("lost");
    await until("the socket's return", () => gateway.health().state === "up");
    await b.send(["microphone"]);
    assert.ok(!b.events.all.some(({ type }) => type === "lost" || type === "hung_up"));
    await using _again = await Guest.enter(gateway, room, alice);
  });

  it("a Janus whose admin API is out of reach is not asked without pause", async () => {
    await using janus = await TestJanus.start();
    let asked = 0;
    const endpoint = () => {
      asked++;
      return { ...janus.server.endpoint(), adminUrl: `ws://127.0.0.1:${CLOSED_PORT}` };
    };
    const server = { ...externalJanus(janus.server.endpoint()), endpoint };
    const lines: LogLine[] = [];
    const startedAt = performance.now();
    await using _gateway = createJanusGateway({ server, masterKey: randomBytes(32), log: recordingLog(lines) });
    const failures = () => lines.filter(({ message }) => message.startsWith("Media server not usable")).length;
    await until("some attempts", () => failures() >= 5);
    // Pauses of 50, 100, 200 and 400 ms, each at least by half.
    assert.ok(performance.now() - startedAt > 375, `${asked} questions in ${performance.now() - startedAt} ms`);
  });

  it("an external Janus that is replaced by another: lines are lost, then up", async () => {
    await using first = await TestJanus.start();
    await using second = await TestJanus.start();
    let current = first;
    const server = { ...externalJanus(first.server.endpoint()), endpoint: () => current.server.endpoint() };
    await using gateway = createJanusGateway({ server, masterKey: randomBytes(32), log: recordingLog([]) });
    const told: string[] = [];
    gateway.watch(({ type }) => told.push(type));
    await until("the other gateway", () => gateway.health().state === "up");
    await using a = await Guest.enter(gateway, room, alice);
    current = second;
    Deno.kill(first.pid, "SIGKILL");
    await a.events.first("lost");
    await until("up again", () => gateway.health().state === "up");
    assert.deepEqual(told, ["up", "lost", "up"]);
    await using _again = await Guest.enter(gateway, room, alice);
  });

  it("rooms that a crashed app left are ended, those of others and live ones stay", async () => {
    await using janus = await TestJanus.start();
    const masterKey = randomBytes(32);
    const server = externalJanus(janus.server.endpoint());
    const lines: LogLine[] = [];
    {
      await using crashed = createJanusGateway({ server, masterKey, log: recordingLog([]) });
      await until("the first gateway", () => crashed.health().state === "up");
      for (const id of ["live", "forgotten"]) await crashed.openRoom({ roomId: roomId(id), seatLimit: 2 });
    }
    await janus.gateway.openRoom({ roomId: roomId("foreign"), seatLimit: 2 });
    await using gateway = createJanusGateway({ server, masterKey, log: recordingLog([]) });
    await until("the second gateway", () => gateway.health().state === "up");
    // Somebody comes in after it was asked which rooms are live.
    await gateway.openRoom({ roomId: roomId("new"), seatLimit: 2 });
    await endForgottenRooms(gateway, [roomId("live")], recordingLog(lines));
    await endForgottenRooms(gateway, [roomId("live")], recordingLog(lines));
    assert.deepEqual(lines.map(({ fields }) => fields), [{ rooms: 1 }]);
  });

  it("a connection keeps its sessions alive and hears of one that Janus has ended", async () => {
    await using janus = await TestJanus.start();
    let lost = 0;
    const connection = new JanusConnection({
      endpoint: () => janus.server.endpoint(),
      deadlineMs: 1000,
      keepAliveMs: 50,
      log: recordingLog([]),
      onChange: () => {},
    });
    await using _connection = connection;
    const session = await until("a session", () => connection.openSession(() => lost++).catch(() => null));
    await connection.request({ janus: "destroy", session_id: session.id }, "answer");
    await until("the loss to be noticed", () => lost === 1);
    await connection.release(session);
    assert.equal(lost, 1);
  });
});
