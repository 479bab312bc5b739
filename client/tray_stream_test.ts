import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { personId, roomCode, roomId } from "../domain/ids.ts";
import type { TrayRoom } from "../domain/tray.ts";
import { ManualTime } from "../tests/support/manual_time.ts";
import { NOON } from "../tests/support/rows.ts";
import { type EventStream, type KnownTray, openTrayStream } from "./tray_stream.ts";

class FakeSource implements EventStream {
  closed = false;
  readonly #listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
  }

  tell(type: string, data: unknown = null, lastEventId = ""): void {
    this.#listeners.get(type)?.(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }
}

const ROOM: TrayRoom = {
  id: roomId("r1"),
  code: roomCode("code"),
  activity: { emoji: "☕", title: "Coffee" },
  host: { id: personId("p1"), name: "Mara" },
  audience: "friends",
  inside: [],
  since: 1,
  talking: false,
  because: { kind: "friends" },
  rank: 0,
};

function openedWith(known: KnownTray | null) {
  const time = new ManualTime(NOON);
  const sources: FakeSource[] = [];
  let visible = true;
  let changed = () => {};
  const stream = openTrayStream({
    open(url) {
      const source = new FakeSource(url);
      sources.push(source);
      return source;
    },
    timers: time,
    random: () => 1,
    onVisibility(listener) {
      changed = listener;
      return () => changed = () => {};
    },
    isVisible: () => visible,
  }, known);
  const latest = () => {
    const source = sources.at(-1);
    assert.ok(source);
    return source;
  };
  const show = (isVisible: boolean) => {
    visible = isVisible;
    changed();
  };
  return { time, sources, stream, latest, show };
}

describe("openTrayStream()", () => {
  it("folds what it is told", () => {
    const { stream, latest } = openedWith(null);
    assert.equal(stream.view.value, null);
    latest().tell("tray", { rooms: [], unread: 1 }, "a");
    latest().tell("room", ROOM, "b");
    latest().tell("notices", { unread: 2 }, "c");
    assert.deepEqual(stream.view.value, { rooms: [ROOM], unread: 2 });
    latest().tell("gone", { id: ROOM.id }, "d");
    assert.deepEqual(stream.view.value, { rooms: [], unread: 2 });
  });

  it("goes on from what the page was rendered with, and from its last event after a cut", () => {
    const { stream, sources, latest, time } = openedWith({ view: { rooms: [], unread: 0 }, eventId: "first" });
    assert.equal(latest().url, "/api/v1/tray/stream?last=first");
    latest().tell("room", ROOM, "next&");
    latest().tell("error");
    assert.equal(latest().closed, true);
    time.advance(250);
    assert.equal(sources.length, 2);
    assert.equal(latest().url, "/api/v1/tray/stream?last=next%26");
    assert.deepEqual(stream.view.value?.rooms, [ROOM]);
  });

  it("waits longer with every failure in a row, and starts anew after a stream that has lasted", () => {
    const { sources, latest, time } = openedWith(null);
    latest().tell("error");
    time.advance(250);
    latest().tell("error");
    time.advance(499);
    assert.equal(sources.length, 2);
    time.advance(1);
    assert.equal(sources.length, 3);
    latest().tell("open");
    time.advance(5000);
    latest().tell("error");
    time.advance(250);
    assert.equal(sources.length, 4);
  });

  it("takes a stream that is opened and ended at once for a failure", () => {
    const { sources, latest, time } = openedWith(null);
    for (const wait of [250, 500, 1000, 2000]) {
      const before = sources.length;
      latest().tell("open");
      latest().tell("error");
      time.advance(wait - 1);
      assert.equal(sources.length, before);
      time.advance(1);
      assert.equal(sources.length, before + 1);
    }
  });

  it("rests while the page is hidden, and leaves nothing behind when closed", () => {
    const { stream, sources, latest, time, show } = openedWith(null);
    show(false);
    assert.equal(latest().closed, true);
    assert.equal(sources.length, 1);
    show(true);
    assert.equal(sources.length, 2);
    latest().tell("error");
    stream.close();
    assert.equal(time.pending, 0);
    assert.equal(latest().closed, true);
  });
});
