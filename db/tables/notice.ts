/** Something that a person is told inside the app. */
import type { ColumnType, Generated } from "kysely";
import type { NoticeKind } from "../../domain/notice.ts";

export interface NoticeTable {
  id: string;
  person_id: string;
  kind: NoticeKind;
  /** Who it is about; null once that account is gone. */
  about_id: string | null;
  /** Of who it is about, if that is a guest. */
  guest_name: Generated<string | null>;
  room_id: string | null;
  group_id: string | null;
  /** A second notice of the same person with the same key is none. */
  dedup_key: string;
  created_at: ColumnType<Date>;
  read_at: ColumnType<Date> | null;
  /** False: told by other channels alone, as the person has chosen. */
  listed: Generated<boolean>;
}
