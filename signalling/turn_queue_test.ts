import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { TurnQueue } from "./turn_queue.ts";

describe("TurnQueue", () => {
  it("runs one deed at a time, in order", async () => {
    const queue = new TurnQueue();
    const gate = Promise.withResolvers<void>();
    const log: string[] = [];
    const first = queue.run(async () => {
      log.push("first in");
      await gate.promise;
      log.push("first out");
    });
    const second = queue.run(() => Promise.resolve(log.push("second")));
    assert.equal(queue.length, 2);
    gate.resolve();
    await Promise.all([first, second]);
    assert.deepEqual(log, ["first in", "first out", "second"]);
    assert.equal(queue.length, 0);
  });

  it("goes on after a deed that fails, which fails for its caller alone", async () => {
    const queue = new TurnQueue();
    const failing = queue.run(() => Promise.reject(new Error("no")));
    const next = queue.run(() => Promise.resolve(1));
    await assert.rejects(failing, /no/);
    assert.equal(await next, 1);
    await queue.idle();
  });
});
