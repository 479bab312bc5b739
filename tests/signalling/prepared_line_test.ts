import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { seatId } from "../../domain/ids.ts";
import { FakeGateway } from "../../media/fake/fake_gateway.ts";
import { IDLE_LINES_MAX } from "../../signalling/limits.ts";
import { LineBudget, PreparedLine } from "../../signalling/prepared_line.ts";
import { keptLog } from "../support/kept_log.ts";
import { ManualTime } from "../support/manual_time.ts";
import { NOON } from "../support/rows.ts";
import { until } from "../support/until.ts";

function visitors(count: number) {
  const gateway = new FakeGateway();
  const time = new ManualTime(NOON);
  const budget = new LineBudget();
  const deps = { gateway, log: keptLog() };
  return { gateway, time, lines: Array.from({ length: count }, () => new PreparedLine(deps, time, budget)) };
}

const ANN = seatId("ann");

describe("PreparedLine", () => {
  it("prepares no more than a few, and gives the others theirs on demand", async () => {
    const { gateway, time, lines } = visitors(IDLE_LINES_MAX + 5);
    for (const line of lines) line.warm();
    await until("the lines are ready", () => gateway.liveLines === IDLE_LINES_MAX);
    const last = await lines.at(-1)?.take(ANN, false);
    assert.equal(gateway.liveLines, IDLE_LINES_MAX + 1);
    await last?.line.close();
    for (const line of lines) line.drop();
    await until("all are closed", () => gateway.liveLines === 0);
    assert.equal(time.pending, 0);
    lines.at(-1)?.warm();
    await until("there is room again", () => gateway.liveLines === 1);
  });

  it("prepares one only, however often it is asked", async () => {
    const { gateway, lines: [line] } = visitors(1);
    line?.warm();
    line?.warm();
    await line?.take(ANN, false);
    assert.equal(gateway.calls.get("line"), 1);
  });

  it("does not bother a media server that is away, and tries again on demand after a failure", async () => {
    const { gateway, lines: [line] } = visitors(1);
    gateway.goDown();
    line?.warm();
    assert.equal(gateway.calls.get("line"), undefined);
    gateway.comeBack();
    gateway.failNext("line");
    line?.warm();
    assert.notEqual(await line?.take(ANN, false), undefined);
    assert.equal(gateway.calls.get("line"), 2);
  });
});
