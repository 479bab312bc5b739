import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { personId } from "./ids.ts";
import { CLOSE_FROM_AFFINITY, FEW_FRIENDS, planRings, type RingCandidate } from "./ring_plan.ts";
import type { Ring } from "./room.ts";

const NOON_MS = Date.parse("2026-03-01T12:00:00Z");

function friend(id: number, changes: Partial<RingCandidate> = {}): RingCandidate {
  return {
    personId: personId(`friend-${String(id).padStart(4, "0")}`),
    name: `Friend ${id}`,
    since: new Date(NOON_MS - id * 60_000),
    affinity: 0,
    close: false,
    roomsTogether: 0,
    ...changes,
  };
}

function friends(count: number, changes: (id: number) => Partial<RingCandidate> = () => ({})): RingCandidate[] {
  return Array.from({ length: count }, (_, id) => friend(id, changes(id)));
}

function sizes(candidates: RingCandidate[]): [number, number, number] {
  const rings = [...planRings(candidates).values()];
  const count = (ring: Ring) => rings.filter((each) => each === ring).length;
  return [count(1), count(2), count(3)];
}

/** Few values, so that many are alike and only the last criterion tells them apart. */
const anyFriends = fc.array(
  fc.record({
    affinity: fc.oneof(fc.constantFrom(0, 0.01, 0.05, 5.9, 6, 7), fc.double({ min: 0, max: 50, noNaN: true })),
    close: fc.boolean(),
    minute: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 120 },
).map((list) =>
  list.map(({ affinity, close, minute }, id) =>
    friend(id, { affinity, close: close && id % 7 === 0, since: new Date(NOON_MS + minute * 60_000) })
  )
);

describe("planRings()", () => {
  const TABLE: [string, RingCandidate[], [number, number, number]][] = [
    ["nobody", [], [0, 0, 0]],
    ["few friends without any history", friends(FEW_FRIENDS), [8, 0, 0]],
    ["one more than few", friends(FEW_FRIENDS + 1), [5, 4, 0]],
    ["a hundred without any history", friends(100), [5, 15, 80]],
    ["a hundred, three of them close by what they did", friends(100, (id) => ({ affinity: id < 3 ? 7 : 0 })), [
      5,
      15,
      80,
    ]],
    ["a hundred, twelve close", friends(100, (id) => ({ affinity: id < 12 ? 7 : 0 })), [12, 15, 73]],
    ["a hundred, all close by what they did", friends(100, () => ({ affinity: 7 })), [15, 50, 35]],
    ["a hundred with a little history each", friends(100, () => ({ affinity: 1 })), [5, 50, 45]],
    ["twenty marked as close", friends(100, (id) => ({ close: id < 20 })), [20, 15, 65]],
    ["three marked, all close by what they did", friends(100, (id) => ({ close: id < 3, affinity: 7 })), [15, 50, 35]],
    ["all marked", friends(100, () => ({ close: true })), [100, 0, 0]],
  ];
  for (const [what, candidates, expected] of TABLE) {
    it(`of ${what} makes rings of ${expected.join(", ")}`, () => assert.deepEqual(sizes(candidates), expected));
  }

  it("fills up with the most affinity, then the newest friendship, then id", () => {
    const plan = planRings([
      ...friends(20),
      friend(900, { affinity: CLOSE_FROM_AFFINITY - 1, since: new Date(0) }),
      friend(800, { since: new Date(NOON_MS + 60_000) }),
      friend(700, { since: new Date(NOON_MS + 60_000) }),
    ]);
    const ring1 = [...plan].filter(([, ring]) => ring === 1).map(([id]) => id).sort();
    assert.deepEqual(ring1, ["friend-0000", "friend-0001", "friend-0700", "friend-0800", "friend-0900"]);
  });

  it("gives everybody exactly one ring, and whom the host marked the first", () => {
    fc.assert(fc.property(anyFriends, (candidates) => {
      const plan = planRings(candidates);
      assert.deepEqual([...plan.keys()].sort(), candidates.map((candidate) => candidate.personId).sort());
      for (const { personId, close } of candidates) if (close) assert.equal(plan.get(personId), 1);
    }));
  });

  it("does not depend on the order that it is told them in", () => {
    const shuffled = anyFriends.chain((candidates) =>
      fc.tuple(
        fc.constant(candidates),
        fc.shuffledSubarray(candidates, { minLength: candidates.length, maxLength: candidates.length }),
      )
    );
    fc.assert(fc.property(shuffled, ([one, other]) => {
      assert.deepEqual([...planRings(one)].sort(), [...planRings(other)].sort());
    }));
  });

  it("never puts somebody farther for more affinity, or for the mark", () => {
    const cases = fc.tuple(anyFriends, fc.nat(), fc.double({ min: 0, max: 20, noNaN: true }), fc.boolean());
    fc.assert(fc.property(cases, ([candidates, pick, more, mark]) => {
      const one = candidates[pick % Math.max(1, candidates.length)];
      fc.pre(one !== undefined);
      const raised = { ...one, affinity: one.affinity + more, close: one.close || mark };
      const before = planRings(candidates).get(one.personId);
      const after = planRings(candidates.map((each) => each === one ? raised : each)).get(one.personId);
      assert.ok(before !== undefined && after !== undefined && after <= before, `from ring ${before} to ${after}`);
    }));
  });
});
