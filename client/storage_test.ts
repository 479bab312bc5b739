import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { openRoomStorage } from "./storage.ts";

/** The part of `Storage` that is used, in memory. */
class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  clear(): void {
    this.#items.clear();
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

function forbidden(): Storage {
  throw new DOMException("denied", "SecurityError");
}

describe("openRoomStorage()", () => {
  it("keeps the tab's key over a reload and gives another tab another one", () => {
    const [tab, other, browser] = [new MemoryStorage(), new MemoryStorage(), new MemoryStorage()];
    let keys = 0;
    const randomKey = () => `key-${++keys}`;
    const first = openRoomStorage("r", () => tab, () => browser, randomKey);
    assert.equal(openRoomStorage("r", () => tab, () => browser, randomKey).tab, first.tab);
    assert.notEqual(openRoomStorage("r", () => other, () => browser, randomKey).tab, first.tab);
  });

  it("remembers being inside per room and forgets it on leaving", () => {
    const tab = new MemoryStorage();
    const room = openRoomStorage("one", () => tab, () => tab, () => "k");
    room.setWhereabouts("waiting");
    assert.equal(openRoomStorage("one", () => tab, () => tab, () => "k").whereabouts(), "waiting");
    assert.equal(openRoomStorage("two", () => tab, () => tab, () => "k").whereabouts(), null);
    room.setWhereabouts(null);
    assert.equal(room.whereabouts(), null);
  });

  it("takes a stranger's or broken device choice for none, field by field", () => {
    const browser = new MemoryStorage();
    const open = () => openRoomStorage("r", () => new MemoryStorage(), () => browser, () => "k");
    browser.setItem("ajar.devices", "{nonsense");
    assert.equal(open().devices().cameraOn, true);
    browser.setItem("ajar.devices", JSON.stringify({ cameraOn: "no", microphoneOn: false, cameraId: 4, extra: 1 }));
    assert.deepEqual(open().devices(), {
      microphoneId: null,
      cameraId: null,
      speakerId: null,
      microphoneOn: false,
      cameraOn: true,
    });
  });

  it("remembers for every room that single keys are turned off", () => {
    const browser = new MemoryStorage();
    const open = (code: string) => openRoomStorage(code, () => new MemoryStorage(), () => browser, () => "k");
    assert.equal(open("one").shortcuts(), true);
    open("one").setShortcuts(false);
    assert.equal(open("two").shortcuts(), false);
    open("two").setShortcuts(true);
    assert.equal(open("one").shortcuts(), true);
  });

  it("works where storage is forbidden", () => {
    const room = openRoomStorage("r", forbidden, forbidden, () => "fresh");
    room.setWhereabouts("inside");
    room.setNickname("Ada");
    assert.deepEqual([room.tab, room.whereabouts(), room.nickname()], ["fresh", null, null]);
  });
});
