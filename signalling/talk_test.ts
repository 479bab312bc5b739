import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { ManualTime } from "../tests/support/manual_time.ts";
import { NOON } from "../tests/support/rows.ts";
import { Talk } from "./talk.ts";

function listen(): { time: ManualTime; talk: Talk; told: boolean[] } {
  const time = new ManualTime(NOON);
  const told: boolean[] = [];
  const talk = new Talk(time.now, time, () => told.push(talk.talking));
  return { time, talk, told };
}

describe("Talk", () => {
  it("is told at once when somebody speaks, and quiet ten seconds after the last word", () => {
    const { time, talk, told } = listen();
    talk.hear(true);
    assert.deepEqual(told, [true]);
    time.advance(60_000);
    talk.hear(false);
    time.advance(9999);
    assert.equal(talk.talking, true);
    time.advance(1);
    assert.equal(talk.talking, false);
    assert.deepEqual(told, [true, false]);
    assert.equal(time.pending, 0);
  });

  it("does not take a pause for quiet", () => {
    const { time, talk, told } = listen();
    for (let sentence = 0; sentence < 20; sentence++) {
      talk.hear(true);
      time.advance(3000);
      talk.hear(false);
      time.advance(7000);
    }
    assert.deepEqual(told, [true]);
  });

  it("tells no two changes within five seconds, and none that is over by then", () => {
    const { time, talk, told } = listen();
    talk.hear(true);
    talk.hear(false);
    time.advance(10_000);
    assert.deepEqual(told, [true, false]);
    time.advance(100);
    talk.hear(true);
    assert.deepEqual(told, [true, false]);
    time.advance(4899);
    assert.deepEqual(told, [true, false]);
    time.advance(1);
    assert.deepEqual(told, [true, false, true]);
    talk.end();
    assert.equal(time.pending, 0);
  });
});
