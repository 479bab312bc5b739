/** Tells people something at once: in the app's list and, as each has chosen, by mail and push. */
import type { Db } from "../db/database.ts";
import { readChoices } from "../db/notice_choices.ts";
import { insertNotices, type NoticeRow } from "../db/notices.ts";
import type { KnockId, PersonId } from "../domain/ids.ts";
import { DEFAULTS, matterOf } from "../domain/notice_choice.ts";
import { goodUntil } from "../domain/telling.ts";
import { NO_FACTS, tell, type Telling } from "../notices/notices.ts";
import type { Deps } from "./deps.ts";

export type NewNotice = Omit<NoticeRow, "id" | "at" | "listed"> & {
  /** The knock that it tells of, which can be answered where the notice is read. */
  readonly knockId?: KnockId;
};

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
  const told = await deps.db.transaction().execute(async (trx) => {
    const listed = await insertListed(deps, trx, notices);
    await tell(trx, at, listed.map((notice) => tellingOf(notice, at)), ["mail", "push"]);
    return [...new Set(listed.map(({ personId }) => personId))];
  });
  if (told.length > 0) deps.tidings.noticed(told);
  return told;
}

/** In the app's list alone. Gives who was told something new. */
export async function listNotices(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  db: Db,
  notices: readonly NewNotice[],
): Promise<readonly PersonId[]> {
  const told = [...new Set((await insertListed(deps, db, notices)).map(({ personId }) => personId))];
  if (told.length > 0) deps.tidings.noticed(told);
  return told;
}

type Inserted = NewNotice & Pick<NoticeRow, "id">;

/**
 * In the caller's transaction. Who does not want a matter in the list has it there unlisted: so it is told once, and other channels
 * can refer to it. Gives what is new.
 */
export async function insertListed(
  { ids, now }: Pick<Deps, "ids" | "now">,
  db: Db,
  notices: readonly NewNotice[],
): Promise<readonly Inserted[]> {
  const choices = await readChoices(db, [...new Set(notices.map(({ personId }) => personId))]);
  const at = now();
  const rows = notices.map((notice) => ({
    ...notice,
    id: ids.noticeId(),
    at,
    listed: (choices.get(notice.personId) ?? DEFAULTS)[matterOf(notice.kind)].app,
  }));
  const inserted = await insertNotices(db, rows);
  return rows.filter(({ id }) => inserted.has(id));
}

function tellingOf({ id, personId, kind, aboutId, guestName, roomId, groupId, knockId }: Inserted, at: Date): Telling {
  return {
    to: { personId },
    kind,
    subject: `notice:${id}`,
    dedupKey: `notice:${id}`,
    due: { at },
    goodUntil: goodUntil(kind, at),
    facts: {
      ...NO_FACTS,
      noticeId: id,
      aboutId,
      guestName: guestName ?? null,
      roomId,
      groupId,
      knockId: knockId ?? null,
    },
  };
}
