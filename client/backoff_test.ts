import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { reconnectDelayMilliseconds } from "./backoff.ts";

describe("reconnectDelayMilliseconds()", () => {
  it("starts within a quarter of a second and doubles", () => {
    assert.equal(reconnectDelayMilliseconds(0, 0), 125);
    assert.equal(reconnectDelayMilliseconds(1, 0), 250);
    assert.equal(reconnectDelayMilliseconds(3, 0), 1000);
  });

  it("stays between half a span and eight seconds, however long it lasts", () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(fc.property(fc.nat(10_000), random, (attempt, value) => {
      const delay = reconnectDelayMilliseconds(attempt, value);
      assert.ok(delay >= 125 && delay <= 8000);
      assert.ok(delay <= reconnectDelayMilliseconds(attempt + 1, value) || delay >= 4000);
    }));
  });

  it("spreads pages that were lost together", () => {
    assert.notEqual(reconnectDelayMilliseconds(4, 0.1), reconnectDelayMilliseconds(4, 0.9));
  });
});
