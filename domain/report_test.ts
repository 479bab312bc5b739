import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { seatId } from "./ids.ts";
import { decideReporting, parseReport, REPORT_REASONS, REPORT_TEXT_MAX_GRAPHEMES } from "./report.ts";
import type { Sight } from "./visibility.ts";

const [MINE, THEIRS] = [seatId("mine"), seatId("theirs")];
const SIGHTS: readonly Sight[] = ["everything", "inside", "faces", "door", "knock", "shut", "nothing"];

function text(raw: string): string | null {
  const outcome = parseReport({ reason: "spam", text: raw });
  return outcome.ok ? outcome.value.text : null;
}

describe("parseReport()", () => {
  it("takes every reason with or without a text", () => {
    for (const reason of REPORT_REASONS) {
      assert.deepEqual(parseReport({ reason, text: " \n " }), { ok: true, value: { reason, text: "" } });
      assert.deepEqual(parseReport({ reason, text: " a  b " }), { ok: true, value: { reason, text: "a b" } });
    }
  });

  it("keeps lines, and not more than one empty one between them", () => {
    assert.equal(text("They said:\r\n\tgo away\r\n\r\n\r\n\nTwice.\n"), "They said:\ngo away\n\nTwice.");
  });

  it("takes 2,000 characters and no more, as a reader counts them", () => {
    assert.equal(text("x".repeat(REPORT_TEXT_MAX_GRAPHEMES))?.length, REPORT_TEXT_MAX_GRAPHEMES);
    assert.equal(text("🇩🇪".repeat(1500))?.length, 6000);
    assert.equal(text("x".repeat(REPORT_TEXT_MAX_GRAPHEMES + 1)), null);
    assert.equal(text("x".repeat(10_000)), null);
    assert.equal(text("a\n".repeat(1001)), null);
  });

  it("refuses what hides or breaks the text around it, and a reason that is none", () => {
    for (
      const raw of ["a\0b", "a\u001B[31m", "fine\n\u202Eevil", "\uD800", "Z\u0310\u0311\u0312\u0313\u0314", "\u200B"]
    ) {
      assert.equal(text(raw), null, JSON.stringify(raw));
    }
    for (const reason of ["", "boring", "toString", "Spam"]) {
      assert.deepEqual(parseReport({ reason, text: "a" }), { ok: false, refusal: "bad_report" }, reason);
    }
  });

  it("gives a text that it takes again as it is, whatever is typed", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\n", "\r", "\t", "é", "👩🏽") }), (raw) => {
      const once = text(raw);
      assert.notEqual(once, null);
      assert.equal(text(once ?? ""), once);
    }));
  });
});

describe("decideReporting()", () => {
  it("lets everybody report the room who sees its door, or who is or was inside", () => {
    for (const sight of SIGHTS) {
      for (const ownSeat of [MINE, null]) {
        const { ok } = decideReporting({ sight, ownSeat, subject: "room" });
        assert.equal(ok, sight !== "nothing" || ownSeat !== null, `${sight} ${ownSeat}`);
      }
    }
  });

  it("lets only those report somebody who were inside themselves, or host the room", () => {
    for (const sight of SIGHTS) {
      assert.equal(decideReporting({ sight, ownSeat: MINE, subject: THEIRS }).ok, true, sight);
      const outside = decideReporting({ sight, ownSeat: null, subject: THEIRS });
      assert.deepEqual(
        outside.ok ? "granted" : outside.refusal,
        sight === "everything" ? "granted" : "not_found",
        sight,
      );
    }
  });

  it("refuses seats that are none, and oneself", () => {
    const facts = { sight: "inside", ownSeat: MINE } as const;
    assert.deepEqual(decideReporting({ ...facts, subject: "unknown" }), { ok: false, refusal: "not_found" });
    assert.deepEqual(decideReporting({ ...facts, subject: MINE }), { ok: false, refusal: "is_oneself" });
  });
});
