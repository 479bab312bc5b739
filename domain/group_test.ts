import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import {
  decideLeaving,
  decideManaging,
  decideRemoving,
  decideRole,
  GROUP_ROLES,
  type GroupRole,
  type GroupText,
  parseGroupText,
} from "./group.ts";
import { granted, refused } from "./refusal.ts";

const plain: GroupText = { name: "Chess", description: "" };
const role = fc.constantFrom<GroupRole | null>("admin", "member", null);

describe("parseGroupText()", () => {
  it("trims, and makes one paragraph of a description", () => {
    assert.deepEqual(
      parseGroupText({ name: "  Chess \u00A0 club ", description: " Every\r\n\r\nTuesday \n" }),
      granted({ name: "Chess club", description: "Every Tuesday" }),
    );
  });

  it("takes a name of 60 characters and a description of 500, as a reader counts them, and none longer", () => {
    const family = "👨‍👩‍👧‍👦";
    assert.ok(parseGroupText({ name: "ä".repeat(60), description: family.repeat(300) }).ok);
    assert.ok(parseGroupText({ name: "x", description: "x".repeat(500) }).ok);
    for (
      const wrong of [{ ...plain, name: "x".repeat(61) }, { ...plain, description: "x".repeat(501) }, {
        ...plain,
        description: " ".repeat(4001) + "x",
      }]
    ) {
      assert.deepEqual(parseGroupText(wrong), refused("bad_group"));
    }
  });

  it("refuses what is empty, hidden or unsightly", () => {
    for (const name of ["", "   ", "\u200B", "a\u202Eb", "tab\tbell\u0007", "line\nbreak"]) {
      assert.deepEqual(parseGroupText({ ...plain, name }), refused("bad_group"), JSON.stringify(name));
    }
    for (const description of ["\u0000", "a\u202Eb", "\u200B"]) {
      assert.deepEqual(parseGroupText({ ...plain, description }), refused("bad_group"), JSON.stringify(description));
    }
  });

  it("is idempotent", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, description) => {
      const once = parseGroupText({ name, description });
      if (once.ok) assert.deepEqual(parseGroupText(once.value), once);
    }));
  });
});

describe("who may do what in a group", () => {
  it("decideManaging() is for admins; a stranger learns nothing", () => {
    assert.deepEqual(decideManaging("admin"), granted(null));
    assert.deepEqual(decideManaging("member"), refused("not_allowed"));
    assert.deepEqual(decideManaging(null), refused("not_found"));
  });

  it("decideLeaving() keeps the last admin while others are inside, and ends the group with its last member", () => {
    assert.deepEqual(decideLeaving("admin", { members: 2, admins: 1 }), refused("last_admin"));
    assert.deepEqual(decideLeaving("admin", { members: 2, admins: 2 }), granted("member_leaves"));
    assert.deepEqual(decideLeaving("member", { members: 2, admins: 1 }), granted("member_leaves"));
    assert.deepEqual(decideLeaving("admin", { members: 1, admins: 1 }), granted("group_ends"));
    assert.deepEqual(decideLeaving(null, { members: 1, admins: 1 }), refused("not_found"));
  });

  it("decideRole() lets nobody unmake the last admin, not even themselves alone", () => {
    for (const members of [1, 2, 50]) {
      const size = { members, admins: 1 };
      assert.deepEqual(decideRole("admin", { from: "admin", to: "member" }, size), refused("last_admin"));
    }
    assert.ok(decideRole("admin", { from: "admin", to: "member" }, { members: 2, admins: 2 }).ok);
    assert.ok(decideRole("admin", { from: "member", to: "admin" }, { members: 2, admins: 1 }).ok);
  });

  it("lets who is no admin change nothing of others, and nobody touch who is not inside", () => {
    fc.assert(fc.property(role, role, fc.constantFrom(...GROUP_ROLES), (actor, from, to) => {
      const size = { members: 9, admins: 3 };
      const expected = actor === "admin" && from !== null;
      assert.equal(decideRemoving(actor, from).ok, expected);
      assert.equal(decideRole(actor, { from, to }, size).ok, expected);
    }));
  });

  it("leaves an admin in every group that goes on, whatever is done in whichever order", () => {
    const deed = fc.tuple(fc.nat(5), fc.constantFrom("leave", "remove", "admin", "member"), fc.nat(5));
    fc.assert(fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      const roles = new Map<number, GroupRole>([[0, "admin"], [1, "member"], [2, "member"], [3, "member"]]);
      for (const [actor, what, target] of deeds) {
        const size = { members: roles.size, admins: [...roles.values()].filter((each) => each === "admin").length };
        const own = roles.get(actor) ?? null;
        const from = roles.get(target) ?? null;
        if (what === "leave" && decideLeaving(own, size).ok) roles.delete(actor);
        if (what === "remove" && actor !== target && decideRemoving(own, from).ok) roles.delete(target);
        if ((what === "admin" || what === "member") && decideRole(own, { from, to: what }, size).ok) {
          roles.set(target, what);
        }
        if (roles.size > 0) assert.ok([...roles.values()].includes("admin"));
      }
    }));
  });
});
