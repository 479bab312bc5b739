/** Somebody asked somebody to be friends; kept after a "no", which looks like no answer. */
import type { ColumnType } from "kysely";

export interface FriendRequestTable {
  from_id: string;
  to_id: string;
  asked_at: ColumnType<Date>;
  /** Null while it waits. */
  declined_at: ColumnType<Date> | null;
}
