import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { nextPath, seeOther, signInPath } from "./see_other.ts";

const SITE = "https://ajar.example";

describe("nextPath()", () => {
  it("keeps a path of this site with its query", () => {
    assert.equal(nextPath("/rooms/new"), "/rooms/new");
    assert.equal(nextPath("/r/abc?x=1&y=%2F"), "/r/abc?x=1&y=%2F");
  });

  it("is the first page for anything else", () => {
    const foreign = [
      null,
      undefined,
      "",
      "x",
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "https://evil.example",
    ];
    const sly = [
      "/\t/evil.example",
      "/\n//evil.example",
      "javascript:alert(1)",
      " //evil.example",
      "/.//evil.example",
      "///",
    ];
    for (const raw of [...foreign, ...sly]) assert.equal(nextPath(raw), "/", JSON.stringify(raw));
  });

  it("never leads a browser to another site, whatever it is given", () => {
    const pieces = fc.array(
      fc.constantFrom("/", "\\", ".", "..", "@", ":", "evil.example", "\t", "\n", " ", "?", "#", "%2f", "http:"),
    );
    fc.assert(fc.property(fc.oneof(fc.string(), pieces.map((parts) => parts.join(""))), (raw) => {
      const path = nextPath(raw);
      assert.equal(new URL(path, SITE).origin, SITE);
      assert.equal(nextPath(path), path);
    }));
  });
});

describe("seeOther()", () => {
  it("answers 303 with every cookie on a line of its own", () => {
    const response = seeOther("/r/abc", ["a=1; Path=/", "b=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]);
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/r/abc");
    assert.deepEqual(response.headers.getSetCookie(), ["a=1; Path=/", "b=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]);
  });

  it("is reached with the way back by signInPath()", () => {
    assert.equal(signInPath("/"), "/sign-in");
    assert.equal(new URL(signInPath("/r/a?b=c&d"), SITE).searchParams.get("next"), "/r/a?b=c&d");
  });
});
