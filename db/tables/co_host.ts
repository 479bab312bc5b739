/** Who was named to look after a room with its host, whether they ever sat there or not. */
import type { ColumnType } from "kysely";

export interface CoHostTable {
  room_id: string;
  person_id: string;
  since: ColumnType<Date>;
}
