import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { type Candidate, MediaRejected } from "../gateway.ts";
import { CandidateBatch, CandidateQueue, withCandidates } from "./candidates.ts";

const one: Candidate = { candidate: "candidate:1 1 udp 1 10.0.0.1 9 typ host", sdpMid: "0", sdpMLineIndex: 0 };
const two: Candidate = { ...one, candidate: "candidate:2 1 udp 1 10.0.0.2 9 typ host" };
const SDP = "v=0\r\nm=audio 9 X 1\r\na=mid:0\r\nm=video 9 X 2\r\na=mid:1\r\n";

describe("withCandidates()", () => {
  it("writes them at the end of the first media section", () => {
    const first = `m=audio 9 X 1\r\na=mid:0\r\na=${one.candidate}\r\na=end-of-candidates\r\nm=video`;
    assert.ok(withCandidates(SDP, [one], true).includes(first));
  });

  it("writes at the end where there is one section only", () => {
    const single = "v=0\r\nm=audio 9 X 1\r\na=mid:0\r\n";
    assert.equal(withCandidates(single, [one], false), `${single}a=${one.candidate}\r\n`);
  });

  it("changes nothing without candidates", () => assert.equal(withCandidates(SDP, [], true), SDP));
});

describe("CandidateBatch", () => {
  it("puts early candidates into the SDP and sends late ones as one batch", () => {
    const sent: unknown[] = [];
    const batch = new CandidateBatch((candidates, complete) => sent.push({ candidates, complete }));
    batch.add(one);
    assert.ok(batch.release(SDP).includes(one.candidate));
    batch.add(two);
    batch.add(null);
    assert.deepEqual(sent, [{ candidates: [two], complete: true }]);
  });

  it("forgets those of the former ICE generation when held again", () => {
    const batch = new CandidateBatch(() => assert.fail("nothing is due"));
    batch.add(one);
    batch.hold();
    assert.equal(batch.release(SDP), SDP);
  });
});

describe("CandidateQueue", () => {
  it("keeps what comes before the SDP, in order, and passes on what comes after", async () => {
    const sent: [readonly Candidate[], boolean][] = [];
    const queue = new CandidateQueue((candidates, complete) => Promise.resolve(void sent.push([candidates, complete])));
    await queue.add([one], false);
    await queue.add([two], true);
    assert.deepEqual(sent, []);
    await queue.open();
    await queue.add([one], false);
    assert.deepEqual(sent, [[[one, two], true], [[one], false]]);
  });

  it("keeps no more than a browser could have", async () => {
    const queue = new CandidateQueue(() => Promise.resolve());
    for (let round = 0; round < 4; round++) await queue.add(new Array(64).fill(one), false);
    await assert.rejects(queue.add([one], false), MediaRejected);
    await queue.open();
    await queue.add([one], false);
  });
});
