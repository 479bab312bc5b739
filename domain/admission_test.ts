import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { decideJoin, decideName, type JoinFacts } from "./admission.ts";
import { personId } from "./ids.ts";
import type { Outcome } from "./refusal.ts";

const open = { state: "open", locked: false, seatLimit: 3 } as const;
const newcomer: JoinFacts = {
  room: open,
  sight: "door",
  claim: "none",
  inUse: false,
  seatsHeld: 1,
  meetsBlocked: false,
};

function answer(outcome: Outcome<string>): string {
  return outcome.ok ? outcome.value : outcome.refusal;
}

describe("decideJoin()", () => {
  it("lets in who holds the link of an open room", () => assert.equal(answer(decideJoin(newcomer)), "first"));

  it("refuses an unknown room and one that may not be seen alike", () => {
    assert.equal(answer(decideJoin({ ...newcomer, room: null })), "not_found");
    assert.equal(answer(decideJoin({ ...newcomer, sight: "nothing", room: { ...open, state: "ended" } })), "not_found");
  });

  it("refuses an ended room, also to a holder of a seat", () => {
    assert.equal(answer(decideJoin({ ...newcomer, room: { ...open, state: "ended" }, claim: "held" })), "room_ended");
  });

  it("refuses a room that has not opened", () => {
    assert.equal(answer(decideJoin({ ...newcomer, room: { ...open, state: "scheduled" } })), "room_not_open");
  });

  it("refuses a cookie that names somebody else's seat", () => {
    assert.equal(answer(decideJoin({ ...newcomer, claim: "foreign" })), "seat_invalid");
  });

  it("refuses a seat that another tab is connected on", () => {
    assert.equal(answer(decideJoin({ ...newcomer, claim: "held", inUse: true })), "seat_in_use");
  });

  it("refuses a newcomer of a locked room, and lets back those who had a seat", () => {
    const room = { ...open, locked: true };
    assert.equal(answer(decideJoin({ ...newcomer, room })), "room_locked");
    assert.equal(answer(decideJoin({ ...newcomer, room, claim: "left" })), "again");
    assert.equal(answer(decideJoin({ ...newcomer, room, claim: "held" })), "again");
  });

  it("lets the host into a locked room", () => {
    assert.equal(answer(decideJoin({ ...newcomer, room: { ...open, locked: true }, sight: "everything" })), "first");
  });

  it("refuses everybody but holders of a seat when full, the host too", () => {
    const full = { ...newcomer, seatsHeld: 3 };
    assert.equal(answer(decideJoin(full)), "room_full");
    assert.equal(answer(decideJoin({ ...full, claim: "left" })), "room_full");
    assert.equal(answer(decideJoin({ ...full, sight: "everything" })), "room_full");
    assert.equal(answer(decideJoin({ ...full, claim: "held" })), "again");
  });

  it("refuses who has the link of a room that is for others", () => {
    assert.equal(answer(decideJoin({ ...newcomer, sight: "knock" })), "not_for_you");
    assert.equal(answer(decideJoin({ ...newcomer, sight: "knock", claim: "foreign" })), "not_for_you");
  });

  it("warns of somebody blocked who is inside, unless one is inside oneself", () => {
    assert.equal(answer(decideJoin({ ...newcomer, meetsBlocked: true })), "blocked_inside");
    assert.equal(answer(decideJoin({ ...newcomer, meetsBlocked: true, claim: "held" })), "again");
  });

  it("says locked before full, and in use before both", () => {
    const room = { ...open, locked: true };
    assert.equal(answer(decideJoin({ ...newcomer, room, seatsHeld: 3 })), "room_locked");
    assert.equal(answer(decideJoin({ ...newcomer, room, seatsHeld: 3, claim: "held", inUse: true })), "seat_in_use");
  });

  it("never seats a newcomer above the limit", () => {
    const facts = fc.record<JoinFacts>({
      room: fc.record({
        state: fc.constantFrom("scheduled", "open", "ended"),
        locked: fc.boolean(),
        seatLimit: fc.integer({ min: 1, max: 20 }),
      }),
      sight: fc.constantFrom("everything", "inside", "faces", "door", "knock", "nothing"),
      claim: fc.constantFrom("held", "left", "none", "foreign"),
      inUse: fc.boolean(),
      seatsHeld: fc.nat(25),
      meetsBlocked: fc.boolean(),
    });
    fc.assert(fc.property(facts, (each) => {
      if (!decideJoin(each).ok || each.claim === "held") return;
      assert.ok(each.room !== null && each.seatsHeld < each.room.seatLimit && each.room.state === "open");
    }));
  });
});

describe("decideName()", () => {
  it("takes a person's name from the account, whatever is asked", () => {
    const viewer = { kind: "person", personId: personId("p"), name: "Ada Lovelace" } as const;
    assert.equal(answer(decideName(viewer, "Mallory", "Old")), "Ada Lovelace");
  });

  it("takes a guest's nickname, and the one before if none is said", () => {
    assert.equal(answer(decideName({ kind: "guest" }, " Bo ", "Old")), "Bo");
    assert.equal(answer(decideName({ kind: "guest" }, null, "Old")), "Old");
  });

  it("refuses a guest without a name", () => {
    assert.equal(answer(decideName({ kind: "guest" }, null, null)), "bad_nickname");
    assert.equal(answer(decideName({ kind: "guest" }, "  ", "Old")), "bad_nickname");
  });
});
