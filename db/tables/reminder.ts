/** Somebody asked to be told of a room that is to open: a person, or an address. */
import type { ColumnType } from "kysely";

export interface ReminderTable {
  room_id: string;
  person_id: string | null;
  email: string | null;
  asked_at: ColumnType<Date>;
}
