import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { roomCode, seatId } from "../domain/ids.ts";
import { type LiveRoom, type Seat, SILENT } from "../domain/room.ts";
import { defaultSettings } from "../domain/room_settings.ts";
import { newsOf } from "./news.ts";

function seat(name: string, presence: Seat["presence"] = "inside"): Seat {
  const id = seatId(name);
  return {
    id,
    kind: "guest",
    name,
    host: false,
    coHost: false,
    muted: false,
    presence,
    media: SILENT,
    speaking: false,
    joinedAt: 1,
  };
}

function room(...seats: Seat[]): LiveRoom {
  const activity = { emoji: "☕", title: "Coffee" };
  const audience = { kind: "link" } as const;
  return {
    state: "open",
    code: roomCode("code"),
    opensAt: 1,
    endsAt: null,
    locked: false,
    started: true,
    settings: defaultSettings("link"),
    activity,
    hostName: "Ada",
    audience,
    groupName: null,
    audienceAt: 1,
    seatLimit: 12,
    seats,
    lines: [],
  };
}

const self = seatId("me");

describe("newsOf()", () => {
  it("tells who came, and tells it once", () => {
    assert.deepEqual(newsOf(room(), { type: "person_joined", seat: seat("Bo") }, self), { what: "came", name: "Bo" });
    assert.equal(newsOf(room(seat("Bo")), { type: "person_joined", seat: seat("Bo") }, self), null);
  });

  it("tells who is back from being away", () => {
    const event = { type: "person_joined", seat: seat("Bo") } as const;
    assert.deepEqual(newsOf(room(seat("Bo", "away")), event, self), { what: "back", name: "Bo" });
  });

  it("tells who left or lost the connection by the name they had", () => {
    assert.deepEqual(newsOf(room(seat("Bo")), { type: "person_left", seatId: seatId("Bo") }, self), {
      what: "left",
      name: "Bo",
    });
    assert.deepEqual(newsOf(room(seat("Bo")), { type: "person_away", seatId: seatId("Bo") }, self), {
      what: "away",
      name: "Bo",
    });
  });

  it("tells oneself what a host did, once", () => {
    const muting = { type: "mute_changed", seatId: self, muted: true } as const;
    assert.deepEqual(newsOf(room(seat("me")), muting, self), { what: "muted" });
    assert.equal(newsOf(room({ ...seat("me"), muted: true }), muting, self), null);
    assert.equal(newsOf(room({ ...seat("me"), muted: true }), { ...muting, muted: false }, self), null);
    const stopping = { type: "screen_stopped", seatId: self } as const;
    assert.deepEqual(newsOf(room(seat("me")), stopping, self), { what: "screen_stopped" });
    assert.equal(newsOf(room(seat("me"), seat("Bo")), { ...muting, seatId: seatId("Bo") }, self), null);
  });

  it("tells who shares a screen and what others say", () => {
    const media = { ...SILENT, screen: true };
    const sharing = { type: "media_changed", seatId: seatId("Bo"), media } as const;
    assert.deepEqual(newsOf(room(seat("Bo")), sharing, self), { what: "shares", name: "Bo" });
    assert.equal(newsOf(room({ ...seat("Bo"), media }), sharing, self), null);
    const line = { seatId: seatId("Bo"), name: "Bo", text: "hello", at: 1 };
    assert.deepEqual(newsOf(room(seat("Bo")), { type: "said", line }, self), {
      what: "said",
      name: "Bo",
      text: "hello",
    });
    assert.equal(newsOf(room(seat("me")), { type: "said", line: { ...line, seatId: self } }, self), null);
  });

  it("says nothing of oneself, of strangers and of what is seen anyway", () => {
    assert.equal(newsOf(room(seat("me")), { type: "person_left", seatId: self }, self), null);
    assert.equal(newsOf(room(), { type: "person_left", seatId: seatId("Bo") }, self), null);
    assert.equal(
      newsOf(room(seat("Bo")), { type: "speaking_changed", seatId: seatId("Bo"), speaking: true }, self),
      null,
    );
    assert.equal(newsOf(room(seat("Bo")), { type: "room_ended" }, self), null);
    assert.equal(newsOf(room(), { type: "lock_changed", locked: false }, self), null);
  });
});
