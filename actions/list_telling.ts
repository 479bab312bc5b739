/** Puts what has become due into the list of notices of whom it is for. */
import { findRoomById } from "../db/rooms.ts";
import type { PersonId } from "../domain/ids.ts";
import type { NoticeFacts } from "../domain/letter.ts";
import type { LetterKind } from "../domain/notice.ts";
import type { Deps } from "./deps.ts";
import { listNotices } from "./notify.ts";
import { mayBeTold } from "./read_letter.ts";

/** Once under a key. Mail and push have rows of their own, so nothing leaves by this. */
export async function listTelling(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  { to, kind, facts, dedupKey }: {
    readonly to: { readonly personId: PersonId } | { readonly email: string };
    readonly kind: LetterKind;
    readonly facts: NoticeFacts;
    readonly dedupKey: string;
  },
): Promise<void> {
  // An address has no list, and it alone is asked by mail whether it wants to be told.
  if ("email" in to || kind === "confirm_reminder") return;
  const room = facts.roomId === null ? null : await findRoomById(deps.db, facts.roomId);
  if (facts.occasion !== null && !await mayBeTold(deps, to.personId, facts, room)) return;
  const { aboutId, guestName, roomId, groupId } = facts;
  await listNotices(deps, deps.db, [{ personId: to.personId, kind, aboutId, guestName, roomId, groupId, dedupKey }]);
}
