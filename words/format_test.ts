import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { describe, it } from "@std/testing/bdd";
import { transform } from "esbuild";
import fc from "fast-check";
import { IntlMessageFormat } from "intl-messageformat";
import { format } from "./format.ts";

/** What the reference implementation makes of the same message. */
function oracle(message: string, args: Record<string, string | number>, locale: string): string {
  return String(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format(args));
}

const literal = fc.array(
  fc.constantFrom("a", "Z", " ", "é", "👋", "#", ",", "''", "'{'", "'}'", "it''s", "don't", "'{a '' b}'", "\n"),
  { maxLength: 4 },
).map((parts) => parts.join(""));

/** An apostrophe meets another across the seam of two generated pieces and would mean something else; keep them apart. */
function joined(parts: readonly string[]): string {
  return parts.join("-");
}

const { message } = fc.letrec<{ message: string; piece: string; plural: string; select: string }>((tie) => ({
  message: fc.array(tie("piece"), { maxLength: 4 }).map(joined),
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    literal,
    fc.constantFrom("{name}", "{ host }", "{n}"),
    tie("plural"),
    tie("select"),
  ),
  plural: fc.tuple(tie("message"), tie("message"), tie("message"), fc.constantFrom("=0", "=1", "=7"))
    .map(([exact, one, other, is]) => `{n, plural, ${is} {${exact}} one {${one} #} few {#} other {# ${other}}}`),
  select: fc.tuple(tie("message"), tie("message"))
    .map(([a, other]) => `{kind,select,guest {${a}} other{${other}} }`),
}));

const args = fc.record({
  name: fc.string({ maxLength: 6 }),
  host: fc.string({ maxLength: 6 }),
  n: fc.oneof(fc.nat(12), fc.nat(2_000_000)),
  kind: fc.constantFrom("guest", "person", "constructor", "toString", ""),
});

describe("format()", () => {
  it("says what intl-messageformat says, for any message of the subset", () => {
    fc.assert(
      fc.property(message, args, fc.constantFrom("en", "de", "pl", "ar", "fr"), (text, given, locale) => {
        assert.equal(format(text, given, locale), oracle(text, given, locale));
      }),
      { numRuns: 2000 },
    );
  });

  it("counts in the words of the language", () => {
    const inside = "{n, plural, =0 {Nobody is inside} one {# person is inside} other {# people are inside}}";
    assert.equal(format(inside, { n: 0 }, "en"), "Nobody is inside");
    assert.equal(format(inside, { n: 1 }, "en"), "1 person is inside");
    assert.equal(format(inside, { n: 1200 }, "en"), "1,200 people are inside");
    assert.equal(format("{n, plural, one {#x} few {#y} many {#z} other {#o}}", { n: 3 }, "pl"), "3y");
  });

  it("puts an argument in as it is, whatever it contains", () => {
    for (const value of ["{n}", "'", "''", "#", "<b>", "}{", "$&"]) {
      assert.equal(
        format("[{name}] {n, plural, other {# {name}}}", { name: value, n: 2 }, "en"),
        `[${value}] 2 ${value}`,
      );
    }
  });

  it("ends on any text, even one that is no message", () => {
    fc.assert(fc.property(
      fc.array(fc.constantFrom("{", "}", "'", "#", ",", " ", "n", "plural", "select", "other", "=1")),
      (parts) => {
        assert.equal(typeof format(parts.join(""), { n: 1 }, "en"), "string");
      },
    ));
  });

  it("stays within its share of the lobby's script", async () => {
    const source = await Deno.readTextFile(new URL("./format.ts", import.meta.url));
    const { code } = await transform(source, { loader: "ts", minify: true, target: "es2022" });
    assert.ok(gzipSync(code).length <= 800, `${gzipSync(code).length} bytes`);
  });
});
