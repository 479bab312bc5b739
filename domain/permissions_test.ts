import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { groupId, personId } from "./ids.ts";
import {
  conditionOf,
  CONDITIONS,
  decideDeed,
  decideEntering,
  type Deed,
  DEEDS,
  type Role,
  roleOf,
  ROLES,
} from "./permissions.ts";
import { type Standing, STRANGER } from "./standing.ts";
import type { Viewer } from "./viewer.ts";

const alice: Viewer = { kind: "person", personId: personId("alice"), name: "Alice" };
const bob: Viewer = { kind: "person", personId: personId("bob"), name: "Bob" };
const guest: Viewer = { kind: "guest" };
const ofFriends = { hostId: personId("alice"), audience: { kind: "friends" } } as const;
const ofPeople = { hostId: personId("alice"), audience: { kind: "people" } } as const;
const ofGroup = { hostId: personId("alice"), audience: { kind: "group", groupId: groupId("g") } } as const;
const everyDeed = DEEDS.filter((deed): deed is Exclude<Deed, "enter"> => deed !== "enter");

function role(
  facts:
    & { room?: typeof ofFriends | typeof ofPeople | typeof ofGroup; viewer?: Viewer; standing?: Partial<Standing> }
    & {
      seat?: { coHost: boolean } | null;
      operator?: boolean;
    },
): Role {
  const { room = ofFriends, viewer = bob, standing = {}, seat = null, operator = false } = facts;
  return roleOf({ room, viewer, standing: { ...STRANGER, ...standing }, seat, operator });
}

describe("roleOf()", () => {
  it("names what somebody is towards a room", () => {
    const shown = { ring: 1, struck: false } as const;
    assert.equal(role({ viewer: alice }), "host");
    assert.equal(role({ seat: { coHost: true } }), "co_host");
    assert.equal(role({ viewer: guest, seat: { coHost: true } }), "co_host");
    assert.equal(role({ standing: { coHost: true, friends: true } }), "co_host", "who never sat there");
    assert.equal(role({ room: ofGroup, standing: { member: true, groupAdmin: true } }), "group_admin");
    assert.equal(role({ room: ofGroup, standing: { member: true } }), "member");
    assert.equal(role({ room: ofPeople, standing: { friends: true, shown } }), "invited");
    assert.equal(role({ room: ofPeople, standing: { friends: true, shown: { ...shown, struck: true } } }), "friend");
    assert.equal(role({ standing: { friends: true, invited: true } }), "invited");
    assert.equal(role({ viewer: guest, standing: { invited: true }, seat: { coHost: false } }), "invited");
    assert.equal(role({ standing: { friends: true } }), "friend");
    assert.equal(role({ operator: true }), "operator");
    assert.equal(role({}), "stranger");
    assert.equal(role({ viewer: guest, seat: { coHost: false } }), "guest");
    assert.equal(role({ viewer: guest }), "nobody");
  });

  it("a block and a removal stand before all but being the host", () => {
    const standing = { friends: true, member: true, groupAdmin: true, blocked: true, removed: true };
    assert.equal(role({ standing, seat: { coHost: true }, operator: true }), "blocked");
    assert.equal(
      role({ standing: { ...standing, blocked: false }, seat: { coHost: true }, operator: true }),
      "removed",
    );
    assert.equal(role({ standing: { blocked: true, coHost: true } }), "blocked");
    assert.equal(role({ standing: { removed: true, coHost: true } }), "removed");
    assert.equal(role({ viewer: alice, standing }), "host");
    assert.equal(role({ viewer: guest, standing: { removed: true }, seat: { coHost: true } }), "removed");
  });
});

describe("conditionOf()", () => {
  it("names the first thing that stands in the way", () => {
    const now = new Date();
    const room = { state: "open", startedAt: null, locked: true, seatLimit: 2 } as const;
    assert.equal(conditionOf({ ...room, state: "ended" }, 2), "ended");
    assert.equal(conditionOf({ ...room, state: "scheduled" }, 2), "scheduled");
    assert.equal(conditionOf(room, 2), "waiting");
    assert.equal(conditionOf({ ...room, startedAt: now }, 2), "locked");
    assert.equal(conditionOf({ ...room, startedAt: now, locked: false }, 2), "full");
    assert.equal(conditionOf({ ...room, startedAt: now, locked: false }, 1), "open");
  });
});

describe("decideDeed()", () => {
  const granted = (who: Role, deed: Exclude<Deed, "enter">) => decideDeed(who, deed, "open", false).ok;

  it("grants a host everything, and a co-host all but what is the host's own", () => {
    assert.deepEqual(everyDeed.filter((deed) => !granted("host", deed)), []);
    assert.deepEqual(everyDeed.filter((deed) => !granted("co_host", deed)), ["name_co_host", "set_audience"]);
  });

  it("grants an operator the end of a room, and everybody else nothing", () => {
    assert.deepEqual(everyDeed.filter((deed) => granted("operator", deed)), ["end"]);
    for (const who of ROLES) {
      if (who === "host" || who === "co_host" || who === "operator") continue;
      assert.deepEqual(everyDeed.filter((deed) => granted(who, deed)), [], who);
    }
  });

  it("nothing is changed any more in an ended room", () => {
    assert.deepEqual(everyDeed.filter((deed) => decideDeed("host", deed, "ended", false).ok), ["manage", "end"]);
    assert.deepEqual(decideDeed("host", "lock", "ended", false), { ok: false, refusal: "room_ended" });
  });

  it("there is nothing to lock before a room opens", () => {
    for (const deed of ["lock", "unlock"] as const) {
      assert.deepEqual(decideDeed("host", deed, "scheduled", false), { ok: false, refusal: "room_not_open" });
    }
    assert.equal(decideDeed("host", "rename", "scheduled", false).ok, true);
  });

  it("tells who sits inside that they may not, and everybody else that there is no such room", () => {
    for (const who of ["friend", "guest", "stranger"] as const) {
      assert.deepEqual(decideDeed(who, "lock", "open", true), { ok: false, refusal: "not_allowed" });
      assert.deepEqual(decideDeed(who, "lock", "open", false), { ok: false, refusal: "not_found" });
    }
    assert.deepEqual(decideDeed("removed", "lock", "open", true), { ok: false, refusal: "not_found" });
  });
});

describe("decideEntering()", () => {
  it("who was put out finds a locked door while the room lasts, whatever else is the case", () => {
    for (const condition of CONDITIONS) {
      const expected = condition === "ended" ? "room_ended" : "room_locked";
      assert.deepEqual(decideEntering("removed", condition), { ok: false, refusal: expected });
    }
  });

  it("nobody comes into a room that has ended or not opened", () => {
    for (const who of ROLES) {
      assert.equal(decideEntering(who, "ended").ok, false, who);
      assert.equal(decideEntering(who, "scheduled").ok, false, who);
    }
  });
});
