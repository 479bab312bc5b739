/**
 * Notices in SQL. Who blocked whom is looked at on the way in and on the way out, so a block hides what was told before.
 * Whether a room may be named to the reader is not decided here: the room and the standing come along for the pure rule.
 */
import { sql } from "kysely";
import type { Db } from "./database.ts";
import {
  type GroupId,
  groupId,
  type NoticeId,
  noticeId,
  type PersonId,
  personId,
  type RoomId,
  roomId,
} from "../domain/ids.ts";
import type { NoticeKind } from "../domain/notice.ts";

export interface NoticeRow {
  readonly id: NoticeId;
  /** Who is told. */
  readonly personId: PersonId;
  readonly kind: NoticeKind;
  /** Who it is about. */
  readonly aboutId: PersonId | null;
  /** Of who it is about, if that is a guest. */
  readonly guestName?: string | null;
  readonly roomId: RoomId | null;
  readonly groupId: GroupId | null;
  /** A second notice of the same person with the same key is none. */
  readonly dedupKey: string;
  readonly at: Date;
  /** False: other channels tell it, and the list does not show it. */
  readonly listed?: boolean;
}

export interface ListedNotice {
  readonly id: NoticeId;
  readonly kind: NoticeKind;
  readonly about: { readonly id: PersonId; readonly name: string } | null;
  readonly guestName: string | null;
  readonly roomId: RoomId | null;
  /** Null also if the reader is no member. */
  readonly group: { readonly id: GroupId; readonly name: string } | null;
  readonly at: Date;
  readonly read: boolean;
}

/** Rows per statement: a statement has room for 65,535 values. */
const INSERTED_AT_ONCE = 2000;

/** Leaves out people who blocked each other, and what was told before. Gives the new ones. */
export async function insertNotices(db: Db, notices: readonly NoticeRow[]): Promise<ReadonlySet<NoticeId>> {
  const told = new Set<NoticeId>();
  for (let from = 0; from < notices.length; from += INSERTED_AT_ONCE) {
    const batch = notices.slice(from, from + INSERTED_AT_ONCE);
    const apart = await findApart(db, batch);
    const rows = batch.filter(({ personId, aboutId }) => !apart.has(pairOf(personId, aboutId)));
    if (rows.length === 0) continue;
    const inserted = await db.insertInto("notice")
      .values(rows.map((notice) => ({
        id: notice.id,
        person_id: notice.personId,
        kind: notice.kind,
        about_id: notice.aboutId,
        guest_name: notice.guestName ?? null,
        room_id: notice.roomId,
        group_id: notice.groupId,
        dedup_key: notice.dedupKey,
        created_at: notice.at,
        read_at: null,
        listed: notice.listed ?? true,
      })))
      .onConflict((conflict) => conflict.columns(["person_id", "dedup_key"]).doNothing())
      .returning("id")
      .execute();
    for (const { id } of inserted) told.add(noticeId(id));
  }
  return told;
}

/** Newest first; `after` is the last one of the page before. */
export async function listNotices(
  db: Db,
  person: PersonId,
  { after, limit }: { readonly after: NoticeId | null; readonly limit: number },
): Promise<ListedNotice[]> {
  let query = selectListed(db, person)
    .where("notice.listed", "=", true)
    .orderBy("notice.created_at", "desc")
    .orderBy("notice.id", "desc")
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) =>
      eb(
        eb.refTuple("notice.created_at", "notice.id"),
        "<",
        eb.selectFrom("notice as last").select(["last.created_at", "last.id"])
          .where("last.id", "=", after).where("last.person_id", "=", person).$asTuple("created_at", "id"),
      )
    );
  }
  return (await query.execute()).map(toListed);
}

/** Also one that the list does not show. */
export async function findNotice(db: Db, person: PersonId, id: NoticeId): Promise<ListedNotice | null> {
  const row = await selectListed(db, person).where("notice.id", "=", id).executeTakeFirst();
  return row ? toListed(row) : null;
}

export async function countUnread(db: Db, person: PersonId): Promise<number> {
  const { count } = await selectNotices(db, person)
    .where("notice.read_at", "is", null)
    .where("notice.listed", "=", true)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** `only`: that one; null: every one. Whether any of them was unread. */
export async function markRead(db: Db, person: PersonId, only: NoticeId | null, at: Date): Promise<boolean> {
  let query = db.updateTable("notice").set({ read_at: at }).where("person_id", "=", person).where(
    "read_at",
    "is",
    null,
  );
  if (only !== null) query = query.where("id", "=", only);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What tells these people of one knocker, by the beginning of its keys. Gives those of whom any was unread. */
export async function markKnockRead(
  db: Db,
  people: readonly PersonId[],
  keysBegin: string,
  at: Date,
): Promise<PersonId[]> {
  if (people.length === 0) return [];
  const rows = await db.updateTable("notice").set({ read_at: at })
    .where("person_id", "in", people)
    .where((eb) => eb.fn<boolean>("starts_with", ["dedup_key", eb.val(keysBegin)]))
    .where("read_at", "is", null)
    .returning("person_id")
    .execute();
  return [...new Set(rows.map(({ person_id }) => personId(person_id)))];
}

/** Without those about somebody whom the reader blocked, or who blocked the reader. */
function selectNotices(db: Db, person: PersonId) {
  return db.selectFrom("notice")
    .where("notice.person_id", "=", person)
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("block").select(sql`1`.as("one"))
          .where("block.person_id", "=", person)
          .whereRef("block.blocked_id", "=", "notice.about_id"),
      ))
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("block").select(sql`1`.as("one"))
          .where("block.blocked_id", "=", person)
          .whereRef("block.person_id", "=", "notice.about_id"),
      ))
    );
}

/** A group has a name for its members alone. */
function selectListed(db: Db, person: PersonId) {
  return selectNotices(db, person)
    .leftJoin("person as about", "about.id", "notice.about_id")
    .leftJoin(
      "group_member",
      (join) => join.onRef("group_member.group_id", "=", "notice.group_id").on("group_member.person_id", "=", person),
    )
    .leftJoin("person_group", "person_group.id", "group_member.group_id")
    .select([
      "notice.id",
      "notice.kind",
      "notice.about_id",
      "about.name as about_name",
      "notice.guest_name",
      "notice.room_id",
      "person_group.id as group_id",
      "person_group.name as group_name",
      "notice.created_at",
      "notice.read_at",
    ]);
}

function toListed(row: Awaited<ReturnType<ReturnType<typeof selectListed>["executeTakeFirstOrThrow"]>>): ListedNotice {
  const { about_id, about_name, group_id, group_name } = row;
  return {
    id: noticeId(row.id),
    kind: row.kind,
    about: about_id === null || about_name === null ? null : { id: personId(about_id), name: about_name },
    guestName: row.guest_name,
    roomId: row.room_id === null ? null : roomId(row.room_id),
    group: group_id === null || group_name === null ? null : { id: groupId(group_id), name: group_name },
    at: row.created_at,
    read: row.read_at !== null,
  };
}

/** The pairs of the told and whom they are told about of whom one blocked the other. */
async function findApart(db: Db, notices: readonly NoticeRow[]): Promise<ReadonlySet<string>> {
  const told = [...new Set(notices.map(({ personId }) => personId))];
  const about = [...new Set(notices.flatMap(({ aboutId }) => aboutId === null ? [] : [aboutId]))];
  if (about.length === 0) return new Set();
  const blocks = await db.selectFrom("block").select(["person_id", "blocked_id"])
    .where(({ or, and, eb }) =>
      or([
        and([eb("person_id", "in", told), eb("blocked_id", "in", about)]),
        and([eb("blocked_id", "in", told), eb("person_id", "in", about)]),
      ])
    )
    .execute();
  return new Set(blocks.flatMap(({ person_id, blocked_id }) => [
    pairOf(person_id, blocked_id),
    pairOf(blocked_id, person_id),
  ]));
}

function pairOf(one: string, other: string | null): string {
  return JSON.stringify([one, other]);
}
