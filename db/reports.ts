/** Reports in SQL. They are the operator's alone, and outlive the rooms and people that they are about. */
import type { Selectable } from "kysely";
import type { Db, Trx } from "./database.ts";
import { jsonb } from "./json.ts";
import { isStorable } from "./search_text.ts";
import type { ReportTable } from "./tables/report.ts";
import {
  type PersonId,
  personId,
  type ReportId,
  reportId,
  type RoomId,
  roomId,
  type SeatId,
  seatId,
} from "../domain/ids.ts";
import type { ReportText } from "../domain/report.ts";
import type { RoomState } from "../domain/room.ts";

/** Somebody in the room. A guest has a seat only. */
export interface ReportedSeat {
  readonly seatId: SeatId;
  readonly personId: PersonId | null;
  readonly name: string;
}

export interface Report extends ReportText {
  readonly id: ReportId;
  readonly at: Date;
  /** `id` is null for guests, whose name may be empty. */
  readonly reporter: { readonly id: PersonId | null; readonly name: string };
  readonly room: { readonly id: RoomId; readonly title: string };
  readonly host: { readonly id: PersonId; readonly name: string };
  /** Null: about the room. */
  readonly subject: ReportedSeat | null;
  /** Who was in the room when it happened, by arrival. */
  readonly inside: readonly ReportedSeat[];
  readonly closedAt: Date | null;
}

/** With what has become of the room and of whom it is about since then. */
export interface ListedReport extends Report {
  /** Null: the room is gone. */
  readonly roomState: RoomState | null;
  readonly subjectSuspended: boolean;
  readonly hostSuspended: boolean;
}

/** The last report of a part of the list: the next part follows it. */
export type ReportCursor = Pick<Report, "id" | "at"> & { readonly closed: boolean };

export async function insertReport(db: Db, report: Omit<Report, "closedAt">): Promise<void> {
  await db.insertInto("report").values({
    id: report.id,
    at: report.at,
    reporter_id: report.reporter.id,
    reporter_name: report.reporter.name,
    room_id: report.room.id,
    room_title: report.room.title,
    host_id: report.host.id,
    host_name: report.host.name,
    subject_person_id: report.subject?.personId ?? null,
    subject_seat_id: report.subject?.seatId ?? null,
    subject_name: report.subject?.name ?? null,
    reason: report.reason,
    text: report.text,
    inside: jsonb(report.inside),
    closed_at: null,
  }).execute();
}

/** Open ones first, then closed ones, each the newest first. */
export async function listReports(
  db: Db,
  { after, limit }: { readonly after: ReportCursor | null; readonly limit: number },
): Promise<readonly ListedReport[]> {
  const open = after?.closed ? [] : await listPart(db, "is", after, limit);
  const left = limit - open.length;
  const closed = left === 0 ? [] : await listPart(db, "is not", after?.closed ? after : null, left);
  return [...open, ...closed];
}

/** About one person, the newest first, open or not. */
export async function listReportsAbout(db: Db, person: PersonId, limit: number): Promise<readonly ListedReport[]> {
  const rows = await selectReports(db)
    .where("subject_person_id", "=", person)
    .orderBy("at", "desc")
    .limit(limit)
    .execute();
  return rows.map(toListed);
}

export async function countOpenReports(db: Db): Promise<number> {
  const { count } = await db.selectFrom("report")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("closed_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findReport(db: Db, id: ReportId): Promise<Report | null> {
  if (!isStorable(id)) return null;
  const row = await db.selectFrom("report").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toReport(row) : null;
}

/** Null if there is none, or it was closed before. */
export async function closeReport(trx: Trx, id: ReportId, at: Date): Promise<Report | null> {
  const row = await trx.updateTable("report").set({ closed_at: at })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  return row ? toReport(row) : null;
}

async function listPart(
  db: Db,
  closed: "is" | "is not",
  after: ReportCursor | null,
  limit: number,
): Promise<ListedReport[]> {
  let query = selectReports(db).where("closed_at", closed, null);
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("report.at", "report.id"), "<", tuple(after.at, after.id as string))
    );
  }
  const rows = await query.orderBy("report.at", "desc").orderBy("report.id", "desc").limit(limit).execute();
  return rows.map(toListed);
}

function selectReports(db: Db) {
  return db.selectFrom("report").selectAll("report").select(({ selectFrom }) => [
    selectFrom("room").whereRef("room.id", "=", "report.room_id").select("state").as("room_state"),
    selectFrom("person").whereRef("person.id", "=", "report.subject_person_id").select("suspended_at")
      .as("subject_suspended_at"),
    selectFrom("person").whereRef("person.id", "=", "report.host_id").select("suspended_at").as("host_suspended_at"),
  ]);
}

type ListedRow = Selectable<ReportTable> & {
  readonly room_state: RoomState | null;
  readonly subject_suspended_at: Date | null;
  readonly host_suspended_at: Date | null;
};

function toListed(row: ListedRow): ListedReport {
  return {
    ...toReport(row),
    roomState: row.room_state,
    subjectSuspended: row.subject_suspended_at !== null,
    hostSuspended: row.host_suspended_at !== null,
  };
}

function toReport(row: Selectable<ReportTable>): Report {
  return {
    id: reportId(row.id),
    at: row.at,
    reporter: { id: row.reporter_id === null ? null : personId(row.reporter_id), name: row.reporter_name },
    room: { id: roomId(row.room_id), title: row.room_title },
    host: { id: personId(row.host_id), name: row.host_name },
    subject: row.subject_seat_id === null
      ? null
      : toSeat({ seatId: row.subject_seat_id, personId: row.subject_person_id, name: row.subject_name ?? "" }),
    reason: row.reason,
    text: row.text,
    inside: row.inside.map(toSeat),
    closedAt: row.closed_at,
  };
}

function toSeat(seat: ReportTable["inside"]["__select__"][number]): ReportedSeat {
  return {
    seatId: seatId(seat.seatId),
    personId: seat.personId === null ? null : personId(seat.personId),
    name: seat.name,
  };
}
