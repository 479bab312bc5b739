import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { pathPattern } from "./path_pattern.ts";

describe("pathPattern()", () => {
  const cases: [string, string][] = [
    ["/index", "/"],
    ["/about", "/about"],
    ["/blog/index", "/blog"],
    ["/blog/[slug]", "/blog/:slug"],
    ["/blog/[slug]/edit", "/blog/:slug/edit"],
    ["/blog/[[page]]", "/blog{/:page}?"],
    ["/[...rest]", "/:rest*"],
    ["/a/[...rest]", "/a/:rest*"],
    ["/(public)/about", "/about"],
    ["/(public)/index", "/"],
    ["/a/[id].ics", "/a/:id.ics"],
    ["/r/[code]@[at]", "/r/:code@:at"],
  ];
  for (const [id, route] of cases) {
    it(`makes ${route} of ${id}`, () => assert.equal(pathPattern(id).route, route));
  }

  const segment = fc.constantFrom("a", "b", "r", "blog", "edit", "x@y", "%20", "x.ics", ".ics", "é", "");
  const path = fc.array(segment, { maxLength: 4 }).map((parts) => new URL(`http://h/${parts.join("/")}`).pathname);

  for (const [id, route] of cases) {
    it(`matches ${id} as URLPattern matches ${route}`, () => {
      const { match } = pathPattern(id);
      const theirs = new URLPattern({ pathname: route });
      fc.assert(fc.property(path, (pathname) => {
        const groups = theirs.exec({ pathname })?.pathname.groups;
        const expected = groups === undefined ? null : Object.fromEntries(
          Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? "")]),
        );
        assert.deepEqual(match(pathname), expected, pathname);
      }));
    });
  }

  it("says which path is the only one, escaped as in a URL", () => {
    assert.equal(pathPattern("/é b").fixedPath, new URL("http://h/é b").pathname);
    assert.equal(pathPattern("/[id]").fixedPath, null);
  });

  it("puts the more specific first", () => {
    const sorted = ["/a/b", "/a/[id].ics", "/a/[id]/edit", "/a/[id]", "/a/[[page]]", "/a/[...rest]", "/[...rest]"];
    const keys = sorted.map((id) => pathPattern(id).specificity);
    assert.deepEqual(keys.toSorted(), keys);
    assert.equal(new Set(keys).size, keys.length);
  });

  it("refuses names it could only guess at", () => {
    for (const name of ["/[a][b]", "/[a", "/x-[[a]]", "/a+b", "/a(b)"]) {
      assert.throws(() => pathPattern(name), SyntaxError);
    }
  });
});
