/** Forged, cut, replayed and mixed-up proofs of who one is. Scaled down; the full number is in `tests/long/`. */
import { describe, it } from "@std/testing/bdd";
import { embeddedForSuite } from "../support/databases.ts";
import { forgeSeatTokens, forgeSessions } from "../support/forgeries.ts";

describe("forged proofs", () => {
  const open = embeddedForSuite();

  it("20,000 seat tokens give nobody a seat", () => forgeSeatTokens(20_000));

  it("2,000 session cookies sign nobody in", () => forgeSessions(open(), 2_000));
});
