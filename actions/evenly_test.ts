import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { evenly } from "./evenly.ts";
import { granted, refused } from "../domain/refusal.ts";

describe("evenly()", () => {
  it("holds back what was not found", async () => {
    const beganMs = performance.now();
    await evenly(() => Promise.resolve(refused("not_found")));
    assert.ok(performance.now() - beganMs >= 24);
  });

  it("holds back nothing else", async () => {
    for (const outcome of [refused("room_ended"), granted(1)]) {
      let hasTimePassed = false;
      const timer = setTimeout(() => hasTimePassed = true);
      await evenly<unknown>(() => Promise.resolve(outcome));
      clearTimeout(timer);
      assert.equal(hasTimePassed, false);
    }
  });

  it("passes a fault on at once", async () => {
    await assert.rejects(evenly(() => Promise.reject(new Error("the database is away"))), /away/);
  });
});
