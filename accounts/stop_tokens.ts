/**
 * The secret part of a link that stops mail: it says to whom the mail went and what it was about, and is good for ever, since
 * a mail may be opened years later. Who holds it can stop that mail and nothing else.
 */
import type { PersonId } from "../domain/ids.ts";
import type { Matter } from "../domain/notice_choice.ts";

/** An account's mail about one matter, or all mail to an address that has none. */
export type StopClaim =
  | { readonly personId: PersonId; readonly matter: Matter }
  | { readonly email: string };

export interface StopTokens {
  issue(claim: StopClaim): string;
  /** Null for what is not ours. Compares in constant time. */
  verify(token: string): StopClaim | null;
}
