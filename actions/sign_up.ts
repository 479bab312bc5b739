/** Makes an account and signs in with it. */
import type { SignedIn } from "../accounts/accounts.ts";
import { type Outcome, refused } from "../domain/refusal.ts";
import { parseNickname } from "../domain/text.ts";
import type { Deps } from "./deps.ts";

/** Refuses with `bad_nickname`, `bad_email`, `weak_password`, `email_taken` or `too_many_requests`. */
export function signUp(
  deps: Pick<Deps, "accounts">,
  input: { readonly name: string; readonly email: string; readonly password: string },
  headers: Headers,
): Promise<Outcome<SignedIn>> {
  const name = parseNickname(input.name);
  if (!name.ok) return Promise.resolve(refused(name.refusal));
  return deps.accounts.signUp({ name: name.value, email: input.email, password: input.password }, headers);
}
