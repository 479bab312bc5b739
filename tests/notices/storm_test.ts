/** A small storm; `tests/long/notices_storm_test.ts` is the whole one. */
import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { postgresForSuite } from "../support/databases.ts";
import { runStorm } from "../support/outbox_storm.ts";

const SMALL = { notices: 150, spreadMs: 2000, kills: 2, leaseMs: 2000 };

describe("a small storm of notices, with workers that are killed and a clock that jumps", () => {
  const server = postgresForSuite();

  it("loses nothing and shows nothing twice, on PGlite", async () => {
    const { lost, shownTwice } = await runStorm({ ...SMALL, url: null, seed: 1 });
    assert.deepEqual({ lost, shownTwice }, { lost: [], shownTwice: [] });
  });

  it("loses nothing and shows nothing twice, on PostgreSQL", async () => {
    const { lost, shownTwice } = await runStorm({ ...SMALL, url: await server().createDatabase(), seed: 2 });
    assert.deepEqual({ lost, shownTwice }, { lost: [], shownTwice: [] });
  });
});
