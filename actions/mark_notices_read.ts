/** A person has read what they were told. */
import { countUnread, markRead } from "../db/notices.ts";
import type { NoticeId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/**
 * `only`: that one; null: all of them. Gives how many are still unread. Idempotent; one that is none of theirs is as if it
 * were read. Refuses with `not_signed_in`.
 */
export async function markNoticesRead(
  deps: Pick<Deps, "db" | "now" | "tidings">,
  viewer: Viewer,
  only: NoticeId | null,
): Promise<Outcome<number>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const changed = await markRead(deps.db, viewer.personId, only, deps.now());
  if (changed) deps.tidings.noticed([viewer.personId]);
  return granted(await countUnread(deps.db, viewer.personId));
}
