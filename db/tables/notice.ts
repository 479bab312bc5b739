/** Something that a person is told inside the app. */
import type { ColumnType } from "kysely";
import type { NoticeKind } from "../../domain/notice.ts";

export interface NoticeTable {
  id: string;
  person_id: string;
  kind: NoticeKind;
  /** Who it is about; null once that account is gone. */
  about_id: string | null;
  room_id: string | null;
  group_id: string | null;
  /** A second notice of the same person with the same key is none. */
  dedup_key: string;
  created_at: ColumnType<Date>;
  read_at: ColumnType<Date> | null;
}
