import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { pictureSize } from "./picture_size.ts";

describe("pictureSize()", () => {
  it("gives two people the most, and a crowd less each", () => {
    const rates = [2, 3, 5, 12].map((seats) => pictureSize(seats).maxBitrate);
    assert.deepEqual(rates, rates.toSorted((a, b) => b - a));
    assert.deepEqual([2, 8].map((seats) => 720 / pictureSize(seats).scaleResolutionDownBy), [720, 360]);
  });

  it("starts small for whoever comes in first, with room for a whole picture at once", () => {
    assert.ok(pictureSize(1).scaleResolutionDownBy > pictureSize(2).scaleResolutionDownBy);
    assert.ok(pictureSize(1).maxBitrate >= pictureSize(2).maxBitrate);
  });

  it("keeps what a full room receives below eight megabits per second", () => {
    for (let seats = 2; seats <= 16; seats++) {
      assert.ok((seats - 1) * pictureSize(seats).maxBitrate < 8_000_000);
    }
  });
});
