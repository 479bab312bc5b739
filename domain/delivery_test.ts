import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import assert from "node:assert/strict";
import { afterAttempt, LONGEST_PAUSE_MS, MOST_ATTEMPTS, pauseMs } from "./delivery.ts";

const NOW = new Date("2026-06-01T12:00:00Z");
const FAILED = { type: "failed", why: "no answer", afterSeconds: null } as const;

function later(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

describe("pauseMs()", () => {
  it("doubles from two seconds to an hour, half of it by chance", () => {
    assert.deepEqual([1, 2, 3, 4].map((attempts) => pauseMs(attempts, 1)), [2000, 4000, 8000, 16_000]);
    assert.deepEqual([1, 2, 3, 4].map((attempts) => pauseMs(attempts, 0)), [1000, 2000, 4000, 8000]);
    assert.equal(pauseMs(MOST_ATTEMPTS, 1), LONGEST_PAUSE_MS);
  });

  it("all attempts together take more than a day", () => {
    const least = Array.from({ length: MOST_ATTEMPTS }, (_, at) => pauseMs(at + 1, 0)).reduce((a, b) => a + b);
    assert.ok(least > 24 * 60 * 60_000, String(least));
  });
});

describe("afterAttempt()", () => {
  const facts = { attempts: 1, goodUntil: null, now: NOW, random: 1 };

  it("is done once taken, and dead once refused", () => {
    assert.deepEqual(afterAttempt({ type: "taken" }, facts), { state: "sent" });
    assert.deepEqual(afterAttempt({ type: "refused", why: "no such mailbox" }, facts), {
      state: "dead",
      why: "no such mailbox",
    });
  });

  it("waits for the pause, or for as long as the other side asked, an hour at the most", () => {
    const nextAt = (afterSeconds: number | null) => {
      const fate = afterAttempt({ ...FAILED, afterSeconds }, facts);
      return fate.state === "waiting" ? fate.nextAt : null;
    };
    assert.deepEqual(nextAt(null), later(2000));
    assert.deepEqual(nextAt(1), later(2000));
    assert.deepEqual(nextAt(90), later(90_000));
    assert.deepEqual(nextAt(1e9), later(LONGEST_PAUSE_MS));
  });

  it("tries a last time just before it is of no use", () => {
    const fate = afterAttempt({ ...FAILED, afterSeconds: 600 }, { ...facts, goodUntil: later(60_000) });
    assert.deepEqual(fate, { state: "waiting", nextAt: later(59_000), why: "no answer" });
  });

  it("ends", () => {
    assert.equal(afterAttempt(FAILED, { ...facts, attempts: MOST_ATTEMPTS - 1 }).state, "waiting");
    assert.equal(afterAttempt(FAILED, { ...facts, attempts: MOST_ATTEMPTS }).state, "dead");
  });

  it("never tries again in the past, nor later than in an hour", () => {
    fc.assert(fc.property(
      fc.integer({ min: 1, max: MOST_ATTEMPTS - 1 }),
      fc.option(fc.integer({ min: 0, max: 1e7 })),
      fc.option(fc.integer({ min: -1e7, max: 1e7 })),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, afterSeconds, goodMs, random) => {
        const goodUntil = goodMs === null ? null : later(goodMs);
        const fate = afterAttempt({ ...FAILED, afterSeconds }, { attempts, goodUntil, now: NOW, random });
        assert.ok(fate.state === "waiting" && fate.nextAt > NOW && fate.nextAt <= later(LONGEST_PAUSE_MS));
      },
    ));
  });
});
