/** What the link in a mail stops: to an account, mail about the same matter; to an address without one, all of it. */
import type { Recipient } from "./notices.ts";
import type { PersonId } from "../domain/ids.ts";
import { type Matter, matterOf } from "../domain/notice_choice.ts";
import type { LetterKind } from "../domain/notice.ts";

export function stopClaim(
  to: Recipient,
  kind: LetterKind,
): { readonly personId: PersonId; readonly matter: Matter } | { readonly email: string } {
  return "email" in to ? to : { personId: to.personId, matter: matterOf(kind) };
}
