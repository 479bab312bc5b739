/** What a person was told, newest first. */
import { countUnread, listNotices as findNotices } from "../db/notices.ts";
import type { NoticeId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { type ToldNotice, viewNotices } from "./notice_view.ts";

export const NOTICES_A_PAGE = 50;

export interface NoticePage {
  readonly notices: readonly ToldNotice[];
  readonly unread: number;
  /** After which the next page begins; null on the last one. */
  readonly next: NoticeId | null;
}

/** `after`: the last one of the page before. Refuses with `not_signed_in`. */
export async function listNotices(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  after: NoticeId | null,
): Promise<Outcome<NoticePage>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const [found, unread] = await Promise.all([
    findNotices(deps.db, viewer.personId, { after, limit: NOTICES_A_PAGE + 1 }),
    countUnread(deps.db, viewer.personId),
  ]);
  const page = found.slice(0, NOTICES_A_PAGE);
  return granted({
    notices: await viewNotices(deps, viewer, page),
    unread,
    next: found.length > page.length ? page.at(-1)?.id ?? null : null,
  });
}
