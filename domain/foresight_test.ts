import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { foresee, type Placed } from "./foresight.ts";
import { personId } from "./ids.ts";
import type { Ring, Showing } from "./room.ts";

const NOON = new Date("2026-03-01T12:00:00.000Z");

function placed(name: string, ring: Ring, hidden: Partial<Placed> = {}): Placed {
  return { personId: personId(name), name, ring, struck: false, dimmed: false, ...hidden };
}

const people = [
  placed("Ann", 1),
  placed("Bo", 1, { struck: true }),
  placed("Cy", 2),
  placed("Di", 2),
  placed("Dim", 2, { dimmed: true }),
  placed("Ed", 3),
];

function seen(showing: Partial<Showing>, minutes = 0): unknown {
  const now = new Date(NOON.getTime() + minutes * 60_000);
  const { now: first, later, total } = foresee(
    people,
    { shownSince: NOON, shownToAll: false, firstCameAt: null, ...showing },
    now,
  );
  return [first.map(({ name }) => name), later.map(({ inMinutes, more }) => [inMinutes, more]), total];
}

describe("foresee()", () => {
  it("tells who sees the room now, and how many more when, without those struck out or dimmed", () => {
    assert.deepEqual(seen({}), [["Ann"], [[5, 2], [15, 1]], 4]);
  });

  it("counts the minutes that are left, rounded up", () => {
    assert.deepEqual(seen({}, 0.5), [["Ann"], [[5, 2], [15, 1]], 4]);
    assert.deepEqual(seen({}, 5), [["Ann", "Cy", "Di"], [[10, 1]], 4]);
    assert.deepEqual(seen({}, 15), [["Ann", "Cy", "Di", "Ed"], [], 4]);
  });

  it("promises nothing once somebody has come, and everything at once if the host wants", () => {
    assert.deepEqual(seen({ firstCameAt: NOON }, 60), [["Ann"], [], 4]);
    assert.deepEqual(seen({ shownToAll: true }), [["Ann", "Cy", "Di", "Ed"], [], 4]);
  });

  it("leaves out a ring that nobody is in", () => {
    const near = [placed("Ann", 1), placed("Ed", 3)];
    const { later } = foresee(near, { shownSince: NOON, shownToAll: false, firstCameAt: null }, NOON);
    assert.deepEqual(later, [{ at: new Date(NOON.getTime() + 15 * 60_000), inMinutes: 15, more: 1 }]);
  });
});
