import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { roomId } from "../domain/ids.ts";
import { ManualTime } from "../tests/support/manual_time.ts";
import { NOON } from "../tests/support/rows.ts";
import { followShowing, type RoomShowing } from "./showing.ts";

const MINUTE_MS = 60_000;

function begin(answers: readonly unknown[]) {
  const time = new ManualTime(NOON);
  const left = [...answers];
  const asked: string[] = [];
  const shown: RoomShowing[] = [];
  const fetch = (path: string) => {
    asked.push(path);
    const showing = left.shift();
    if (showing === "lost") return Promise.reject(new TypeError("no network"));
    return Promise.resolve({ ok: showing !== "refused", json: () => Promise.resolve({ showing }) });
  };
  const end = followShowing(roomId("a b"), (showing) => shown.push(showing), {
    fetch,
    timers: time,
    now: () => time.now().getTime(),
  });
  return { time, asked, shown, end };
}

/** What has been answered arrives some turns later. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

function answer(now: number, minutes: number | null, total = 9): unknown {
  const at = new Date(NOON.getTime() + (minutes ?? 0) * MINUTE_MS).toISOString();
  return { now, later: minutes === null ? [] : [{ at, more: 2 }], total };
}

describe("followShowing()", () => {
  it("asks at once, when the room is shown further, and once a minute", async () => {
    const { time, asked, shown } = begin([answer(1, 0.5), answer(3, 20), answer(3, 20), answer(9, null)]);
    await settle();
    assert.deepEqual(shown, [{ now: 1, next: { at: NOON.getTime() + MINUTE_MS / 2, more: 2 }, total: 9 }]);
    time.advance(MINUTE_MS / 2 - 1);
    await settle();
    assert.equal(asked.length, 1);
    time.advance(1);
    await settle();
    assert.deepEqual([asked.length, shown.at(-1)?.now], [2, 3]);
    time.advance(MINUTE_MS);
    await settle();
    time.advance(MINUTE_MS);
    await settle();
    assert.deepEqual(shown.at(-1), { now: 9, next: null, total: 9 });
    assert.deepEqual(new Set(asked), new Set(["/api/v1/rooms/a%20b/showing"]));
  });

  it("does not ask again and again where the clocks differ", async () => {
    const { time, asked } = begin([answer(1, -5), answer(1, -5), answer(1, -5)]);
    await settle();
    time.advance(1000);
    await settle();
    assert.equal(asked.length, 1);
  });

  it("shows nothing new for a failure, and tries again", async () => {
    const { time, shown } = begin(["lost", "refused", answer(4, null)]);
    for (let minute = 0; minute < 2; minute++) {
      await settle();
      assert.deepEqual(shown, []);
      time.advance(MINUTE_MS);
    }
    await settle();
    assert.equal(shown.length, 1);
  });

  it("ends, also while it waits for an answer", async () => {
    const { time, asked, shown, end } = begin([answer(1, null), answer(1, null)]);
    end();
    await settle();
    time.advance(MINUTE_MS);
    assert.deepEqual([asked.length, shown], [1, []]);
  });
});
