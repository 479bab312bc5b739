import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { added, COUNTED_MINUTES_AT_MOST, decayed, HALF_LIFE_DAYS, WEIGHTS } from "./affinity.ts";
import { INTERACTION_KINDS, type InteractionKind } from "./interaction.ts";

const start = new Date("2026-03-01T12:00:00Z");
const DAY_MS = 86_400_000;
const later = (days: number) => new Date(start.getTime() + days * DAY_MS);
const days = fc.double({ min: 0, max: 400, noNaN: true });
const scores = fc.double({ min: 0, max: 1e6, noNaN: true });

describe("decayed()", () => {
  it("halves in a half-life, and again in the next", () => {
    assert.equal(decayed(12, start, start), 12);
    assert.equal(decayed(12, start, later(HALF_LIFE_DAYS)), 6);
    assert.equal(decayed(12, start, later(2 * HALF_LIFE_DAYS)), 3);
  });

  it("never grows with time, nor falls below nothing", () => {
    fc.assert(fc.property(scores, days, days, (score, one, other) => {
      const sooner = decayed(score, start, later(Math.min(one, other)));
      const then = decayed(score, start, later(Math.max(one, other)));
      assert.ok(then >= 0 && then <= sooner && sooner <= score);
    }));
  });

  it("keeps the order of two scores of one time", () => {
    fc.assert(fc.property(scores, scores, days, (one, other, age) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      assert.ok(decayed(less, start, later(age)) <= decayed(more, start, later(age)));
    }));
  });

  it("does not grow a score of the future", () => {
    assert.equal(decayed(12, later(1), start), 12);
  });
});

describe("added()", () => {
  const told = fc.array(
    fc.record({
      kind: fc.constantFrom(...INTERACTION_KINDS),
      amount: fc.double({ min: 0.1, max: 300, noNaN: true }),
      at: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it("gives the sum of the formula, in whatever order interactions are told", () => {
    fc.assert(fc.property(told, (interactions) => {
      let state = { score: 0, scoredAt: start };
      for (const { kind, amount, at } of interactions) {
        state = added(state.score, state.scoredAt, kind, amount, later(at));
      }
      const end = later(100);
      const sum = interactions.reduce((total, { kind, amount, at }) => {
        const counted = kind === "together" ? Math.min(amount, COUNTED_MINUTES_AT_MOST) : amount;
        return total + WEIGHTS[kind] * counted * 0.5 ** ((100 - at) / HALF_LIFE_DAYS);
      }, 0);
      const got = decayed(state.score, state.scoredAt, end);
      assert.ok(Math.abs(got - sum) <= 1e-6 * Math.max(1, sum), `${got} is not ${sum}`);
    }));
  });

  it("raises the score by every kind", () => {
    for (const kind of INTERACTION_KINDS) {
      assert.deepEqual(added(1, start, kind, 1, start), { score: 1 + WEIGHTS[kind], scoredAt: start });
    }
  });

  it("counts an hour as much as a visit, and no more than three hours of one stay", () => {
    const hours = (count: number, kind: InteractionKind) => added(0, start, kind, count * 60, start).score;
    assert.equal(hours(1, "together"), WEIGHTS.dropped_in);
    assert.equal(hours(10, "together"), hours(3, "together"));
  });
});
