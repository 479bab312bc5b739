import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import { type ChangeStream, type RoomWatch, watchRoom } from "./room_watch.ts";

class FakeStream implements ChangeStream {
  readonly #listeners = new Map<string, () => void>();
  isClosed = false;

  constructor(readonly url: string) {}
  addEventListener(type: string, listener: () => void): void {
    this.#listeners.set(type, listener);
  }
  emit(type: "open" | "changed" | "error"): void {
    this.#listeners.get(type)?.();
  }
  close(): void {
    this.isClosed = true;
  }
}

describe("watchRoom()", () => {
  let clock: FakeTimers.Clock;
  let streams: FakeStream[];
  let heard: string[];
  let watch: RoomWatch;

  beforeEach(() => {
    clock = FakeTimers.install();
    streams = [];
    heard = [];
    watch = watchRoom(
      {
        open(url) {
          const stream = new FakeStream(url);
          streams.push(stream);
          return stream;
        },
        timers: {
          after(milliseconds, run) {
            const timer = setTimeout(run, milliseconds);
            return () => clearTimeout(timer);
          },
        },
        random: () => 0.5,
      },
      "/stream",
      { changed: () => heard.push("changed"), live: (isLive) => heard.push(isLive ? "live" : "lost") },
    );
  });
  afterEach(() => {
    watch.close();
    clock.uninstall();
  });

  it("passes changes on", () => {
    assert.deepEqual(streams.map(({ url }) => url), ["/stream"]);
    streams[0]?.emit("open");
    streams[0]?.emit("changed");
    assert.deepEqual(heard, ["live", "changed"]);
  });

  it("says when it is lost, comes back, and takes what it missed for a change", () => {
    streams[0]?.emit("open");
    streams[0]?.emit("error");
    assert.deepEqual([heard, streams[0]?.isClosed], [["live", "lost", "changed"], true]);
    clock.tick(250);
    streams[1]?.emit("open");
    assert.deepEqual(heard, ["live", "lost", "changed", "live", "changed"]);
  });

  it("takes a stream that ends at once for none", () => {
    for (let time = 0; time < 6; time++) {
      streams.at(-1)?.emit("open");
      streams.at(-1)?.emit("error");
      clock.tick(8000);
    }
    assert.equal(streams.length, 7);
    streams.at(-1)?.emit("error");
    clock.tick(3000);
    assert.equal(streams.length, 7);
  });

  it("waits longer each time that it does not come back, and comes back no more once it is closed", () => {
    streams[0]?.emit("error");
    clock.tick(250);
    streams[1]?.emit("error");
    clock.tick(250);
    assert.equal(streams.length, 2);
    clock.tick(250);
    assert.equal(streams.length, 3);
    streams[2]?.emit("error");
    watch.close();
    clock.tick(60_000);
    assert.equal(streams.length, 3);
  });
});
