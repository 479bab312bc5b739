/** A person asked to be let into a group. */
import type { ColumnType } from "kysely";

export interface GroupRequestTable {
  group_id: string;
  person_id: string;
  asked_at: ColumnType<Date>;
}
