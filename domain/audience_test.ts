import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { type AudienceChoice, choiceOf, CHOSEN_MAX, decideAudience, sameAudience, UNDECIDED } from "./audience.ts";
import { groupId, type PersonId, personId } from "./ids.ts";

const [ann, bo, cy] = [personId("ann"), personId("bo"), personId("cy")] as const;
const facts = { friends: new Set([ann, bo]), member: false };

function decided(choice: AudienceChoice, given = facts): unknown {
  const outcome = decideAudience(choice, given);
  return outcome.ok ? outcome.value : outcome.refusal;
}

describe("decideAudience()", () => {
  it("takes chosen friends, each once", () => {
    assert.deepEqual(decided({ kind: "people", personIds: [bo, ann, bo] }), { kind: "people", personIds: [bo, ann] });
  });

  it("refuses nobody, a stranger among friends, and more than can be chosen one by one", () => {
    assert.equal(decided({ kind: "people", personIds: [] }), "bad_audience");
    assert.equal(decided({ kind: "people", personIds: [ann, cy] }), "bad_audience");
    const many = Array.from({ length: CHOSEN_MAX + 1 }, (_, at) => personId(`friend ${at}`));
    assert.equal(
      decided({ kind: "people", personIds: many }, { friends: new Set(many), member: false }),
      "bad_audience",
    );
    const most = many.slice(1);
    const taken = { kind: "people", personIds: most };
    assert.deepEqual(decided({ kind: "people", personIds: most }, { friends: new Set(many), member: false }), taken);
  });

  it("needs no striking out of who is no friend any more", () => {
    assert.deepEqual(decided({ kind: "friends", struckIds: [cy, bo, bo], toAll: false }), {
      kind: "friends",
      struckIds: [bo],
      toAll: false,
    });
  });

  it("takes a group of one's own only", () => {
    const choice = { kind: "group", groupId: groupId("choir") } as const;
    assert.equal(decided(choice), "bad_audience");
    assert.deepEqual(decided(choice, { ...facts, member: true }), choice);
  });

  it("never lets somebody through who is no friend", () => {
    const people = fc.array(fc.constantFrom(ann, bo, cy));
    fc.assert(fc.property(people, people, (personIds, friends: PersonId[]) => {
      const outcome = decideAudience({ kind: "people", personIds }, { friends: new Set(friends), member: true });
      assert.equal(outcome.ok, personIds.length > 0 && personIds.every((id) => friends.includes(id)));
    }));
  });
});

describe("choiceOf()", () => {
  it("sends only the part that is chosen", () => {
    const draft = { ...UNDECIDED, personIds: [ann], struckIds: [bo], toAll: true };
    assert.deepEqual(choiceOf(draft), { ok: true, value: { kind: "link" } });
    assert.deepEqual(choiceOf({ ...draft, kind: "people" }), { ok: true, value: { kind: "people", personIds: [ann] } });
  });

  it("refuses a group that is not named", () => {
    assert.deepEqual(choiceOf({ ...UNDECIDED, kind: "group" }), { ok: false, refusal: "bad_audience" });
  });
});

describe("sameAudience()", () => {
  it("tells groups apart", () => {
    const [choir, club] = [groupId("choir"), groupId("club")];
    assert.equal(sameAudience({ kind: "group", groupId: choir }, { kind: "group", groupId: choir }), true);
    assert.equal(sameAudience({ kind: "group", groupId: choir }, { kind: "group", groupId: club }), false);
    assert.equal(sameAudience({ kind: "group", groupId: choir }, { kind: "friends" }), false);
  });
});
