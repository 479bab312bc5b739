import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { onEachDatabase } from "../support/databases.ts";
import { compareWithOracle } from "../support/tray_worlds.ts";

/** The long suite asks for a million. */
const PAIRS = Number(Deno.env.get("TRAY_PAIRS") ?? 20_000);
const SEED = Number(Deno.env.get("TRAY_SEED") ?? 1);

describe("trays of random worlds", () => {
  onEachDatabase((open) => {
    it(`are what the oracle says: no leak, no omission in ${PAIRS} pairs`, async () => {
      const { db } = await open();
      const { pairs, found, leaks, omissions, first } = await compareWithOracle(db, { pairs: PAIRS, seed: SEED });
      assert.deepEqual({ leaks, omissions, first }, { leaks: 0, omissions: 0, first: null });
      assert.ok(pairs >= PAIRS);
      assert.ok(
        found > pairs / 20 && found < pairs / 2,
        `${found} of ${pairs} found: a world of one kind proves little`,
      );
    });
  });
});
