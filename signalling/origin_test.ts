import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { originAllowed } from "./origin.ts";

const home = new URL("https://ajar.example/some/path");

describe("originAllowed()", () => {
  it("takes our own pages", () => assert.equal(originAllowed("https://ajar.example", home), true));

  for (
    const origin of [
      null,
      "",
      "null",
      "http://ajar.example",
      "https://ajar.example:8443",
      "https://ajar.example.evil.example",
      "https://evil.example",
      "https://sub.ajar.example",
      "https://ajar.example/",
      "https://ajar.example https://evil.example",
    ]
  ) {
    it(`refuses ${JSON.stringify(origin)}`, () => assert.equal(originAllowed(origin, home), false));
  }

  it("tells ports apart", () => {
    assert.equal(originAllowed("http://127.0.0.1:8000", new URL("http://127.0.0.1:8000")), true);
    assert.equal(originAllowed("http://127.0.0.1:8001", new URL("http://127.0.0.1:8000")), false);
  });
});
