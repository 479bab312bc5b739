import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { roomId } from "../domain/ids.ts";
import { readCookie, seatCookie, seatCookieName } from "./cookies.ts";

const room = roomId("r-1_A");

describe("readCookie()", () => {
  for (
    const [what, header, value] of [
      ["no header", null, null],
      ["an empty header", "", null],
      ["the only cookie", "a=1", "1"],
      ["one among others", "x=0; a=1;b=2", "1"],
      ["a quoted value", 'a="1"', "1"],
      ["a value with equals signs", "a=1==", "1=="],
      ["the same value twice", "a=1; a=1", "1"],
      ["two values", "a=1; a=2", null],
      ["an empty value", "a=", null],
      ["a name that only begins alike", "ab=1; xa=2", null],
      ["a name without value", "a; a=1", "1"],
      ["a value with a comma", "a=1,2", null],
      ["a value with a control character", "a=1\u0007", null],
      ["an oversized header", `a=1; x=${"y".repeat(20_000)}`, null],
    ] as const
  ) {
    it(`reads ${what}`, () => assert.equal(readCookie(header, "a"), value));
  }

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (header) => void readCookie(header, "a")));
  });
});

describe("seatCookie()", () => {
  it("is for our pages only, out of reach of scripts", () => {
    assert.equal(
      seatCookie({ roomId: room, token: "abc.def-_", secure: false }),
      "ajar_seat_r-1_A=abc.def-_; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax",
    );
    assert.match(seatCookie({ roomId: room, token: "abc", secure: true }), /; Secure$/);
  });

  it("comes back through readCookie()", () => {
    const [pair] = seatCookie({ roomId: room, token: "abc.def", secure: true }).split(";");
    assert.equal(readCookie(`other=1; ${pair}`, seatCookieName(room)), "abc.def");
  });

  it("refuses to write what would break out", () => {
    assert.throws(() => seatCookie({ roomId: room, token: "a; Domain=x", secure: false }), TypeError);
    assert.throws(() => seatCookieName(roomId("a=b;")), TypeError);
  });
});
