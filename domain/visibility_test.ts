import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { groupId, personId, roomCode } from "./ids.ts";
import { ringAt, WIDENS_AFTER_MINUTES, widensAt } from "./rings.ts";
import type { Audience, Ring } from "./room.ts";
import { type Standing, STRANGER } from "./standing.ts";
import type { Viewer } from "./viewer.ts";
import { isHost, mayEnter, namedInside, type Sight, sightOf } from "./visibility.ts";

const now = new Date("2026-03-01T12:00:00Z");
const room = {
  code: roomCode("c0de"),
  hostId: personId("alice"),
  audience: { kind: "link" },
  state: "open",
  locked: false,
  shownSince: now,
  shownToAll: false,
  firstCameAt: null,
} as const;
const alice: Viewer = { kind: "person", personId: personId("alice"), name: "Alice" };
const bob: Viewer = { kind: "person", personId: personId("bob"), name: "Bob" };
const guest: Viewer = { kind: "guest" };

describe("sightOf()", () => {
  it("shows the host everything, with or without the link", () => {
    assert.equal(sightOf({ room, viewer: alice, code: null, seated: false, standing: STRANGER, now }), "everything");
    assert.equal(
      sightOf({ room, viewer: alice, code: room.code, seated: true, standing: STRANGER, now }),
      "everything",
    );
  });

  it("shows those inside who is inside", () => {
    assert.equal(sightOf({ room, viewer: guest, code: null, seated: true, standing: STRANGER, now }), "inside");
    assert.equal(sightOf({ room, viewer: bob, code: room.code, seated: true, standing: STRANGER, now }), "inside");
  });

  it("shows the door to who holds the link", () => {
    assert.equal(sightOf({ room, viewer: guest, code: room.code, seated: false, standing: STRANGER, now }), "door");
    assert.equal(sightOf({ room, viewer: bob, code: room.code, seated: false, standing: STRANGER, now }), "door");
  });

  it("shows nothing to others, nor by another link", () => {
    assert.equal(sightOf({ room, viewer: bob, code: null, seated: false, standing: STRANGER, now }), "nothing");
    assert.equal(
      sightOf({ room, viewer: guest, code: roomCode("other"), seated: false, standing: STRANGER, now }),
      "nothing",
    );
  });
});

describe("isHost()", () => {
  it("knows the host by id, not by name", () => {
    assert.equal(isHost(room, alice), true);
    assert.equal(isHost(room, { kind: "person", personId: personId("bob"), name: "Alice" }), false);
    assert.equal(isHost(room, guest), false);
  });
});

describe("namedInside()", () => {
  const gus = { name: "Gus", blocked: false };
  const foe = { name: "Foe", blocked: true };
  const names = (sight: Sight) => namedInside(sight, [gus, foe]).map(({ name }) => name);

  it("names everybody to who is among them", () => {
    assert.deepEqual(names("everything"), ["Gus", "Foe"]);
    assert.deepEqual(names("inside"), ["Gus", "Foe"]);
  });

  it("names nobody to the viewer of a tray whom a block keeps apart from them", () => {
    assert.deepEqual(names("faces"), ["Gus"]);
  });

  it("names nobody at all at a door", () => {
    for (const sight of ["door", "knock", "shut", "nothing"] as const) assert.deepEqual(names(sight), []);
  });
});

describe("sightOf() by audience", () => {
  const friend: Standing = { ...STRANGER, friends: true };
  const shown: Standing = { ...friend, shown: { ring: 1, struck: false } };
  const far: Standing = { ...friend, shown: { ring: 3, struck: false } };
  const struck: Standing = { ...shown, member: true, shown: { ring: 1, struck: true } };
  const dimmed: Standing = { ...shown, member: true, invited: true, dimmer: { until: null } };
  const member: Standing = { ...STRANGER, member: true };
  const invited: Standing = { ...STRANGER, invited: true };
  const parted: Standing = { ...shown, friends: false };
  const blocked: Standing = { ...shown, member: true, invited: true, blocked: true };
  const audiences: Record<Audience["kind"], Audience> = {
    link: { kind: "link" },
    people: { kind: "people" },
    friends: { kind: "friends" },
    group: { kind: "group", groupId: groupId("climbers") },
  };

  /** Without the link, then with it. */
  const TABLE: [string, Standing, Record<Audience["kind"], [Sight, Sight]>][] = [
    ["a stranger", STRANGER, {
      link: ["nothing", "door"],
      people: ["nothing", "knock"],
      friends: ["nothing", "knock"],
      group: ["nothing", "knock"],
    }],
    ["a friend who is not shown it", friend, {
      link: ["nothing", "door"],
      people: ["nothing", "knock"],
      friends: ["nothing", "faces"],
      group: ["nothing", "knock"],
    }],
    ["a friend of ring 1", shown, {
      link: ["nothing", "door"],
      people: ["faces", "faces"],
      friends: ["faces", "faces"],
      group: ["nothing", "knock"],
    }],
    ["a friend of ring 3, too early", far, {
      link: ["nothing", "door"],
      people: ["faces", "faces"],
      friends: ["nothing", "faces"],
      group: ["nothing", "knock"],
    }],
    ["a member of the group", member, {
      link: ["nothing", "door"],
      people: ["nothing", "knock"],
      friends: ["nothing", "knock"],
      group: ["faces", "faces"],
    }],
    ["who is struck out and invited all the same", { ...struck, invited: true }, {
      link: ["faces", "faces"],
      people: ["faces", "faces"],
      friends: ["faces", "faces"],
      group: ["faces", "faces"],
    }],
    ["a stranger who is invited", invited, {
      link: ["faces", "faces"],
      people: ["faces", "faces"],
      friends: ["faces", "faces"],
      group: ["faces", "faces"],
    }],
    ["who was a friend when it was shown", parted, {
      link: ["nothing", "door"],
      people: ["nothing", "knock"],
      friends: ["nothing", "knock"],
      group: ["nothing", "knock"],
    }],
    ...([["who is struck out", struck], ["who is dimmed", dimmed], ["who is blocked", blocked]] as const).map(
      ([who, standing]): [string, Standing, Record<Audience["kind"], [Sight, Sight]>] => [who, standing, {
        link: ["nothing", "nothing"],
        people: ["nothing", "nothing"],
        friends: ["nothing", "nothing"],
        group: ["nothing", "nothing"],
      }],
    ),
  ];
  for (const [who, standing, expected] of TABLE) {
    for (const audience of Object.values(audiences)) {
      it(`shows ${who} of a room for ${audience.kind}: ${expected[audience.kind].join(", by the link ")}`, () => {
        const there = { ...room, audience };
        const sights = [null, room.code].map((code) =>
          sightOf({ room: there, viewer: bob, code, seated: false, standing, now })
        );
        assert.deepEqual(sights, expected[audience.kind]);
        const over = { ...there, state: "ended" } as const;
        assert.equal(sightOf({ room: over, viewer: bob, code: null, seated: false, standing, now }), "nothing");
      });
    }
  }

  it("a dimmer ends at its time, not after", () => {
    const sight = (untilMs: number) =>
      sightOf({
        room: { ...room, audience: audiences.friends },
        viewer: bob,
        code: null,
        seated: false,
        standing: { ...shown, dimmer: { until: new Date(untilMs) } },
        now,
      });
    assert.deepEqual([-1, 0, 1].map((ms) => sight(now.getTime() + ms)), ["faces", "faces", "nothing"]);
  });

  const anyRing = fc.constantFrom<Ring>(1, 2, 3);
  const anyMinutes = fc.integer({ min: -5, max: 60 });
  const minutesOn = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const anyStanding: fc.Arbitrary<Standing> = fc.record({
    friends: fc.boolean(),
    blocked: fc.boolean(),
    dimmer: fc.option(fc.record({ until: fc.option(anyMinutes.map(minutesOn)) })),
    shown: fc.option(fc.record({ ring: anyRing, struck: fc.boolean() })),
    member: fc.boolean(),
    groupAdmin: fc.boolean(),
    invited: fc.boolean(),
    coHost: fc.boolean(),
    removed: fc.boolean(),
  });
  const anyShowing = fc.record({
    shownSince: anyMinutes.map(minutesOn),
    shownToAll: fc.boolean(),
    firstCameAt: fc.option(anyMinutes.map(minutesOn)),
  });
  const anyFacts = fc.record({
    room: fc.record({
      audience: fc.constantFrom(...Object.values(audiences)),
      state: fc.constantFrom("scheduled" as const, "open" as const, "ended" as const),
      showing: anyShowing,
    }).map(({ audience, state, showing }) => ({ ...room, ...showing, audience, state })),
    viewer: fc.constant(bob),
    code: fc.constantFrom(null, room.code, roomCode("other")),
    seated: fc.boolean(),
    standing: anyStanding,
    now: anyMinutes.map(minutesOn),
  });

  it("who was put out finds a shut door behind the link and nothing without it, whatever else there is", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const sight = sightOf({ ...facts, standing: { ...facts.standing, blocked: false, removed: true } });
      assert.equal(sight, facts.code === room.code ? "shut" : "nothing");
      assert.equal(mayEnter(sight), false);
    }));
  });

  it("who was named a co-host finds the room whomever it is for, and not through a block or a removal", () => {
    for (const audience of Object.values(audiences)) {
      const found = { room: { ...room, audience }, viewer: bob, code: null, seated: false, now };
      const sight = (changes: Partial<Standing>): Sight =>
        sightOf({ ...found, standing: { ...STRANGER, coHost: true, ...changes } });
      assert.equal(sight({}), "faces");
      assert.deepEqual([sight({ blocked: true }), sight({ removed: true })], ["nothing", "nothing"]);
    }
  });

  it("an invited guest finds the door by the link, and whoever is invited finds a room that is not open yet, too", () => {
    const there = { ...room, audience: audiences.friends };
    const facts = { room: there, code: room.code, seated: false, standing: invited, now };
    assert.equal(sightOf({ ...facts, viewer: guest }), "door");
    assert.equal(sightOf({ ...facts, viewer: guest, code: null }), "nothing");
    assert.equal(sightOf({ ...facts, viewer: guest, standing: STRANGER }), "knock");
    assert.equal(sightOf({ ...facts, viewer: bob, room: { ...there, state: "scheduled" } }), "faces");
  });

  it("a locked room is found by its link, or by who looks after its group", () => {
    const locked = { ...room, locked: true, audience: audiences.group };
    const facts = { room: locked, viewer: bob, seated: false, now };
    const member = { ...STRANGER, member: true };
    assert.equal(sightOf({ ...facts, code: null, standing: member }), "nothing");
    assert.equal(sightOf({ ...facts, code: room.code, standing: member }), "faces");
    assert.equal(sightOf({ ...facts, code: null, standing: { ...member, groupAdmin: true } }), "faces");
  });

  it("a block always wins, whatever else there is", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const sight = sightOf({ ...facts, standing: { ...facts.standing, blocked: true } });
      assert.equal(sight, "nothing");
      assert.equal(mayEnter(sight), false);
    }));
  });

  it("without the link, nobody sees a room who is neither inside, nor a friend, nor of the group, nor invited, nor its co-host", () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const standing = { ...facts.standing, friends: false, member: false, invited: false, coHost: false };
      assert.equal(sightOf({ ...facts, code: null, seated: false, standing }), "nothing");
    }));
  });

  it("a friend who sees a room goes on seeing it as time goes by", () => {
    const open = fc.record({ showing: anyShowing, minute: anyMinutes, more: fc.nat(60), ring: anyRing });
    fc.assert(fc.property(open, ({ showing, minute, more, ring }) => {
      const standing = { ...friend, shown: { ring, struck: false } };
      const there = { ...room, ...showing, audience: audiences.friends };
      const sight = (at: number) =>
        sightOf({ room: there, viewer: bob, code: null, seated: false, standing, now: minutesOn(at) });
      if (sight(minute) === "faces") assert.equal(sight(minute + more), "faces");
    }));
  });

  it("rings only widen with time, and do at the time that is told beforehand", () => {
    fc.assert(fc.property(anyShowing, anyMinutes, fc.nat(60), (showing, minute, more) => {
      fc.pre(showing.firstCameAt === null || showing.firstCameAt <= minutesOn(minute));
      const ring = ringAt(showing, minutesOn(minute));
      assert.ok(ringAt(showing, minutesOn(minute + more)) >= ring);
      const next = widensAt(showing, minutesOn(minute));
      if (next === null) return assert.equal(ringAt(showing, minutesOn(10_000)), ring);
      assert.ok(ringAt(showing, next) > ring);
      assert.equal(ringAt(showing, new Date(next.getTime() - 1)), ring);
    }));
  });

  it("rings widen no further once somebody has come", () => {
    const showing = { shownSince: now, shownToAll: false, firstCameAt: minutesOn(WIDENS_AFTER_MINUTES[2]) };
    assert.equal(ringAt(showing, minutesOn(60)), 2);
    assert.equal(ringAt({ ...showing, firstCameAt: minutesOn(1) }, minutesOn(60)), 1);
    assert.equal(ringAt({ ...showing, shownToAll: true }, now), 3);
  });
});
