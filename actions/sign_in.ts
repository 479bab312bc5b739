/** Signs in with an address and a password. */
import type { SignedIn } from "../accounts/accounts.ts";
import type { Outcome } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";

/** Refuses with `wrong_credentials`, `too_many_requests` or `suspended`; whether the address is known is not told. */
export function signIn(
  deps: Pick<Deps, "accounts">,
  input: { readonly email: string; readonly password: string },
  headers: Headers,
): Promise<Outcome<SignedIn>> {
  return deps.accounts.signIn({ email: input.email, password: input.password }, headers);
}
