import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { barrierAt, type DoorFacts, doorFor } from "./door.ts";

const activity = { emoji: "🎨", title: "Painting" } as const;

const anyFacts: fc.Arbitrary<DoorFacts> = fc.record({
  state: fc.constantFrom("scheduled", "open", "ended"),
  activity: fc.constant(activity),
  locked: fc.boolean(),
  started: fc.boolean(),
  seatLimit: fc.integer({ min: 2, max: 50 }),
  inside: fc.nat(50),
  opensAt: fc.nat(),
  media: fc.constantFrom("up", "down"),
});

const facts = {
  state: "open",
  activity,
  locked: false,
  started: true,
  seatLimit: 8,
  inside: 3,
  opensAt: 1,
  media: "up",
} as const;

describe("doorFor()", () => {
  it("shows who may come in how many are inside, unless the door is locked", () => {
    assert.equal(doorFor("door", facts).inside, 3);
    assert.equal(doorFor("door", { ...facts, locked: true }).inside, null);
  });

  it("a removal cannot be told from a lock", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      assert.deepEqual(doorFor("shut", facts), doorFor("door", { ...facts, locked: true }));
    }));
  });

  it("who may only knock learns nothing of the lock, the start or those inside", () => {
    const open = anyFacts.map((facts) => ({ ...facts, state: "open" as const, seatLimit: 8, media: "up" as const }));
    fc.assert(fc.property(open, open, (one, other) => {
      assert.deepEqual(doorFor("knock", one), doorFor("knock", other));
    }));
  });
});

describe("barrierAt()", () => {
  it("is what keeps somebody out, or nothing", () => {
    assert.equal(barrierAt(doorFor("door", facts)), null);
    assert.equal(barrierAt(doorFor("door", { ...facts, inside: 8 })), "room_full");
    assert.equal(barrierAt(doorFor("door", { ...facts, started: false })), "room_not_started");
    assert.equal(barrierAt(doorFor("door", { ...facts, started: false, locked: true })), "room_locked");
    assert.equal(barrierAt(doorFor("knock", { ...facts, locked: true })), "not_for_you");
    assert.equal(barrierAt(doorFor("knock", { ...facts, state: "ended" })), null);
  });

  it("is the same for who was put out as at a locked door", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      assert.equal(barrierAt(doorFor("shut", facts)), barrierAt(doorFor("door", { ...facts, locked: true })));
    }));
  });
});
