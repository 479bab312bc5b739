import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { parseEmail } from "./email.ts";
import { invitationId, personId, roomId } from "./ids.ts";
import { type Invitation, INVITED_AT_ONCE, isGood, parseAddresses, parseLabel, stageOf } from "./invitation.ts";

const now = new Date("2026-03-01T12:00:00Z");
const before = new Date("2026-03-01T11:00:00Z");
const later = new Date("2026-03-01T13:00:00Z");

function invitation(changes: Partial<Invitation> = {}): Invitation {
  return {
    id: invitationId("i"),
    roomId: roomId("r"),
    kind: "link",
    person: null,
    email: null,
    label: null,
    code: "c",
    madeBy: { id: personId("a"), name: "Alice" },
    madeAt: before,
    expiresAt: null,
    usesLeft: null,
    revokedAt: null,
    sentAt: null,
    undelivered: false,
    seenAt: null,
    answer: null,
    answeredAt: null,
    cameAt: null,
    taken: 0,
    ...changes,
  };
}

describe("parseEmail()", () => {
  it("takes addresses in one form", () => {
    for (
      const [raw, email] of [
        ["Ann@Example.ORG", "ann@example.org"],
        [" ann.b+tag@sub.example.org ", "ann.b+tag@sub.example.org"],
        ["o'neill@example.co", "o'neill@example.co"],
        ["ann@bücher.example", "ann@xn--bcher-kva.example"],
      ] as const
    ) {
      assert.equal(parseEmail(raw), email);
      assert.equal(parseEmail(email), email);
    }
  });

  it("refuses what is none, and what would break a header", () => {
    for (
      const raw of [
        "",
        "ann",
        "@example.org",
        "ann@",
        "ann@example",
        "ann@@example.org",
        "a b@example.org",
        "ann@example.org\nBcc: bob@example.org",
        "ann@exa mple.org",
        "ann,bob@example.org",
        '"ann"@example.org',
        "ann@example.org/x",
        "ann@127.0.0.1",
        "ann@[::1]",
        "ann@user:pw@example.org:25",
        ".ann@example.org",
        "ann\0@example.org",
        `${"a".repeat(65)}@example.org`,
        `ann@${"a".repeat(64)}.org`,
        `ann@${"a.".repeat(200)}org`,
      ]
    ) assert.equal(parseEmail(raw), null, raw);
  });
});

describe("parseAddresses()", () => {
  it("reads lists as people paste them, each address once", () => {
    const read = parseAddresses(
      "Ann <ann@example.org>, bob@example.org;BOB@example.org\r\n\n cleo@example.org dan@example.org\n",
    );
    assert.deepEqual(read, {
      ok: true,
      value: { good: ["ann@example.org", "bob@example.org", "cleo@example.org", "dan@example.org"], bad: [] },
    });
  });

  it("keeps the rubbish apart, as it was written", () => {
    const read = parseAddresses("ann@example.org, bob at example.org\nAnn <ann>\n@\nann@example.org");
    assert.deepEqual(read, {
      ok: true,
      value: { good: ["ann@example.org"], bad: ["bob at example.org", "ann", "@"] },
    });
    assert.deepEqual(parseAddresses(" \n;,"), { ok: true, value: { good: [], bad: [] } });
  });

  it("refuses more than may be asked at once, good or bad", () => {
    const lines = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.org`).join("\n");
    assert.equal(parseAddresses(lines(INVITED_AT_ONCE)).ok, true);
    for (const text of [lines(INVITED_AT_ONCE + 1), lines(10_000), "x\n".repeat(400_000)]) {
      assert.deepEqual(parseAddresses(text), { ok: false, refusal: "too_many_invited" });
    }
  });
});

describe("parseLabel()", () => {
  it("tidies, leaves out, or refuses", () => {
    assert.deepEqual(parseLabel("  for  the neighbours "), { ok: true, value: "for the neighbours" });
    assert.deepEqual(parseLabel(" "), { ok: true, value: null });
    assert.deepEqual(parseLabel(null), { ok: true, value: null });
    assert.deepEqual(parseLabel("x".repeat(61)), { ok: false, refusal: "bad_text" });
  });
});

describe("isGood()", () => {
  it("says whether somebody new may take it up", () => {
    assert.equal(isGood(invitation(), now), true);
    assert.equal(isGood(invitation({ expiresAt: later, usesLeft: 1 }), now), true);
    assert.equal(isGood(invitation({ expiresAt: now }), now), false);
    assert.equal(isGood(invitation({ usesLeft: 0 }), now), false);
    assert.equal(isGood(invitation({ revokedAt: before }), now), false);
  });
});

describe("stageOf()", () => {
  it("tells the farthest that an invitation has come", () => {
    const mail = { kind: "email", email: "ann@example.org", usesLeft: 3 } as const;
    assert.equal(stageOf(invitation(mail), now), "made");
    assert.equal(stageOf(invitation({ ...mail, sentAt: before }), now), "sent");
    assert.equal(stageOf(invitation({ ...mail, undelivered: true }), now), "undelivered");
    assert.equal(stageOf(invitation({ ...mail, sentAt: before, seenAt: before }), now), "seen");
    assert.equal(stageOf(invitation({ ...mail, seenAt: before, answer: "maybe", answeredAt: now }), now), "answered");
    assert.equal(stageOf(invitation({ ...mail, answer: "no", answeredAt: before, cameAt: now }), now), "came");
    assert.equal(stageOf(invitation({ ...mail, cameAt: before, revokedAt: now }), now), "revoked");
    assert.equal(stageOf(invitation({ expiresAt: before }), now), "over");
    assert.equal(stageOf(invitation({ usesLeft: 0, taken: 1 }), now), "seen");
  });
});
