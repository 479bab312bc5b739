// deno-lint-ignore-file no-console
/** Ten thousand notices due within ten minutes, fifty kills, a clock that jumps: on each database. Takes eleven minutes each. */
import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { postgresForSuite } from "../support/databases.ts";
import { runStorm } from "../support/outbox_storm.ts";

const WHOLE = { notices: 10_000, spreadMs: 600_000, kills: 50, leaseMs: 45_000 };

describe(`${WHOLE.notices} notices due within ten minutes, and ${WHOLE.kills} kills`, () => {
  const server = postgresForSuite();

  for (const kind of ["PostgreSQL", "PGlite"] as const) {
    it(`lose nothing and show nothing twice, on ${kind}`, async () => {
      const url = kind === "PGlite" ? null : await server().createDatabase();
      const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
      const { lost, shownTwice, handedOverAgain, kills } = await runStorm({ ...WHOLE, url, seed });
      console.log(`${kind}, seed ${seed}: ${kills} kills, ${handedOverAgain} handed over again`);
      assert.deepEqual({ lost, shownTwice }, { lost: [], shownTwice: [] });
    });
  }
});
