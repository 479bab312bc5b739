import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import { createCandidateBatch } from "./candidate_batch.ts";

function candidate(name: string) {
  return { candidate: name, sdpMid: "0", sdpMLineIndex: 0 };
}

describe("createCandidateBatch()", () => {
  let clock: FakeTimers.Clock;
  let sent: [string[], boolean][];
  let batch: ReturnType<typeof createCandidateBatch>;

  beforeEach(() => {
    clock = FakeTimers.install({ toFake: ["setTimeout", "clearTimeout"] });
    sent = [];
    batch = createCandidateBatch((candidates, complete) => sent.push([candidates.map((c) => c.candidate), complete]));
  });
  afterEach(() => clock.uninstall());

  it("sends what comes together as one message, at the end at once", () => {
    batch.open();
    batch.add(candidate("a"));
    batch.add(candidate("b"));
    assert.deepEqual(sent, []);
    batch.add(null);
    clock.tick(1000);
    assert.deepEqual(sent, [[["a", "b"], true]]);
  });

  it("sends those that servers tell, one by one, as one message", () => {
    batch.open();
    batch.add(candidate("a"));
    clock.tick(4);
    batch.add(candidate("b"));
    clock.tick(30);
    batch.add(candidate("c"));
    clock.tick(60);
    assert.deepEqual(sent, [[["a"], false], [["b", "c"], false]]);
  });

  it("does not wait for the last one longer than a moment", () => {
    batch.open();
    batch.add(candidate("a"));
    clock.tick(10);
    batch.add(candidate("b"));
    batch.add(null);
    assert.deepEqual(sent, [[["a"], false], [["b"], true]]);
  });

  it("says nothing of candidates that the offer already holds", () => {
    batch.add(candidate("a"));
    batch.add(null);
    clock.tick(500);
    batch.cut();
    batch.open();
    assert.deepEqual(sent, []);
    batch.add(candidate("late"));
    clock.tick(10);
    assert.deepEqual(sent, [[["late"], false]]);
  });

  it("holds back what is found between a description and its answer", () => {
    batch.open();
    batch.cut();
    batch.add(candidate("a"));
    batch.add(null);
    clock.tick(500);
    assert.deepEqual(sent, []);
    batch.open();
    assert.deepEqual(sent, [[["a"], true]]);
  });

  it("keeps to what one message may hold", () => {
    batch.open();
    for (let index = 0; index < 70; index++) batch.add(candidate(String(index)));
    batch.add(null);
    assert.deepEqual(sent.map(([candidates, complete]) => [candidates.length, complete]), [[64, false], [6, true]]);
  });

  it("says nothing once closed", () => {
    batch.open();
    batch.add(candidate("a"));
    batch.close();
    clock.tick(500);
    assert.deepEqual(sent, []);
  });
});
