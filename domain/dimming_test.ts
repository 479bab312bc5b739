import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { dimmedToday, parseDimmer } from "./dimming.ts";
import { isDimmed } from "./visibility.ts";

const NOW = new Date("2026-03-01T12:00:00.000Z");

function inHours(hours: number): Date {
  return new Date(NOW.getTime() + hours * 3_600_000);
}

describe("parseDimmer()", () => {
  it("takes up to a day, and no end at all", () => {
    for (const until of [null, inHours(24), inHours(0.001)]) {
      assert.deepEqual(parseDimmer({ until }, NOW), { ok: true, value: { until } });
    }
  });

  it("refuses what is over, longer than a day, or no time", () => {
    for (const until of [NOW, inHours(-1), inHours(24.001), new Date(NaN)]) {
      assert.deepEqual(parseDimmer({ until }, NOW), { ok: false, refusal: "bad_input" });
    }
  });
});

describe("dimmedToday()", () => {
  it("holds for 12 hours", () => {
    const dimmer = dimmedToday(NOW);
    assert.deepEqual(parseDimmer(dimmer, NOW), { ok: true, value: dimmer });
    assert.equal(isDimmed(dimmer, inHours(11.999)), true);
    assert.equal(isDimmed(dimmer, inHours(12)), false);
  });
});
