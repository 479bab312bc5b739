import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createLatest } from "./latest.ts";

describe("createLatest()", () => {
  it("skips what was overtaken and ends at the latest wanted value", async () => {
    const applied: string[] = [];
    const gate = Promise.withResolvers<void>();
    const want = createLatest<string>(async (value) => {
      applied.push(value);
      if (value === "a") await gate.promise;
    });
    const all = [want("a"), want("b"), want("c")];
    gate.resolve();
    await Promise.all(all);
    assert.deepEqual(applied, ["a", "c"]);
  });

  it("never runs two changes at once", async () => {
    let running = 0;
    const want = createLatest<number>(async () => {
      assert.equal(++running, 1);
      await Promise.resolve();
      running--;
    });
    await Promise.all([want(1), want(2), Promise.resolve().then(() => want(3))]);
    assert.equal(running, 0);
  });

  it("goes on after a change that threw", async () => {
    const applied: number[] = [];
    const want = createLatest<number>((value) => {
      if (value === 1) return Promise.reject(new RangeError("broken"));
      applied.push(value);
      return Promise.resolve();
    });
    await assert.rejects(want(1), RangeError);
    await want(2);
    assert.deepEqual(applied, [2]);
  });
});
