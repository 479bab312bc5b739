import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { seatId } from "../../domain/ids.ts";
import { newFeedId, seatOfFeed } from "./feed.ts";
import { Roster } from "./roster.ts";
import { adopt, type HeldStream } from "./subscription.ts";

const alice = seatId("alice.of.dots");
const bob = seatId("bob");
const ALICE_FEED = newFeedId(alice);
const BOB_FEED = newFeedId(bob);

const aliceSends = {
  videoroom: "event",
  publishers: [{
    id: ALICE_FEED,
    streams: [{ type: "audio", mid: "0" }, { type: "video", mid: "1", description: "screen" }, {
      type: "video",
      mid: "2",
    }],
  }],
};

function stream(mid: string, feed: string, feedMid: string, active = true): HeldStream {
  return { type: "audio", mid, active, feed_id: feed, feed_mid: feedMid, epoch: 0 };
}

describe("seatOfFeed()", () => {
  it("gives the seat back, whatever characters it has", () => assert.equal(seatOfFeed(ALICE_FEED), alice));
  it("knows nothing of ids that somebody else made", () => assert.equal(seatOfFeed("alice"), null));
});

describe("Roster", () => {
  it("tells microphone, screen and camera apart", () => {
    const roster = new Roster(bob);
    assert.equal(roster.fold(aliceSends), true);
    assert.deepEqual(roster.tracks().map(({ kind }) => kind), ["microphone", "screen", "camera"]);
  });

  it("leaves out the own seat's other connections", () => {
    const roster = new Roster(alice);
    roster.fold(aliceSends);
    assert.deepEqual(roster.tracks(), []);
  });

  it("forgets a feed once, however often Janus says that it left", () => {
    const roster = new Roster(bob);
    roster.fold(aliceSends);
    assert.equal(roster.fold({ videoroom: "event", unpublished: ALICE_FEED }), true);
    assert.equal(roster.fold({ videoroom: "event", unpublished: ALICE_FEED }), false);
    assert.equal(roster.fold({ videoroom: "event", leaving: "ok" }), false);
    assert.deepEqual(roster.tracks(), []);
  });

  it("drops a stream that is disabled", () => {
    const roster = new Roster(bob);
    roster.fold(aliceSends);
    const ended = {
      id: ALICE_FEED,
      streams: [{ type: "audio", mid: "0" }, { type: "video", mid: "1", disabled: true }],
    };
    roster.fold({ videoroom: "event", publishers: [ended] });
    assert.deepEqual(roster.tracks().map(({ mid }) => mid), ["0"]);
  });

  it("diff() asks for what is missing and lets go of what left, by media line", () => {
    const roster = new Roster(seatId("carol"));
    roster.fold(aliceSends);
    const streams = [stream("0", ALICE_FEED, "0"), stream("1", BOB_FEED, "0"), stream("2", ALICE_FEED, "2", false)];
    assert.deepEqual(roster.diff(streams), {
      subscribe: [{ feed: ALICE_FEED, mid: "1" }, { feed: ALICE_FEED, mid: "2" }],
      unsubscribe: [{ sub_mid: "1" }],
    });
  });

  it("received() lists live media lines only", () => {
    const roster = new Roster(bob);
    roster.fold(aliceSends);
    const streams = [stream("0", ALICE_FEED, "0"), stream("1", BOB_FEED, "0"), stream("2", ALICE_FEED, "2", false)];
    assert.deepEqual(roster.received(streams), [{ mid: "0", seatId: alice, kind: "microphone" }]);
  });

  it("diff() replaces streams of a feed that went away and came back under the same id", () => {
    const roster = new Roster(bob);
    roster.fold(aliceSends);
    const held = adopt([], [stream("0", ALICE_FEED, "0")], { tracks: roster.tracks(), released: [] });
    roster.fold({ videoroom: "event", unpublished: ALICE_FEED });
    roster.fold({ videoroom: "event", publishers: [{ id: ALICE_FEED, streams: [{ type: "audio", mid: "0" }] }] });
    const subscribe = [{ feed: ALICE_FEED, mid: "0" }];
    assert.deepEqual(roster.received(held), []);
    assert.deepEqual(roster.diff(held), { subscribe, unsubscribe: [{ sub_mid: "0" }] });
    const anew = adopt(held, [stream("0", ALICE_FEED, "0")], { tracks: roster.tracks(), released: ["0"] });
    assert.deepEqual(roster.diff(anew), { subscribe: [], unsubscribe: [] });
  });
});
