import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { keptLog } from "../tests/support/kept_log.ts";
import { Background } from "./background.ts";

describe("Background", () => {
  it("begins after what is under way, and idle() waits for it and for what it begins", async () => {
    const background = new Background(keptLog());
    const seen: string[] = [];
    background.start("Failed", async () => {
      await Promise.resolve();
      seen.push("first");
      background.start("Failed", () => {
        seen.push("second");
        return Promise.resolve();
      });
    });
    await Promise.resolve();
    assert.deepEqual(seen, []);
    await background.idle();
    assert.deepEqual(seen, ["first", "second"]);
    await background.idle();
  });

  it("logs a failure and goes on", async () => {
    const log = keptLog();
    const background = new Background(log);
    const wrong = new Error("no");
    background.start("Failed to do it", () => Promise.reject(wrong));
    background.start("Failed to do that", () => {
      throw wrong;
    });
    await background.idle();
    assert.deepEqual(log.records.map(({ level, message, error }) => [level, message, error]), [
      ["error", "Failed to do it", wrong],
      ["error", "Failed to do that", wrong],
    ]);
  });
});
