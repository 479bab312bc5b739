import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { TokenBucket } from "./limits.ts";

describe("TokenBucket", () => {
  it("gives its whole allowance at once, and no more", () => {
    const bucket = new TokenBucket(3, 1, 0);
    assert.deepEqual([1, 1, 1, 1].map((cost) => bucket.take(cost, 0)), [true, true, true, false]);
  });

  it("fills with time, up to its capacity", () => {
    const bucket = new TokenBucket(3, 2, 0);
    assert.equal(bucket.take(3, 0), true);
    assert.equal(bucket.take(2, 999), false);
    assert.equal(bucket.take(2, 1000), true);
    assert.equal(bucket.take(4, 1_000_000), false);
    assert.equal(bucket.take(3, 1_000_000), true);
  });

  it("takes no harm from a clock that steps back", () => {
    const bucket = new TokenBucket(1, 1, 1000);
    assert.equal(bucket.take(1, 1000), true);
    assert.equal(bucket.take(1, 0), false);
    assert.equal(bucket.take(1, 1000), true);
  });
});
