/** A person in a group. */
import type { ColumnType } from "kysely";

export interface GroupMemberTable {
  group_id: string;
  person_id: string;
  role: "admin" | "member";
  joined_at: ColumnType<Date>;
}
