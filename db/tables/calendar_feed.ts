/** The secret address under which a person's calendar is read by a program. */
import type { ColumnType } from "kysely";

export interface CalendarFeedTable {
  person_id: string;
  token: string;
  made_at: ColumnType<Date>;
}
