import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { decideSaying } from "./saying.ts";

const guest = { host: false, coHost: false };
const open = { chatAllowed: true };
const FAMILY = "👨‍👩‍👧‍👦";

function said(text: string): unknown {
  const outcome = decideSaying(guest, open, text);
  return outcome.ok ? outcome.value : outcome.refusal;
}

describe("decideSaying()", () => {
  it("takes text of every script, in its normal form", () => {
    assert.equal(said("  hello   there "), "hello there");
    assert.equal(said("cafe\u0301"), "café");
    assert.equal(said("שלום"), "שלום");
    assert.equal(said("one\r\n\n\n\ttwo"), "one\n\ntwo");
  });

  it("takes 1 to 400 characters as a reader counts them", () => {
    assert.equal(said("x"), "x");
    for (const one of ["x", "é", FAMILY]) {
      assert.equal(said(one.repeat(400)), one.repeat(400));
      assert.equal(said(one.repeat(401)), "bad_text");
    }
    assert.equal(said("x".repeat(60_000)), "bad_text");
  });

  it("refuses what cannot be seen, turns the direction, or controls", () => {
    for (
      const bad of ["", "   ", "\n\n", "\u200b", "\u2800", "a\u202eb", "a\u2066b", "a\u0000b", "a\u001b[31m", "\ud800"]
    ) {
      assert.equal(said(bad), "bad_text", JSON.stringify(bad));
    }
    assert.equal(said("a" + "\u0301".repeat(9)), "bad_text");
  });

  it("is closed by the setting, but not to those who look after the room", () => {
    const closed = { chatAllowed: false };
    assert.deepEqual(decideSaying(guest, closed, ""), { ok: false, refusal: "chat_closed" });
    assert.equal(decideSaying({ ...guest, host: true }, closed, "x").ok, true);
    assert.equal(decideSaying({ ...guest, coHost: true }, closed, "x").ok, true);
  });
});
