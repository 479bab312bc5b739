import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { personId, roomCode, roomId } from "./ids.ts";
import { byCloseness, rankOf, type TrayRoom } from "./tray.ts";
import { foldTray, trayChanges, type TrayView } from "./tray_view.ts";

const someRoom: fc.Arbitrary<TrayRoom> = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e").map(roomId),
  code: fc.constant(roomCode("code")),
  activity: fc.constantFrom("Coffee", "Tea").map((title) => ({ emoji: "☕", title })),
  host: fc.constant({ id: personId("alice"), name: "Alice" }),
  audience: fc.constant("friends"),
  inside: fc.array(fc.constantFrom("Bob", "Cleo").map((name) => ({ name, kind: "person" as const })), { maxLength: 2 }),
  since: fc.constantFrom(1, 2, 3),
  talking: fc.boolean(),
  because: fc.constant({ kind: "friends" }),
  rank: fc.constantFrom(0, 1, 2),
}, { noNullPrototype: true });
const someView: fc.Arbitrary<TrayView> = fc.record({
  rooms: fc.uniqueArray(someRoom, { selector: ({ id }) => id }).map((rooms) => rooms.sort(byCloseness)),
  unread: fc.nat(3),
}, { noNullPrototype: true });

describe("trayChanges()", () => {
  it("leads from any tray to any other, and says nothing of equal ones", () => {
    fc.assert(fc.property(someView, someView, (before, after) => {
      assert.deepEqual(trayChanges(before, after).reduce(foldTray, before), after);
      assert.deepEqual(trayChanges(after, structuredClone(after)), []);
    }));
  });
});

describe("foldTray()", () => {
  it("gives the same for an event that comes twice", () => {
    fc.assert(fc.property(someView, someView, (before, after) => {
      const twice = trayChanges(before, after).reduce((view, event) => foldTray(foldTray(view, event), event), before);
      assert.deepEqual(twice, after);
    }));
  });
});

describe("rankOf()", () => {
  it("orders as the decayed affinities do, at any moment", () => {
    const days = fc.integer({ min: 0, max: 365 });
    const scored = fc.record({ score: fc.double({ min: 0.1, max: 1000, noNaN: true }), day: days });
    fc.assert(fc.property(scored, scored, days, (a, b, later) => {
      const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day));
      const left = ({ score, day }: typeof a) => score * 2 ** (-(365 + later - day) / 30);
      fc.pre(Math.abs(Math.log2(left(a) / left(b))) > 1e-6);
      const rank = ({ score, day }: typeof a) => rankOf({ score, scoredAt: at(day) }, false, 30);
      assert.equal(rank(a) > rank(b), left(a) > left(b));
    }));
  });

  it("puts people without affinity last, and who is marked as close first", () => {
    const little = { score: 0.05, scoredAt: new Date("2026-01-01") };
    const much = { score: 10_000, scoredAt: new Date("2026-06-01") };
    assert.equal(rankOf(null, false, 30), 0);
    assert.equal(rankOf({ ...much, score: 0 }, false, 30), 0);
    assert.ok(rankOf(little, false, 30) > 0);
    assert.ok(rankOf(null, true, 30) > rankOf(much, false, 30));
    assert.ok(rankOf(little, true, 30) > rankOf(null, true, 30));
  });
});
