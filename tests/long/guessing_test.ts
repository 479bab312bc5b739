/** A million made-up codes, and a hundred thousand forged proofs of each kind. */
import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { openLobby } from "../../actions/open_lobby.ts";
import type { Db } from "../../db/database.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { forgeSeatTokens, forgeSessions } from "../support/forgeries.ts";
import { guessedCode } from "../support/guesses.ts";
import { openHouse } from "../support/house.ts";

const GUESSES = 1_000_000;
const AT_ONCE = 500;
const ROOMS = 200;
const FORGERIES = 100_000;

describe("guessing, in full", () => {
  const open = embeddedForSuite();
  let db: Db;
  before(() => {
    db = open();
  });

  it(`${GUESSES} made-up codes open none of ${ROOMS} doors`, async () => {
    await using house = openHouse(db);
    const host = await house.person("Alice");
    const rooms = await Promise.all(Array.from({ length: ROOMS }, () => house.room({ hostId: host.personId })));
    const codes: readonly string[] = rooms.map(({ code }) => code);
    const asker = { viewer: { kind: "guest" }, seatToken: () => null, traces: NO_TRACES } as const;
    assert.ok((await openLobby(house.deps, asker, codes[0] ?? "")).ok);
    let asked = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (asked++ < GUESSES) {
        const guess = guessedCode(codes);
        const outcome = await openLobby(house.deps, asker, guess);
        assert.ok(!outcome.ok && outcome.refusal === "not_found", guess);
      }
    }));
  });

  it(`${FORGERIES} forged seat tokens give nobody a seat`, () => forgeSeatTokens(FORGERIES));

  it(`${FORGERIES} forged session cookies sign nobody in`, () => forgeSessions(db, FORGERIES));
});
