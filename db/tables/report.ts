/** What somebody told the operator about a room or a person. Refers to nothing, so that it outlives what it is about. */
import type { ColumnType, JSONColumnType } from "kysely";
import type { ReportReason } from "../../domain/report.ts";

export interface ReportTable {
  id: string;
  at: ColumnType<Date>;
  /** Null for guests. */
  reporter_id: string | null;
  reporter_name: string;
  room_id: string;
  room_title: string;
  host_id: string;
  host_name: string;
  /** Whom it is about; all null if it is about the room. A guest has a seat only. */
  subject_person_id: string | null;
  subject_seat_id: string | null;
  subject_name: string | null;
  reason: ReportReason;
  text: string;
  /** Who was inside at that moment. */
  inside: JSONColumnType<{ readonly name: string; readonly personId: string | null; readonly seatId: string }[]>;
  closed_at: ColumnType<Date> | null;
}
