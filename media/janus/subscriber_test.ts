import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { roomId, seatId } from "../../domain/ids.ts";
import { MediaUnavailable } from "../gateway.ts";
import { newFeedId } from "./feed.ts";
import { Roster } from "./roster.ts";
import type { HandleEvent, JanusHandle, JanusSession } from "./session.ts";
import { Subscriber } from "./subscriber.ts";

const FEED = newFeedId(seatId("bob"));
const STREAMS = [{ type: "video", mid: "0", feed_id: FEED, feed_mid: "1", active: true }] as const;

/** Plays Janus: the first handle never answers, later ones offer what they are asked for. */
class FakeSession implements Pick<JanusSession, "attach"> {
  handles = 0;

  attach(listener: (event: HandleEvent) => void): Promise<JanusHandle> {
    const isDeaf = ++this.handles === 1;
    return Promise.resolve({
      message() {
        if (isDeaf) return Promise.reject(new MediaUnavailable("no answer"));
        const event = { videoroom: "attached", streams: [...STREAMS] };
        const jsep = { type: "offer", sdp: "v=0\r\n" } as const;
        listener({ type: "room", event, jsep });
        return Promise.resolve({ event, jsep });
      },
      trickle: () => Promise.resolve(),
      detach: () => Promise.resolve(),
    });
  }
}

describe("Subscriber", () => {
  it("offers nothing from a new handle before the page has been told to build a new connection", async () => {
    const session = new FakeSession();
    const told: string[] = [];
    const subscriber = new Subscriber(session as unknown as JanusSession, {
      onOffer: ({ tracks }) => told.push(`offer of ${tracks.length}`),
      onCandidates: () => {},
      onConnected: () => {},
      onHungUp: () => told.push("hung up"),
      onFailure: (error) => told.push(String(error)),
    });
    const roster = new Roster(seatId("alice"));
    roster.fold({ videoroom: "event", publishers: [{ id: FEED, streams: [{ type: "video", mid: "1" }] }] });
    const pass = { pin: "a pin", token: "a token" };
    await subscriber.attach();
    await assert.rejects(subscriber.start({ roomId: roomId("room"), pass, privateId: 1, roster }), MediaUnavailable);
    subscriber.resume();
    assert.deepEqual([told, session.handles], [["hung up"], 1]);
    await subscriber.anew();
    assert.deepEqual([told, session.handles], [["hung up", "offer of 1"], 2]);
  });
});
