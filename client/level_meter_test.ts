import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { loudness } from "./level_meter.ts";

function tone(amplitude: number): Float32Array {
  return Float32Array.from({ length: 1024 }, (_, index) => amplitude * Math.sin(index / 5));
}

describe("loudness()", () => {
  it("is nothing for silence and full for shouting", () => {
    assert.equal(loudness(new Float32Array(1024)), 0);
    assert.equal(loudness(tone(1)), 1);
  });

  it("grows with the amplitude", () => {
    assert.ok(loudness(tone(0.01)) > 0.1 && loudness(tone(0.01)) < loudness(tone(0.05)));
  });
});
