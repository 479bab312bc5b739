/** How often things may be done: the counters by themselves, and the deeds that ask them. */
import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createRateLimits } from "../../accounts/rate_limits.ts";
import { createRoom } from "../../actions/create_room.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Db } from "../../db/database.ts";
import { LIMITS, type RateLimits } from "../../domain/rate_limit.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { openHouse } from "../support/house.ts";

const TIGHT = {
  ...LIMITS,
  create_room: { account: { times: 2, seconds: 60 }, address: { times: 3, seconds: 60 } },
  join: { account: { times: 2, seconds: 60 }, address: { times: 4, seconds: 60 } },
};

async function answers(limits: RateLimits, who: { account: string | null; address: string | null }, times: number) {
  const outcomes = [];
  for (let time = 0; time < times; time++) outcomes.push(await limits.take("join", who));
  return outcomes.map(({ ok }) => ok);
}

describe("createRateLimits()", () => {
  it("counts accounts and addresses apart, and tells how long to wait", async () => {
    const limits = createRateLimits(TIGHT);
    assert.deepEqual(await answers(limits, { account: "ann", address: "a" }, 3), [true, true, false]);
    assert.deepEqual(await answers(limits, { account: "bo", address: "a" }, 2), [true, false]);
    assert.deepEqual(await answers(limits, { account: "bo", address: "b" }, 1), [false]);
    const outcome = await limits.take("join", { account: "ann", address: null });
    assert.ok(!outcome.ok && outcome.refusal === "too_many_requests");
    assert.ok((outcome.retryAfterSeconds ?? 0) > 50 && (outcome.retryAfterSeconds ?? 0) <= 60);
  });

  it("counts each deed for itself, and nobody who cannot be told apart", async () => {
    const limits = createRateLimits(TIGHT);
    await answers(limits, { account: "ann", address: null }, 3);
    assert.ok((await limits.take("create_room", { account: "ann", address: null })).ok);
    assert.deepEqual(await answers(limits, { account: null, address: null }, 6), Array(6).fill(true));
  });
});

describe("deeds that cost others something", () => {
  const open = embeddedForSuite();
  let db: Db;
  before(() => {
    db = open();
  });
  const activity = { emoji: "☕", title: "Coffee" };
  const audience = { kind: "link" } as const;

  it("createRoom() is counted by account and by address", async () => {
    await using house = openHouse(db, { limits: createRateLimits(TIGHT) });
    const from = { browser: null, address: "somewhere" };
    const opened = [];
    for (const host of [await house.person("Ann"), await house.person("Bo")]) {
      for (let time = 0; time < 3; time++) {
        opened.push((await createRoom(house.deps, host, { activity, audience }, from)).ok);
      }
    }
    // Ann has had enough by herself; Bo by what came from the address before.
    assert.deepEqual(opened, [true, true, false, false, false, false]);
  });

  it("coming in is counted by account, or by the guest's browser, whether it is granted or not", async () => {
    await using house = openHouse(db, { limits: createRateLimits(TIGHT) });
    const room = await house.room();
    const bob = await house.person("Bob");
    const none = () => null;
    const join = async (asker: Parameters<typeof takeSeat>[1], nickname: string | null) => {
      const outcome = await takeSeat(house.deps, asker, room.code, nickname);
      return outcome.ok ? "in" : outcome.refusal;
    };
    const signedIn = { viewer: bob, seatToken: none, traces: NO_TRACES };
    assert.deepEqual([await join(signedIn, null), await join(signedIn, null), await join(signedIn, null)], [
      "in",
      "in",
      "too_many_requests",
    ]);
    const guest = { viewer: { kind: "guest" }, seatToken: none, traces: { browser: "b", address: null } } as const;
    assert.deepEqual([await join(guest, ""), await join(guest, ""), await join(guest, "Gus")], [
      "bad_nickname",
      "bad_nickname",
      "too_many_requests",
    ]);
  });
});
