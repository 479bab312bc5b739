import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createDoorBell, mayNotify } from "./door_bell.ts";

class PaperNotification {
  static permission: NotificationPermission;
  static shown: string[];
  static throws: boolean;
  onclick: unknown = null;

  constructor(text: string) {
    if (PaperNotification.throws) throw new TypeError("Illegal constructor");
    if (PaperNotification.permission === "granted") PaperNotification.shown.push(text);
  }
  close() {}
}

class SilentAudio {
  resume() {
    return Promise.reject(new DOMException("not touched yet", "NotAllowedError"));
  }
  close() {
    return Promise.resolve();
  }
}

describe("createDoorBell()", () => {
  const real = new Map<string, PropertyDescriptor | undefined>();
  let page: { title: string; hidden: boolean };

  beforeEach(() => {
    page = { title: "Coffee", hidden: true };
    PaperNotification.permission = "granted";
    PaperNotification.shown = [];
    PaperNotification.throws = false;
    const paper = { Notification: PaperNotification, AudioContext: SilentAudio, document: page };
    for (const [name, value] of Object.entries(paper)) {
      real.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, configurable: true });
    }
  });
  afterEach(() => {
    for (const [name, before] of real) {
      if (before) Object.defineProperty(globalThis, name, before);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  it("notifies somebody who looks elsewhere, and gives the title back", () => {
    const bell = createDoorBell();
    bell.ring("Bo came in");
    assert.deepEqual([page.title, PaperNotification.shown], ["● Bo came in", ["Bo came in"]]);
    bell.hush();
    assert.equal(page.title, "Coffee");
  });

  it("rings by title and sound where a page may not notify although it is allowed to", () => {
    PaperNotification.throws = true;
    const bell = createDoorBell();
    bell.ring("Bo came in");
    bell.close();
    assert.equal(page.title, "Coffee");
  });

  it("offers notifications only where there can be some", () => {
    PaperNotification.permission = "default";
    assert.equal(mayNotify(), "default");
    PaperNotification.throws = true;
    assert.equal(mayNotify(), "missing");
    assert.deepEqual(PaperNotification.shown, []);
  });
});
