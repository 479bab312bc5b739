import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { personId, roomCode } from "./ids.ts";
import { STRANGER } from "./standing.ts";
import type { Viewer } from "./viewer.ts";
import { isHost, sightOf } from "./visibility.ts";

const now = new Date("2026-03-01T12:00:00Z");
const room = {
  code: roomCode("c0de"),
  hostId: personId("alice"),
  audience: { kind: "link" },
  state: "open",
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
