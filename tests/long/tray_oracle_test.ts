import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { onEachDatabase } from "../support/databases.ts";
import { compareWithOracle } from "../support/tray_worlds.ts";

const PAIRS = 1_000_000;

describe(`The tray in random worlds, for ${PAIRS} pairs of a viewer and a room`, () => {
  onEachDatabase((open, kind) => {
    it("is what the oracle says: no leak, no omission", async () => {
      const { db } = await open();
      const seed = kind === "postgres" ? 20260301 : 20260302;
      const { pairs, found, leaks, omissions, first } = await compareWithOracle(db, { pairs: PAIRS, seed });
      assert.deepEqual({ leaks, omissions, first }, { leaks: 0, omissions: 0, first: null });
      assert.ok(pairs >= PAIRS && found > PAIRS / 50, `${found} found of ${pairs}`);
    });
  });
});
