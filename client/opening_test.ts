import { beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { ManualTime } from "../tests/support/manual_time.ts";
import { awaitOpening } from "./opening.ts";

const NOON = new Date("2026-03-01T12:00:00Z");
const OPENS_AT = NOON.getTime() + 60_000;

/** Stands for the browser's WebSocket; tests play the server. */
class FakeSocket {
  sent: string[] = [];
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.isClosed = true;
  }
  say(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  door(state: string, opensAt: number | null): void {
    this.say({ type: "door", door: { state, opensAt } });
  }
}

describe("awaitOpening()", () => {
  let time: ManualTime;
  let sockets: FakeSocket[];
  let news: string[];
  let connected: boolean[];
  let end: () => void;

  beforeEach(() => {
    time = new ManualTime(NOON);
    sockets = [];
    news = [];
    connected = [];
    end = awaitOpening({
      opensAt: OPENS_AT,
      hello: "hello",
      open() {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
      timers: time,
      random: () => 0,
      now: () => time.now().getTime(),
      onConnected: (isConnected) => connected.push(isConnected),
      onNews: (what) => news.push(what),
    });
  });

  function newest(): FakeSocket {
    const socket = sockets.at(-1);
    assert.ok(socket);
    return socket;
  }

  it("says hello, and tells once that the room has opened", () => {
    newest().onopen?.();
    assert.deepEqual(newest().sent, ["hello"]);
    newest().say({ type: "beat" });
    newest().door("scheduled", OPENS_AT);
    assert.deepEqual(news, []);
    newest().door("open", null);
    newest().door("open", null);
    assert.deepEqual(news, ["opened"]);
    assert.equal(newest().isClosed, true);
    assert.equal(time.pending, 0);
  });

  it("tells that the room was moved, and that it has ended", () => {
    newest().door("scheduled", OPENS_AT + 1);
    assert.deepEqual(news, ["changed"]);
  });

  it("comes back after a lost connection, and says meanwhile that it is lost", () => {
    newest().onopen?.();
    newest().onclose?.({ code: 1006 });
    assert.deepEqual(connected, [true, false]);
    time.advance(30_000);
    assert.equal(sockets.length, 2);
    newest().onopen?.();
    newest().door("open", null);
    assert.deepEqual(news, ["opened"]);
  });

  it("has the page loaded again when the server does not know the link any more", () => {
    newest().onclose?.({ code: 4404 });
    assert.deepEqual(news, ["changed"]);
  });

  it("has the page loaded again when the time has come and nothing was heard", () => {
    time.advance(69_999);
    assert.deepEqual(news, []);
    time.advance(1);
    assert.deepEqual(news, ["changed"]);
  });

  it("leaves nothing behind", () => {
    end();
    assert.equal(time.pending, 0);
    assert.equal(newest().isClosed, true);
  });
});
