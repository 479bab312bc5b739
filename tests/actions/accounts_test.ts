import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Accounts, SignedIn } from "../../accounts/accounts.ts";
import { signIn } from "../../actions/sign_in.ts";
import { signOut } from "../../actions/sign_out.ts";
import { signUp } from "../../actions/sign_up.ts";
import { personId } from "../../domain/ids.ts";
import { granted } from "../../domain/refusal.ts";

/** Accounts that note what they are asked; the real ones have tests of their own. */
function notingAccounts(asked: unknown[]): Accounts {
  const signedIn: SignedIn = { person: { id: personId("p"), name: "Ada", email: "ada@example.org" }, cookies: ["a=1"] };
  const note = (input: unknown) => {
    asked.push(input);
    return Promise.resolve(granted(signedIn));
  };
  return {
    sessionOf: () => Promise.resolve({ person: null, cookies: [] }),
    personOf: () => Promise.resolve(null),
    sessionIdOf: () => Promise.resolve(null),
    signUp: note,
    signIn: note,
    signOut: () => Promise.resolve(["a=; Max-Age=0"]),
    handle: () => Promise.resolve(new Response()),
  };
}

describe("signUp()", () => {
  it("makes the name tidy before the account is made", async () => {
    const asked: unknown[] = [];
    const input = { name: "  Ada   Lovelace ", email: "ada@example.org", password: "long enough" };
    const outcome = await signUp({ accounts: notingAccounts(asked) }, input, new Headers());
    assert.equal(outcome.ok, true);
    assert.deepEqual(asked, [{ ...input, name: "Ada Lovelace" }]);
  });

  it("refuses a name that others could not read, and makes no account", async () => {
    const asked: unknown[] = [];
    for (const name of ["", " ", "a\u202Eb", "x".repeat(41)]) {
      const input = { name, email: "ada@example.org", password: "long enough" };
      const outcome = await signUp({ accounts: notingAccounts(asked) }, input, new Headers());
      assert.deepEqual(outcome, { ok: false, refusal: "bad_nickname" });
    }
    assert.deepEqual(asked, []);
  });
});

describe("signIn() and signOut()", () => {
  it("hand on no more than they are asked for", async () => {
    const asked: unknown[] = [];
    const accounts = notingAccounts(asked);
    const input = { email: "ada@example.org", password: "long enough", role: "operator" };
    await signIn({ accounts }, input, new Headers());
    assert.deepEqual(asked, [{ email: "ada@example.org", password: "long enough" }]);
    assert.deepEqual(await signOut({ accounts }, new Headers()), ["a=; Max-Age=0"]);
  });
});
