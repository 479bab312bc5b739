import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { forgedToken, guessedCode, toldApart } from "./guesses.ts";

describe("guesses", () => {
  it("never hit by being the real thing", () => {
    const real = ["Vq3zX9a0bTt4kLw2mN8pQr5s", "another-real-code-of-ours"];
    for (let n = 0; n < 10_000; n++) assert.ok(!real.includes(guessedCode(real)));
    for (let n = 0; n < 10_000; n++) assert.ok(!["a.bb.ccc", "a.dd.eee"].includes(forgedToken("a.bb.ccc", "a.dd.eee")));
  });

  it("toldApart() is a half for what is alike, and one for what is not", () => {
    assert.equal(toldApart([1, 2, 3], [1, 2, 3]), 0.5);
    assert.equal(toldApart([5, 5], [5, 5, 5]), 0.5);
    assert.equal(toldApart([7, 8], [1, 2, 3]), 1);
    assert.equal(toldApart([1, 2], [7, 8, 9]), 0);
    assert.equal(toldApart([2], [1, 3]), 0.5);
  });
});
