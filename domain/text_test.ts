import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { graphemeCount, NAME_MAX_GRAPHEMES, parseNickname, RAW_TEXT_MAX_UNITS } from "./text.ts";

function nickname(raw: string): string | null {
  const outcome = parseNickname(raw);
  return outcome.ok ? outcome.value : null;
}

describe("parseNickname()", () => {
  for (
    const [raw, name] of [
      ["Ada", "Ada"],
      ["  Ada \u00A0 Lovelace \n", "Ada Lovelace"],
      ["Jose\u0301", "José"],
      ["דנה", "דנה"],
      ["علي رضا", "علي رضا"],
      ["می\u200Cخواهم", "می\u200Cخواهم"],
      ["नमस्ते", "नमस्ते"],
      ["👩🏽‍❤️‍💋‍👨🏿", "👩🏽‍❤️‍💋‍👨🏿"],
      ["<b>&amp;</script>", "<b>&amp;</script>"],
      ["x".repeat(40), "x".repeat(40)],
      ["👨‍👩‍👧‍👦".repeat(20), "👨‍👩‍👧‍👦".repeat(20)],
    ] as const
  ) {
    it(`takes ${JSON.stringify(raw)}`, () => assert.equal(nickname(raw), name));
  }

  for (
    const [why, raw] of [
      ["an empty name", ""],
      ["only spaces", " \u00A0\u2003 "],
      ["only zero-width characters", "\u200B\u200D\u2060\uFEFF"],
      ["only a Hangul filler", "\u3164"],
      ["only a braille blank", "\u2800"],
      ["only combining marks", "\u0301"],
      ["41 characters", "x".repeat(41)],
      ["300 characters", "x".repeat(300)],
      ["more than 300 code units", " ".repeat(300) + "a"],
      ["more than 300 code units once it is in its normal form", "\u0958\u094D".repeat(150)],
      ["a null", "a\u0000b"],
      ["an escape", "a\u001B[31mb"],
      ["a line break inside", "a\nb"],
      ["a right-to-left override", "a\u202Egnp.exe"],
      ["a left-to-right embedding", "\u202Aa"],
      ["an isolate", "\u2067abc\u2069"],
      ["a lone surrogate", "a\uD800"],
      ["towering marks", "Z" + "\u0310\u0311\u0312\u0313\u0314"],
    ] as const
  ) {
    it(`refuses ${why}`, () => assert.deepEqual(parseNickname(raw), { ok: false, refusal: "bad_nickname" }));
  }

  it("gives a name that it takes again unchanged", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (raw) => {
      const name = nickname(raw);
      if (name === null) return;
      assert.equal(nickname(name), name);
      assert.ok(graphemeCount(name) >= 1 && graphemeCount(name) <= NAME_MAX_GRAPHEMES);
      assert.ok(name.length <= RAW_TEXT_MAX_UNITS);
    }));
  });

  it("never throws, whatever the code units", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (raw) => void parseNickname(raw)));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff })),
        (units) => void parseNickname(String.fromCharCode(...units)),
      ),
    );
  });
});
