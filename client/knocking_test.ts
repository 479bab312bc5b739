import { beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import type { Barrier, KnockView } from "../domain/knock.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { DoorView } from "../protocol/signal.ts";
import { ManualTime } from "../tests/support/manual_time.ts";
import { createKnocking, type Knocking } from "./knocking.ts";
import { Refused, type SignalSocket, SocketLost } from "./socket.ts";
import { createVisit, type Visit } from "./visit.ts";

const DOOR: DoorView = {
  state: "open",
  activity: { emoji: "☕", title: "Coffee" },
  forYou: true,
  locked: true,
  started: true,
  inside: null,
  seatLimit: 12,
  opensAt: null,
  media: "up",
};
const BO = { nickname: "Bo", anyway: false, line: null };

function told(state: KnockView["state"], againInSeconds = 30, line: string | null = null): KnockView {
  return { state, againInSeconds, line };
}

describe("createKnocking()", () => {
  let visit: Visit;
  let time: ManualTime;
  let barrier: Barrier | null;
  let knocks: { line: string | null; nickname: string | null }[];
  let answer: Refusal | "lost" | null;
  let cameIn: unknown[];
  let ended: unknown[];
  let knocking: Knocking;

  beforeEach(() => {
    visit = createVisit(DOOR);
    time = new ManualTime(new Date(0));
    barrier = "room_locked";
    [knocks, cameIn, ended, answer] = [[], [], [], null];
    knocking = createKnocking({
      visit,
      timers: time,
      barrier: () => barrier,
      comeIn(wish) {
        cameIn.push(wish);
        visit.stage.value = "joining";
      },
      end(why) {
        ended.push(why);
        visit.stage.value = "lobby";
      },
      socket: {
        request: ((message: { line: string | null; nickname: string | null }) => {
          knocks.push({ line: message.line, nickname: message.nickname });
          if (answer === "lost") return Promise.reject(new SocketLost("gone"));
          return answer === null ? Promise.resolve({}) : Promise.reject(new Refused(answer));
        }) as unknown as SignalSocket["request"],
      },
    });
  });

  function settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  it("knocks at once for who is known by an account, where something keeps them out", async () => {
    knocking.takeReady(null, true);
    assert.deepEqual([visit.stage.value, knocks], ["knocking", [{ line: null, nickname: null }]]);
    await settled();
    visit.stage.value = "lobby";
    barrier = null;
    knocking.takeReady(null, true);
    assert.deepEqual([visit.stage.value, knocks.length], ["lobby", 1]);
  });

  it("does not knock for somebody who has not said so", () => {
    knocking.takeReady(null, false);
    assert.deepEqual([visit.stage.value, knocks], ["lobby", []]);
  });

  it("goes on with a knock that stands, as after a reload, without making it again", () => {
    knocking.takeReady(told("minute"), false);
    assert.deepEqual([visit.stage.value, visit.knocking.value?.state, knocks], ["knocking", "minute", []]);
    knocking.take(told("in"));
    assert.equal(cameIn.length, 1);
  });

  it("comes in at once where it was let in while the page was away", () => {
    knocking.takeReady(told("in"), false);
    assert.equal(cameIn.length, 1);
  });

  it("waits for the pause to end before it knocks on arrival", async () => {
    knocking.takeReady(told(null, 20), true);
    assert.deepEqual([visit.stage.value, visit.knocking.value?.mayKnock, knocks], ["knocking", false, []]);
    time.advance(20_000);
    await settled();
    assert.deepEqual([visit.knocking.value?.mayKnock, knocks.length], [true, 1]);
  });

  it("knocks again over a lost socket only if the knock does not stand", async () => {
    answer = "lost";
    knocking.takeReady(null, false);
    knocking.begin(BO);
    await settled();
    knocking.lose();
    answer = null;
    knocking.takeReady(null, false);
    assert.equal(knocks.length, 2);
    await settled();
    knocking.take(told("waiting"));
    knocking.lose();
    knocking.takeReady(told("waiting", 5), false);
    assert.equal(knocks.length, 2);
    knocking.lose();
    knocking.takeReady(told(null, 0), false);
    assert.equal(knocks.length, 3, "it was withdrawn meanwhile");
  });

  it("adds a line, keeps it in sight, and says when one may knock again", async () => {
    knocking.takeReady(null, false);
    knocking.begin(BO);
    knocking.take(told("waiting"));
    await settled();
    knocking.repeat("It is me");
    await settled();
    knocking.take(told("waiting", 30, "It is me"));
    assert.deepEqual(knocks.map(({ line }) => line), [null, "It is me"]);
    assert.deepEqual(visit.knocking.value, { state: "waiting", mayKnock: false, line: "It is me" });
    time.advance(30_000);
    assert.equal(visit.knocking.value?.mayKnock, true);
    assert.equal(knocks.length, 2, "a knock that stands is not made again unasked");
  });

  it("says what is wrong with a line beside the knock that stands", async () => {
    knocking.takeReady(null, false);
    knocking.begin(BO);
    knocking.take(told("waiting"));
    await settled();
    answer = "bad_text";
    knocking.repeat("x".repeat(300));
    await settled();
    assert.deepEqual([visit.stage.value, visit.trouble.value, ended], ["knocking", "bad_text", []]);
  });

  it("waits a while where the server has had enough, and then tries again", async () => {
    answer = "too_many_requests";
    knocking.takeReady(null, false);
    knocking.begin(BO);
    await settled();
    assert.equal(visit.stage.value, "knocking");
    answer = null;
    time.advance(30_000);
    await settled();
    assert.equal(knocks.length, 2);
  });

  it("goes back to the lobby with any other refusal, and when the knock is over by another tab", async () => {
    answer = "bad_nickname";
    knocking.takeReady(null, false);
    knocking.begin(BO);
    await settled();
    assert.deepEqual(ended, ["bad_nickname"]);
    answer = null;
    knocking.begin(BO);
    knocking.take(told("waiting"));
    await settled();
    knocking.take(told(null));
    assert.deepEqual(ended, ["bad_nickname", null]);
  });

  it("comes in when the door opens, once, and not where it was open all along", async () => {
    knocking.takeReady(null, false);
    knocking.begin(BO);
    await settled();
    barrier = "room_full";
    knocking.takeDoor();
    assert.deepEqual(cameIn, []);
    barrier = null;
    knocking.takeDoor();
    knocking.takeDoor();
    assert.deepEqual(cameIn, [BO]);
    visit.stage.value = "lobby";
    knocking.begin(BO);
    knocking.takeDoor();
    assert.equal(cameIn.length, 1);
  });
});
