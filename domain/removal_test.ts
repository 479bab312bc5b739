import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { groupId, personId, seatId } from "./ids.ts";
import { granted, refused } from "./refusal.ts";
import { decideRemoval, locksAfterRemoval, type RemovalFacts } from "./removal.ts";
import { defaultSettings } from "./room_settings.ts";

const facts: RemovalFacts = {
  room: { hostId: personId("alice") },
  seat: { id: seatId("bo's"), personId: personId("bo"), leftAt: null },
  removed: false,
  ownSeat: seatId("own"),
};
const left = { ...facts.seat, leftAt: new Date(0) };

describe("decideRemoval()", () => {
  it("puts out who sits inside, with an account or without", () => {
    assert.deepEqual(decideRemoval(facts), granted("put_out"));
    assert.deepEqual(decideRemoval({ ...facts, seat: { ...facts.seat, personId: null } }), granted("put_out"));
    assert.deepEqual(decideRemoval({ ...facts, ownSeat: null }), granted("put_out"));
  });

  it("refuses oneself, the host, and who has left", () => {
    assert.deepEqual(decideRemoval({ ...facts, ownSeat: facts.seat.id }), refused("is_oneself"));
    const host = { ...facts, seat: { ...facts.seat, personId: facts.room.hostId } };
    assert.deepEqual(decideRemoval(host), refused("not_allowed"));
    assert.deepEqual(decideRemoval({ ...host, ownSeat: facts.seat.id }), refused("is_oneself"));
    assert.deepEqual(decideRemoval({ ...facts, seat: left }), refused("not_found"));
  });

  it("has nothing left to do with who is kept out already", () => {
    assert.deepEqual(decideRemoval({ ...facts, seat: left, removed: true }), granted("is_out"));
  });
});

describe("locksAfterRemoval()", () => {
  const settings = { ...defaultSettings("link"), lockAfterRemoval: true };
  const ofGroup = { kind: "group", groupId: groupId("g") } as const;

  it("locks an open room, but none that is locked or not open, none of a group, and none that is set otherwise", () => {
    const open = { audience: { kind: "link" }, settings, state: "open", locked: false } as const;
    assert.equal(locksAfterRemoval(open), true);
    assert.equal(locksAfterRemoval({ ...open, locked: true }), false);
    assert.equal(locksAfterRemoval({ ...open, state: "scheduled" }), false);
    assert.equal(locksAfterRemoval({ ...open, audience: ofGroup }), false);
    assert.equal(locksAfterRemoval({ ...open, settings: { ...settings, lockAfterRemoval: false } }), false);
  });
});
