import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseFrame } from "./parse.ts";

const join = {
  type: "join",
  id: 1,
  nickname: "Ada",
  tab: "12345678",
  takeOver: false,
  anyway: false,
  ajar: false,
  keep: false,
  ahead: false,
  media: { microphone: true, camera: true, screen: false },
  publish: null,
};

function violation(text: string): string {
  const parsed = parseFrame(text);
  return parsed.ok ? "none" : parsed.violation;
}

describe("parseFrame()", () => {
  it("gives a message as it was sent", () => {
    assert.deepEqual(parseFrame(JSON.stringify(join)), { ok: true, message: join });
  });

  for (const text of ["", "{", "hello", "\u0000", "[1,", "NaN"]) {
    it(`calls ${JSON.stringify(text)} malformed`, () => assert.equal(violation(text), "malformed_json"));
  }

  for (const frame of [null, 1, "join", [], {}, { type: "shout" }, { type: 1 }, { type: "__proto__" }]) {
    it(`calls ${JSON.stringify(frame)} unknown`, () => assert.equal(violation(JSON.stringify(frame)), "unknown_type"));
  }

  for (
    const frame of [
      { ...join, seatId: "somebody" },
      { ...join, id: -1 },
      { ...join, id: "1" },
      { ...join, tab: "short" },
      { ...join, nickname: "x".repeat(401) },
      { ...join, media: { microphone: true, camera: true } },
      { ...join, publish: { sdp: "", tracks: [] } },
      { ...join, publish: { sdp: "v=0", tracks: Array.from({ length: 5 }, () => ({ mid: "0", kind: "camera" })) } },
      { type: "candidates", direction: "up", candidates: [], complete: true },
      {
        type: "candidates",
        direction: "send",
        complete: false,
        candidates: [{ candidate: "x".repeat(513), sdpMid: "0", sdpMLineIndex: 0 }],
      },
    ]
  ) {
    it(`calls ${JSON.stringify(frame).slice(0, 60)} misshapen`, () =>
      assert.equal(violation(JSON.stringify(frame)), "bad_shape"));
  }

  it("reads the number of a misshapen frame, if it is one", () => {
    assert.deepEqual(parseFrame('{"type":"leave","id":7,"x":1}'), { ok: false, violation: "bad_shape", id: 7 });
    assert.deepEqual(parseFrame('{"type":"leave","id":1.5}'), { ok: false, violation: "bad_shape", id: null });
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseFrame(text)));
    fc.assert(fc.property(fc.json(), (text) => void parseFrame(text)));
  });
});
