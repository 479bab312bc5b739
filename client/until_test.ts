import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import { signal } from "@preact/signals";
import { until, within } from "./until.ts";

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

describe("within()", () => {
  it("gives what comes in time, or fails as it does", async () => {
    assert.equal(await within(Promise.resolve(1), 1000), 1);
    await assert.rejects(within(Promise.reject(new RangeError("broken")), 1000), RangeError);
  });

  it("gives null at the deadline, and takes no harm from a later failure", async () => {
    const clock = FakeTimers.install({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const late = Promise.withResolvers<number>();
      const waiting = within(late.promise, 1000);
      clock.tick(1000);
      assert.equal(await waiting, null);
      late.reject(new RangeError("late"));
      assert.equal(clock.countTimers(), 0);
    } finally {
      clock.uninstall();
    }
  });
});
