import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { companyOf, MOST_MINUTES, type Stay } from "./company.ts";
import { personId } from "./ids.ts";

const NOON = Date.parse("2026-03-01T12:00:00.000Z");

function after(minutes: number): Date {
  return new Date(NOON + minutes * 60_000);
}

function stay(id: string | null, minutes: number): Stay {
  return { personId: id === null ? null : personId(id), joinedAt: after(minutes) };
}

describe("companyOf()", () => {
  it("counts from when the later of the two came, in whole minutes", () => {
    assert.deepEqual(companyOf([stay("a", 0)], [stay("b", 10.5)], after(30)), [{ one: "a", other: "b", minutes: 19 }]);
    assert.deepEqual(companyOf([stay("b", 10.5)], [stay("a", 0)], after(30)), [{ one: "b", other: "a", minutes: 19 }]);
  });

  it("counts each pair of those who leave at once, once", () => {
    const counted = companyOf([stay("a", 0), stay("b", 0), stay("c", 0)], [], after(5));
    assert.deepEqual(counted.map(({ one, other }) => `${one}${other}`), ["ab", "ac", "bc"]);
  });

  it("counts neither guests, nor less than a minute, nor somebody with themselves", () => {
    assert.deepEqual(companyOf([stay("a", 0)], [stay(null, 0), stay("a", 0)], after(5)), []);
    assert.deepEqual(companyOf([stay(null, 0)], [stay("a", 0)], after(5)), []);
    assert.deepEqual(companyOf([stay("a", 0)], [stay("b", 0)], after(0.99)), []);
    assert.equal(companyOf([stay("a", 0)], [stay("b", 0)], after(1)).length, 1);
  });

  it("counts 12 hours at most, and nothing for clocks that run backwards", () => {
    assert.equal(companyOf([stay("a", 0)], [stay("b", 0)], after(40 * 60))[0]?.minutes, MOST_MINUTES);
    assert.deepEqual(companyOf([stay("a", 0)], [stay("b", 9)], after(3)), []);
  });

  it("gives each pair the same whoever of them leaves first in the order given", () => {
    const minutes = fc.integer({ min: 0, max: 3000 });
    fc.assert(fc.property(minutes, minutes, minutes, (a, b, at) => {
      const [one] = companyOf([stay("a", a), stay("b", b)], [], after(at));
      const [other] = companyOf([stay("b", b)], [stay("a", a)], after(at));
      assert.equal(one?.minutes, other?.minutes);
    }));
  });
});
