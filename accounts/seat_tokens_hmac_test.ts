import fc from "fast-check";
import assert from "node:assert/strict";
import { before, describe, it } from "@std/testing/bdd";
import { SEAT_TOKEN_TTL_SECONDS, type SeatTokens } from "./seat_tokens.ts";
import { createSeatTokens } from "./seat_tokens_hmac.ts";
import { roomId, seatId } from "../domain/ids.ts";

const KEY = new Uint8Array(32).fill(7);
const NOW = new Date("2026-03-01T12:00:00.500Z");
const id = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });

describe("createSeatTokens()", () => {
  let tokens: SeatTokens;
  before(() => {
    tokens = createSeatTokens(KEY);
  });

  function issued(room: string, seat: string): string {
    return tokens.issue({ roomId: roomId(room), seatId: seatId(seat) }, NOW);
  }

  it("verify() gives back the seat that issue() was given, for any ids and in one cookie-safe word", () => {
    fc.assert(fc.property(id, id, (room, seat) => {
      const token = issued(room, seat);
      assert.match(token, /^v1\.[\w-]+\.[\w-]{43}$/);
      assert.equal(tokens.verify(token, roomId(room), NOW), seat);
    }));
  });

  it("verify() refuses the token in every other room", () => {
    fc.assert(fc.property(id, id, id, (room, other, seat) => {
      fc.pre(room !== other);
      assert.equal(tokens.verify(issued(room, seat), roomId(other), NOW), null);
    }));
  });

  it("verify() refuses a token that is cut anywhere", () => {
    const token = issued("room", "seat");
    for (let length = 0; length < token.length; length++) {
      assert.equal(tokens.verify(token.slice(0, length), roomId("room"), NOW), null);
      assert.equal(tokens.verify(token.slice(length + 1), roomId("room"), NOW), null);
    }
  });

  it("verify() refuses a token with any bit of any character flipped", () => {
    const token = issued("room", "seat");
    const flips = fc.tuple(fc.nat(token.length - 1), fc.nat(6));
    fc.assert(
      fc.property(flips, ([at, bit]) => {
        const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit));
        const forged = token.slice(0, at) + flipped + token.slice(at + 1);
        assert.equal(tokens.verify(forged, roomId("room"), NOW), null);
      }),
      { numRuns: 500 },
    );
  });

  it("verify() refuses parts of two good tokens put together", () => {
    const [a = [], b = []] = [(issued("room", "a")).split("."), (issued("room", "b")).split(".")];
    assert.equal(tokens.verify(`v1.${a[1]}.${b[2]}`, roomId("room"), NOW), null);
  });

  it("verify() refuses whatever else somebody sends", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      assert.equal(tokens.verify(text, roomId("room"), NOW), null);
      assert.equal(tokens.verify(`v1.${text}.${text}`, roomId("room"), NOW), null);
    }));
    assert.equal(tokens.verify("v1.".repeat(100_000), roomId("room"), NOW), null);
    assert.equal(tokens.verify(`${issued("room", "seat")}.more`, roomId("room"), NOW), null);
  });

  it("verify() refuses a token of another key", () => {
    const others = createSeatTokens(new Uint8Array(32).fill(8));
    assert.equal(others.verify(issued("room", "seat"), roomId("room"), NOW), null);
  });

  it("verify() accepts a token until its life ends, and not from then on", () => {
    const token = issued("room", "seat");
    const endsAt = Math.floor(NOW.getTime() / 1000 + SEAT_TOKEN_TTL_SECONDS) * 1000;
    assert.equal(tokens.verify(token, roomId("room"), new Date(endsAt - 1)), "seat");
    assert.equal(tokens.verify(token, roomId("room"), new Date(endsAt)), null);
  });

  it("refuses to work with a short key", () => {
    assert.throws(() => createSeatTokens(new Uint8Array(16)), /^RangeError: Seat token key is too short: 16 bytes$/);
  });
});
