import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { type AskFacts, decideAsk, DECLINED_FOR_DAYS, type FriendRequest } from "./friending.ts";

const NOW = new Date("2026-03-01T12:00:00.000Z");
const DAY_MS = 86_400_000;
const NOTHING: AskFacts = { friends: false, blocked: false, mine: null, theirs: null };

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

const someRequest = fc.option(fc.record<FriendRequest>({
  askedAt: fc.integer({ min: 0, max: 90 }).map(daysAgo),
  declinedAt: fc.option(fc.integer({ min: 0, max: 90 }).map(daysAgo)),
}));
const someFacts = fc.record<AskFacts>({
  friends: fc.boolean(),
  blocked: fc.boolean(),
  mine: someRequest,
  theirs: someRequest,
});

describe("decideAsk()", () => {
  it("sends the first request, and no second one while it waits, however long", () => {
    assert.equal(decideAsk(NOTHING, NOW), "send");
    assert.equal(decideAsk({ ...NOTHING, mine: { askedAt: daysAgo(400), declinedAt: null } }, NOW), "wait");
  });

  it("lets a declined one reach the other again after exactly 30 days", () => {
    const declined = (days: number) => ({ ...NOTHING, mine: { askedAt: daysAgo(80), declinedAt: daysAgo(days) } });
    assert.equal(decideAsk(declined(DECLINED_FOR_DAYS), NOW), "send");
    const before = new Date(NOW.getTime() - 1);
    assert.equal(decideAsk(declined(DECLINED_FOR_DAYS), before), "wait");
    assert.equal(decideAsk(declined(0), NOW), "wait");
  });

  it("makes friends of those who both asked, also after a no to the other's", () => {
    assert.equal(decideAsk({ ...NOTHING, theirs: { askedAt: NOW, declinedAt: null } }, NOW), "befriend");
    assert.equal(decideAsk({ ...NOTHING, theirs: { askedAt: NOW, declinedAt: NOW } }, NOW), "befriend");
  });

  it("puts a block before everything, and friendship before requests", () => {
    fc.assert(fc.property(someFacts, (facts) => {
      assert.equal(decideAsk({ ...facts, blocked: true }, NOW), "unseen");
      assert.equal(decideAsk({ ...facts, blocked: false, friends: true }, NOW), "already_friends");
    }));
  });
});
