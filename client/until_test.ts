import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import { signal } from "@preact/signals";
import { until } from "./until.ts";

describe("until()", () => {
  it("gives what is there already, and what comes later", async () => {
    const value = signal<number | null>(1);
    assert.equal(await until(() => value.value, 1000), 1);
    value.value = null;
    const later = until(() => value.value, 1000);
    value.value = 2;
    assert.equal(await later, 2);
  });

  it("gives null at the deadline and looks no more", async () => {
    const clock = FakeTimers.install({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const value = signal<number | null>(null);
      let looks = 0;
      const waiting = until(() => {
        looks++;
        return value.value;
      }, 1000);
      clock.tick(1000);
      assert.equal(await waiting, null);
      const before = looks;
      value.value = 1;
      assert.equal(looks, before);
    } finally {
      clock.uninstall();
    }
  });
});
