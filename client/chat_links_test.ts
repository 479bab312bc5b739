import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { partsOf } from "./chat_links.ts";

function links(text: string): readonly (string | null)[] {
  return partsOf(text).flatMap(({ href }) => href === null ? [] : [href]);
}

describe("partsOf()", () => {
  it("finds whole web addresses", () => {
    assert.deepEqual(links("see https://example.org/a?b=c#d and http://example.com"), [
      "https://example.org/a?b=c#d",
      "http://example.com",
    ]);
    assert.deepEqual(links("HTTPS://EXAMPLE.ORG"), ["HTTPS://EXAMPLE.ORG"]);
  });

  it("leaves the sentence around it out", () => {
    assert.deepEqual(links("Look at https://example.org/a. Or (https://example.org/b)!"), [
      "https://example.org/a",
      "https://example.org/b",
    ]);
    assert.deepEqual(links("https://en.wikipedia.org/wiki/Door_(disambiguation)"), [
      "https://en.wikipedia.org/wiki/Door_(disambiguation)",
    ]);
  });

  it("makes nothing else a link", () => {
    for (
      const text of [
        "example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "https://",
        "xhttps://a.b",
      ]
    ) {
      assert.deepEqual(links(text), [], text);
    }
  });

  it("loses and adds nothing, and opens only the web", () => {
    const pieces = fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom(" ", ".", ")", "https://", "(")), {
      maxLength: 6,
    });
    fc.assert(fc.property(pieces, (texts) => {
      const text = texts.join("");
      const parts = partsOf(text);
      assert.equal(parts.map((part) => part.text).join(""), text);
      for (const { href, text: shown } of parts) {
        if (href === null) continue;
        assert.equal(href, shown);
        assert.match(new URL(href).protocol, /^https?:$/);
      }
    }));
  });
});
