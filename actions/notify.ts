/** Tells people something inside the app. */
import { insertNotices, type NoticeRow } from "../db/notices.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";

export type NewNotice = Omit<NoticeRow, "id" | "at">;

/**
 * Nothing is told about people who blocked each other, nor twice under one key. After the commit of what it tells. Gives who
 * was told something new.
 */
export async function notify(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  notices: readonly NewNotice[],
): Promise<readonly PersonId[]> {
  if (notices.length === 0) return [];
  const at = deps.now();
  const told = await insertNotices(deps.db, notices.map((notice) => ({ ...notice, id: deps.ids.noticeId(), at })));
  if (told.length > 0) deps.tidings.noticed(told);
  return told;
}
