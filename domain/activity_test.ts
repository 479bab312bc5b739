import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { parseActivity, SUGGESTED_ACTIVITIES } from "./activity.ts";

describe("parseActivity()", () => {
  for (const emoji of ["☕", "❤️", "🏳️‍🌈", "🇦🇹", "👩🏽‍💻", "5️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👨‍👩‍👧‍👦"]) {
    it(`takes ${emoji}`, () => {
      assert.deepEqual(parseActivity({ emoji, title: " Tea  time " }), {
        ok: true,
        value: { emoji, title: "Tea time" },
      });
    });
  }

  it("asks for the colourful form of a plain heart", () => {
    assert.deepEqual(parseActivity({ emoji: " \u2764 ", title: "Love" }), {
      ok: true,
      value: { emoji: "\u2764\uFE0F", title: "Love" },
    });
  });

  for (const emoji of ["", "a", "☕☕", "5", "<", "\u200D", "🇦", "x".repeat(400)]) {
    it(`refuses ${JSON.stringify(emoji.slice(0, 8))} as the emoji`, () => {
      assert.deepEqual(parseActivity({ emoji, title: "Tea" }), { ok: false, refusal: "bad_activity" });
    });
  }

  for (const title of ["", "   ", "x".repeat(41), "a\u202Eb", "a\u0007b"]) {
    it(`refuses the title ${JSON.stringify(title)}`, () => {
      assert.deepEqual(parseActivity({ emoji: "☕", title }), { ok: false, refusal: "bad_activity" });
    });
  }

  it("takes every suggestion, each with a key of its own", () => {
    for (const { emoji } of SUGGESTED_ACTIVITIES) assert.ok(parseActivity({ emoji, title: "x" }).ok, emoji);
    assert.equal(new Set(SUGGESTED_ACTIVITIES.map(({ key }) => key)).size, SUGGESTED_ACTIVITIES.length);
  });
});
