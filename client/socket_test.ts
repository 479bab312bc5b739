import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import type { ServerMessage } from "../protocol/signal.ts";
import { CLOSE } from "../protocol/version.ts";
import { openSignalSocket, Refused, ServerFailed, type SignalSocket, SocketLost } from "./socket.ts";

/** Stands for the browser's WebSocket; tests play the server. */
class FakeWebSocket extends EventTarget {
  static readonly all: FakeWebSocket[] = [];
  readyState = 0;
  readonly sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    super();
    FakeWebSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = 3;
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(message: ServerMessage | string): void {
    this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }
  lose(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

function newest(): FakeWebSocket {
  const socket = FakeWebSocket.all.at(-1);
  assert.ok(socket);
  return socket;
}

describe("openSignalSocket()", () => {
  let clock: FakeTimers.Clock;
  let socket: SignalSocket;
  let heard: ServerMessage[];

  beforeEach(() => {
    clock = FakeTimers.install({ toFake: ["setTimeout", "clearTimeout"] });
    FakeWebSocket.all.length = 0;
    heard = [];
    socket = openSignalSocket({
      open: () => new FakeWebSocket() as unknown as WebSocket,
      hello: () => ({ type: "hello", version: 1, code: "abc" }),
      onMessage: (message) => heard.push(message),
      random: () => 0,
    });
  });

  afterEach(() => {
    socket.close();
    clock.uninstall();
  });

  it("says hello first and hands over what answers no request", () => {
    newest().open();
    newest().say({ type: "beat" });
    newest().say("no json");
    newest().say('"a string"');
    assert.deepEqual(newest().sent, [{ type: "hello", version: 1, code: "abc" }]);
    assert.deepEqual(heard, [{ type: "beat" }]);
  });

  it("pairs answers, refusals and failures with their requests", async () => {
    newest().open();
    const first = socket.request({ type: "leave" }, 1000);
    const second = socket.request({ type: "restart_receiving" }, 1000);
    const third = socket.request({ type: "publish", sdp: "v=0", tracks: [] }, 1000);
    newest().say({ type: "refused", to: 2, code: "not_joined" });
    newest().say({ type: "failed", to: 3, requestId: "r9" });
    newest().say({ type: "left", to: 1 });
    assert.deepEqual(await first, { type: "left", to: 1 });
    await assert.rejects(second, (error) => error instanceof Refused && error.code === "not_joined");
    await assert.rejects(third, (error) => error instanceof ServerFailed && error.requestId === "r9");
    assert.deepEqual(heard, []);
  });

  it("ends requests at their deadline and when the connection goes", async () => {
    newest().open();
    const late = socket.request({ type: "leave" }, 1000);
    clock.tick(1000);
    await assert.rejects(late, SocketLost);
    const cut = socket.request({ type: "leave" }, 60_000);
    newest().lose();
    await assert.rejects(cut, SocketLost);
    await assert.rejects(socket.request({ type: "leave" }, 1000), SocketLost);
  });

  it("reconnects with growing delays and says hello again", () => {
    newest().open();
    newest().lose();
    assert.equal(socket.connection.value, "lost");
    clock.tick(125);
    assert.equal(FakeWebSocket.all.length, 2);
    newest().lose();
    clock.tick(249);
    assert.equal(FakeWebSocket.all.length, 2);
    clock.tick(1);
    assert.equal(FakeWebSocket.all.length, 3);
    newest().open();
    assert.equal(newest().sent.length, 1);
    assert.equal(socket.connection.value, "open");
  });

  it("counts more than 25 s of silence as lost, and beats as life", () => {
    newest().open();
    clock.tick(20_000);
    newest().say({ type: "beat" });
    clock.tick(20_000);
    assert.equal(socket.connection.value, "open");
    clock.tick(5000);
    assert.equal(socket.connection.value, "lost");
    clock.tick(125);
    assert.equal(FakeWebSocket.all.length, 2);
  });

  it("gives up a connection attempt that hangs", () => {
    clock.tick(10_000 + 125);
    assert.equal(FakeWebSocket.all.length, 2);
  });

  it("stays away after a final close until told to come back", () => {
    for (
      const [code, state] of [
        [CLOSE.replaced, "replaced"],
        [CLOSE.unknown, "unknown"],
        [CLOSE.signedOut, "signed_out"],
        [CLOSE.version, "outdated"],
      ] as const
    ) {
      newest().open();
      newest().lose(code);
      assert.equal(socket.connection.value, state);
      const before = FakeWebSocket.all.length;
      clock.tick(600_000);
      assert.equal(FakeWebSocket.all.length, before);
      socket.reconnect();
      assert.equal(FakeWebSocket.all.length, before + 1);
    }
  });

  it("comes back at once when told to, and only once", () => {
    newest().open();
    newest().lose();
    socket.reconnect();
    socket.reconnect();
    clock.tick(9000);
    assert.equal(FakeWebSocket.all.length, 2);
  });

  it("waits longer after it was told off for too many messages", () => {
    newest().open();
    newest().lose(CLOSE.rate);
    clock.tick(1900);
    assert.equal(FakeWebSocket.all.length, 1);
    clock.tick(200);
    assert.equal(FakeWebSocket.all.length, 2);
  });
});
