/** One person wants nothing to do with another; it holds both ways. */
import type { ColumnType } from "kysely";

export interface BlockTable {
  person_id: string;
  blocked_id: string;
  since: ColumnType<Date>;
}
