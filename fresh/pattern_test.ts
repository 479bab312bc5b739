import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { compareSpecificity } from "./fs_routes.ts";
import { compilePattern, fileToPattern, joinPath } from "./pattern.ts";

describe("fileToPattern()", () => {
  const cases: [string, string][] = [
    ["/index", "/"],
    ["/about", "/about"],
    ["/blog/index", "/blog"],
    ["/blog/[slug]", "/blog/:slug"],
    ["/blog/[[page]]", "/blog{/:page}?"],
    ["/[...rest]", "/:rest*"],
    ["/(public)/about", "/about"],
    ["/(public)/index", "/"],
    ["/events/[id].ics", "/events/:id.ics"],
    ["/r/[code]@[at]", "/r/:code@:at"],
  ];
  for (const [file, pattern] of cases) {
    it(`makes ${pattern} of ${file}`, () => assert.equal(fileToPattern(file, { keepGroups: false }), pattern));
  }

  it("keeps groups for what hangs on folders", () => {
    assert.equal(fileToPattern("/(public)/x", { keepGroups: true }), "/(public)/x");
  });

  it("refuses names it could only guess at", () => {
    for (const name of ["/[a][b]", "/[a", "/x-[[a]]"]) {
      assert.throws(() => fileToPattern(name, { keepGroups: false }), SyntaxError);
    }
  });
});

describe("compilePattern()", () => {
  const patterns = ["/a/:id", "/a/:id/b", "/a{/:id}?", "/a/:rest*", "/a/:rest+", "/a/:id?", "/a/*", "/:id.ics", "*"];
  const segment = fc.constantFrom("a", "b", "x", "%20", "x.ics", ".ics", "é", "");
  const path = fc.array(segment, { maxLength: 4 }).map((parts) => new URL(`http://h/${parts.join("/")}`).pathname);

  for (const pattern of patterns) {
    it(`matches ${pattern} as URLPattern does`, () => {
      const ours = compilePattern(pattern);
      const theirs = new URLPattern({ pathname: pattern });
      fc.assert(fc.property(path, (pathname) => {
        const groups = theirs.exec({ pathname })?.pathname.groups;
        const expected = groups === undefined ? null : Object.fromEntries(
          Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? "")]),
        );
        assert.deepEqual(ours(pathname), expected, pathname);
      }));
    });
  }

  it("leaves what it does not know to URLPattern", () => {
    const match = compilePattern("/n/:id(\\d+)");
    assert.deepEqual(match("/n/12"), { id: "12" });
    assert.equal(match("/n/x"), null);
  });
});

describe("compareSpecificity()", () => {
  it("puts the more specific first", () => {
    const sorted = ["/a/b", "/a/:id.ics", "/a/:id/edit", "/a/:id", "/a{/:page}?", "/a/:rest*", "/:rest*"];
    assert.deepEqual(sorted.toReversed().sort(compareSpecificity), sorted);
  });
});

describe("joinPath()", () => {
  it("joins bases, roots and wildcards", () => {
    assert.deepEqual(
      [joinPath("", "/"), joinPath("/a", "/"), joinPath("/a", "/b"), joinPath("/a/*", "/b"), joinPath("/a", "*")],
      ["/", "/a", "/a/b", "/a/b", "/a/*"],
    );
  });
});
