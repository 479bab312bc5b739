import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { decideJoin, decideName, type JoinFacts } from "./admission.ts";
import { personId } from "./ids.ts";
import { ROLES } from "./permissions.ts";
import type { Outcome } from "./refusal.ts";
import { defaultSettings } from "./room_settings.ts";

const NOW = new Date("2026-03-01T12:00:00Z");
const EARLIER = new Date("2026-03-01T11:00:00Z");
const LATER = new Date("2026-03-01T13:00:00Z");
const open = {
  state: "open",
  startedAt: NOW,
  locked: false,
  lock: null,
  seatLimit: 3,
  settings: defaultSettings("link"),
} as const;
const locked = { ...open, locked: true, lock: { at: NOW, cause: "deed" } } as const;
const newcomer: JoinFacts = {
  room: open,
  sight: "door",
  role: "stranger",
  isGuest: false,
  claim: "none",
  leftAt: null,
  letIn: false,
  inUse: false,
  seatsHeld: 1,
  meetsBlocked: false,
};

function answer(outcome: Outcome<string>): string {
  return outcome.ok ? outcome.value : outcome.refusal;
}

function joining(changes: Partial<JoinFacts>): string {
  return answer(decideJoin({ ...newcomer, ...changes }));
}

describe("decideJoin()", () => {
  it("lets in who holds the link of an open room", () => assert.equal(joining({}), "first"));

  it("refuses an unknown room and one that may not be seen alike", () => {
    assert.equal(joining({ room: null }), "not_found");
    assert.equal(joining({ sight: "nothing", room: { ...open, state: "ended" } }), "not_found");
  });

  it("refuses an ended room, also to a holder of a seat", () => {
    assert.equal(joining({ room: { ...open, state: "ended" }, claim: "held" }), "room_ended");
  });

  it("refuses a room that has not opened", () => {
    assert.equal(joining({ room: { ...open, state: "scheduled" } }), "room_not_open");
  });

  it("refuses a cookie that names somebody else's seat", () =>
    assert.equal(joining({ claim: "foreign" }), "seat_invalid"));

  it("refuses a seat that another tab is connected on", () => {
    assert.equal(joining({ claim: "held", inUse: true }), "seat_in_use");
  });

  it("refuses a newcomer of a locked room, and lets back those who were inside when it was locked", () => {
    assert.equal(joining({ room: locked }), "room_locked");
    assert.equal(joining({ room: locked, claim: "left", leftAt: EARLIER }), "room_locked");
    assert.equal(joining({ room: locked, claim: "left", leftAt: LATER }), "again");
    assert.equal(joining({ room: locked, claim: "held" }), "again");
  });

  it("keeps nobody out who looks after the room", () => {
    for (const role of ["host", "co_host"] as const) {
      assert.equal(joining({ room: locked, role }), "first");
      assert.equal(joining({ room: { ...open, startedAt: null }, role }), "first");
      assert.equal(joining({ seatsHeld: 3, role }), "first");
    }
  });

  it("lets the admins of a group into its locked room, but not above the limit", () => {
    assert.equal(joining({ room: locked, role: "group_admin" }), "first");
    assert.equal(joining({ seatsHeld: 3, role: "group_admin" }), "room_full");
    assert.equal(joining({ room: locked, seatsHeld: 3, role: "group_admin" }), "room_full");
  });

  it("lets everybody else wait until the host has come", () => {
    const room = { ...open, startedAt: null };
    for (const role of ROLES) {
      if (role === "host" || role === "co_host") continue;
      const expected = role === "blocked" ? "not_found" : role === "removed" ? "room_locked" : "room_not_started";
      assert.equal(joining({ room, role }), expected, role);
    }
  });

  it("refuses everybody else but holders of a seat when full", () => {
    assert.equal(joining({ seatsHeld: 3 }), "room_full");
    assert.equal(joining({ seatsHeld: 3, claim: "left" }), "room_full");
    assert.equal(joining({ seatsHeld: 3, claim: "held" }), "again");
  });

  it("refuses guests where the host wants accounts, unless they are inside or were let in", () => {
    const room = { ...open, settings: { ...open.settings, guestsAllowed: false } };
    assert.equal(joining({ room, isGuest: true }), "account_needed");
    assert.equal(joining({ room: { ...locked, settings: room.settings }, isGuest: true }), "room_locked");
    assert.equal(joining({ room, isGuest: true, claim: "held" }), "again");
    assert.equal(joining({ room, isGuest: true, letIn: true }), "first");
    assert.equal(joining({ room, isGuest: false }), "first");
  });

  it("refuses who has the link of a room that is for others", () => {
    assert.equal(joining({ sight: "knock" }), "not_for_you");
    assert.equal(joining({ sight: "knock", claim: "foreign" }), "not_for_you");
  });

  it("tells who was put out that the door is locked, also if they hold on to a let-in or a seat", () => {
    assert.equal(joining({ sight: "shut", role: "removed" }), "room_locked");
    assert.equal(joining({ sight: "shut", role: "removed", letIn: true }), "room_locked");
    assert.equal(joining({ sight: "shut", role: "removed", claim: "held" }), "room_locked");
  });

  it("takes who was let in past the lock, the limit, the wait and the audience", () => {
    assert.equal(joining({ letIn: true, room: locked }), "first");
    assert.equal(joining({ letIn: true, seatsHeld: 3 }), "first");
    assert.equal(joining({ letIn: true, room: { ...open, startedAt: null } }), "first");
    assert.equal(joining({ letIn: true, sight: "knock" }), "first");
    assert.equal(joining({ letIn: true, claim: "foreign" }), "seat_invalid");
  });

  it("warns of somebody blocked who is inside, unless one is inside oneself", () => {
    assert.equal(joining({ meetsBlocked: true }), "blocked_inside");
    assert.equal(joining({ meetsBlocked: true, claim: "held" }), "again");
  });

  it("says locked before full, and in use before both", () => {
    assert.equal(joining({ room: locked, seatsHeld: 3 }), "room_locked");
    assert.equal(joining({ room: locked, seatsHeld: 3, claim: "held", inUse: true }), "seat_in_use");
  });

  it("never seats a newcomer above the limit who was not let in and does not look after the room", () => {
    const facts = fc.record<JoinFacts>({
      room: fc.record({
        state: fc.constantFrom("scheduled", "open", "ended"),
        startedAt: fc.constantFrom(null, NOW),
        locked: fc.boolean(),
        seatLimit: fc.integer({ min: 1, max: 20 }),
      }).map((room) => ({ ...open, ...room, lock: room.locked ? locked.lock : null })),
      sight: fc.constantFrom("everything", "inside", "faces", "door", "knock", "shut", "nothing"),
      role: fc.constantFrom(...ROLES.filter((role) => role !== "host" && role !== "co_host")),
      isGuest: fc.boolean(),
      claim: fc.constantFrom("held", "left", "none", "foreign"),
      leftAt: fc.constantFrom(null, EARLIER, LATER),
      letIn: fc.constant(false),
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
