/** An address that was written at a room's door was asked whether it wants to be told: one row for each mail. */
import type { ColumnType } from "kysely";

export interface ReminderQuestionTable {
  /** The secret part of the link in the mail. */
  code: string;
  room_id: string;
  /** In lower case. */
  email: string;
  asked_at: ColumnType<Date>;
}
