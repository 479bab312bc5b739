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
  before(async () => {
    tokens = await createSeatTokens(KEY);
  });

  async function issued(room: string, seat: string): Promise<string> {
    return await tokens.issue({ roomId: roomId(room), seatId: seatId(seat) }, NOW);
  }

  it("verify() gives back the seat that issue() was given, for any ids and in one cookie-safe word", async () => {
    await fc.assert(fc.asyncProperty(id, id, async (room, seat) => {
      const token = await issued(room, seat);
      assert.match(token, /^v1\.[\w-]+\.[\w-]{43}$/);
      assert.equal(await tokens.verify(token, roomId(room), NOW), seat);
    }));
  });

  it("verify() refuses the token in every other room", async () => {
    await fc.assert(fc.asyncProperty(id, id, id, async (room, other, seat) => {
      fc.pre(room !== other);
      assert.equal(await tokens.verify(await issued(room, seat), roomId(other), NOW), null);
    }));
  });

  it("verify() refuses a token that is cut anywhere", async () => {
    const token = await issued("room", "seat");
    for (let length = 0; length < token.length; length++) {
      assert.equal(await tokens.verify(token.slice(0, length), roomId("room"), NOW), null);
      assert.equal(await tokens.verify(token.slice(length + 1), roomId("room"), NOW), null);
    }
  });

  it("verify() refuses a token with any bit of any character flipped", async () => {
    const token = await issued("room", "seat");
    const flips = fc.tuple(fc.nat(token.length - 1), fc.nat(6));
    await fc.assert(
      fc.asyncProperty(flips, async ([at, bit]) => {
        const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit));
        const forged = token.slice(0, at) + flipped + token.slice(at + 1);
        assert.equal(await tokens.verify(forged, roomId("room"), NOW), null);
      }),
      { numRuns: 500 },
    );
  });

  it("verify() refuses parts of two good tokens put together", async () => {
    const [a = [], b = []] = [(await issued("room", "a")).split("."), (await issued("room", "b")).split(".")];
    assert.equal(await tokens.verify(`v1.${a[1]}.${b[2]}`, roomId("room"), NOW), null);
  });

  it("verify() refuses whatever else somebody sends", async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      assert.equal(await tokens.verify(text, roomId("room"), NOW), null);
      assert.equal(await tokens.verify(`v1.${text}.${text}`, roomId("room"), NOW), null);
    }));
    assert.equal(await tokens.verify("v1.".repeat(100_000), roomId("room"), NOW), null);
    assert.equal(await tokens.verify(`${await issued("room", "seat")}.more`, roomId("room"), NOW), null);
  });

  it("verify() refuses a token of another key", async () => {
    const others = await createSeatTokens(new Uint8Array(32).fill(8));
    assert.equal(await others.verify(await issued("room", "seat"), roomId("room"), NOW), null);
  });

  it("verify() accepts a token until its life ends, and not from then on", async () => {
    const token = await issued("room", "seat");
    const endsAt = Math.floor(NOW.getTime() / 1000 + SEAT_TOKEN_TTL_SECONDS) * 1000;
    assert.equal(await tokens.verify(token, roomId("room"), new Date(endsAt - 1)), "seat");
    assert.equal(await tokens.verify(token, roomId("room"), new Date(endsAt)), null);
  });

  it("refuses to work with a short key", async () => {
    await assert.rejects(createSeatTokens(new Uint8Array(16)), /^RangeError: Seat token key is too short: 16 bytes$/);
  });
});
