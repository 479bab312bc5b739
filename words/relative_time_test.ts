import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { relativeTime } from "./relative_time.ts";

const NOW = new Date("2026-03-29T01:30:00Z");

function inSeconds(seconds: number): string {
  return relativeTime(new Date(NOW.getTime() + seconds * 1000), NOW, "en");
}

describe("relativeTime()", () => {
  it("takes the largest unit that fits, both ways", () => {
    assert.equal(inSeconds(0), "now");
    assert.equal(inSeconds(-59), "59 seconds ago");
    assert.equal(inSeconds(-60), "1 minute ago");
    assert.equal(inSeconds(-59.6 * 60), "1 hour ago");
    assert.equal(inSeconds(3 * 3600), "in 3 hours");
    assert.equal(inSeconds(-24 * 3600), "yesterday");
    assert.equal(inSeconds(-8 * 24 * 3600), "last week");
    assert.equal(inSeconds(-400 * 24 * 3600), "last year");
  });
});
