/** A link that a room had before. It leads nowhere any more, but for those who hold a seat there. */
import type { ColumnType } from "kysely";

export interface RetiredLinkTable {
  code: string;
  room_id: string;
  retired_at: ColumnType<Date>;
}
