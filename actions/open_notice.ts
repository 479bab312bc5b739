/** Follows one notice to what it is about, which counts as having read it. */
import { findNotice } from "../db/notices.ts";
import type { NoticeId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { markNoticesRead } from "./mark_notices_read.ts";
import { type ToldNotice, viewNotices } from "./notice_view.ts";

/** Refuses with `not_signed_in`, and with `not_found` for what is told to somebody else or to nobody. */
export async function openNotice(
  deps: Pick<Deps, "db" | "now" | "tidings">,
  viewer: Viewer,
  id: NoticeId,
): Promise<Outcome<ToldNotice>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const found = await findNotice(deps.db, viewer.personId, id);
  if (found === null) return refused("not_found");
  await markNoticesRead(deps, viewer, id);
  const [told] = await viewNotices(deps, viewer, [{ ...found, read: true }]);
  return told === undefined ? refused("not_found") : granted(told);
}
