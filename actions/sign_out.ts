/** Ends the session that a request came with. */
import type { Deps } from "./deps.ts";

/** The `Set-Cookie` values that clear its cookies. Idempotent. */
export function signOut(deps: Pick<Deps, "accounts">, headers: Headers): Promise<readonly string[]> {
  return deps.accounts.signOut(headers);
}
