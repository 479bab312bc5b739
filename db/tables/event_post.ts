/** What somebody wrote under an event. */
import type { ColumnType } from "kysely";

export interface EventPostTable {
  id: string;
  event_id: string;
  person_id: string;
  text: string;
  written_at: ColumnType<Date>;
}
