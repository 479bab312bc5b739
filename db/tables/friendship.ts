/** Two people who are friends, once from each side. */
import type { ColumnType } from "kysely";

export interface FriendshipTable {
  person_id: string;
  friend_id: string;
  since: ColumnType<Date>;
}
