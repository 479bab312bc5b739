import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { roomId, seatId } from "../../domain/ids.ts";
import { FakeGateway } from "../../media/fake/fake_gateway.ts";
import { FakeLine } from "../../media/fake/fake_line.ts";
import { fakeSdp } from "../../media/fake/fake_sdp.ts";
import { type GatewayEvent, type Line, MediaUnavailable, type SentTrack, type TrackKind } from "../../media/gateway.ts";
import { mediaSections } from "../../media/sdp.ts";
import { LineEvents } from "../support/line_events.ts";
import { gatewayContract } from "./gateway_contract.ts";

function paperOffer(kinds: readonly TrackKind[]): { sdp: string; tracks: readonly SentTrack[] } {
  const tracks = kinds.map((kind, index) => ({ mid: String(index), kind }));
  const sections = tracks.map(({ mid, kind }) => ({ mid, media: kind === "microphone" ? "audio" : "video" } as const));
  return { sdp: fakeSdp(sections), tracks };
}

function isHeld(line: Line): boolean {
  return line instanceof FakeLine && line.held;
}

gatewayContract("FakeGateway", () => {
  const gateway = new FakeGateway();
  return Promise.resolve({
    gateway,
    sender: (kinds) => ({ offer: () => Promise.resolve(paperOffer(kinds)), accept: () => Promise.resolve() }),
    receiver: () => ({ answer: (sdp) => Promise.resolve(fakeSdp(mediaSections(sdp))) }),
    arrives: ({ seatId, kind }, { tracks, line }) =>
      Promise.resolve(
        tracks.some((track) => track.seatId === seatId && track.kind === kind) &&
          !gateway.lineOf(seatId).silent.has(kind) && !isHeld(line),
      ),
    isStill: ({ line }) => Promise.resolve(isHeld(line)),
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  });
});

describe("FakeGateway's controls", () => {
  const room = roomId("room");
  const seat = seatId("seat");

  async function joined(gateway: FakeGateway): Promise<LineEvents> {
    await gateway.openRoom({ roomId: room, seatLimit: 4 });
    const events = new LineEvents();
    await (await gateway.line()).join({ roomId: room, seatId: seat, onEvent: events.listener });
    return events;
  }

  it("goDown() loses every line and room, comeBack() starts afresh", async () => {
    await using gateway = new FakeGateway();
    const told: GatewayEvent[] = [];
    gateway.watch((event) => told.push(event));
    const events = await joined(gateway);
    gateway.lineOf(seat).speak(true);
    await events.first("speaking");
    gateway.goDown();
    await events.first("lost");
    assert.equal(gateway.liveLines, 0);
    await assert.rejects(gateway.line(), MediaUnavailable);
    gateway.comeBack();
    assert.deepEqual(told, [{ type: "lost" }, { type: "up" }]);
    const line = await gateway.line();
    await assert.rejects(line.join({ roomId: room, seatId: seat, onEvent: () => {} }), MediaUnavailable);
  });

  it("failNext() fails one call, holdNext() keeps one waiting", async () => {
    await using gateway = new FakeGateway();
    gateway.failNext("line", new RangeError("told to"));
    await assert.rejects(gateway.line(), RangeError);
    const release = gateway.holdNext("openRoom");
    const opening = gateway.openRoom({ roomId: room, seatLimit: 4 });
    assert.equal(gateway.rooms.size, 0);
    release();
    await opening;
    assert.equal(gateway.calls.get("openRoom"), 1);
  });

  it("hangUp() ends one direction", async () => {
    await using gateway = new FakeGateway();
    const events = await joined(gateway);
    gateway.lineOf(seat).hangUp("receive", "ICE failed");
    assert.deepEqual(await events.first("hung_up"), { type: "hung_up", direction: "receive", reason: "ICE failed" });
  });
});
