/** When a room opens, and opens again. */
import type { ColumnType } from "kysely";

export interface ScheduleTable {
  room_id: string;
  /** What the clock on the wall says at the first opening. */
  local_start: string;
  zone: string;
  duration_minutes: number | null;
  /** By RFC 5545; null: it opens once. */
  rule: string | null;
  /** Wall-clock times that are left out. */
  exceptions: ColumnType<readonly string[], string, string>;
  /** The start of the opening that comes next, or lasts. */
  occurs_at: ColumnType<Date>;
  /** How often it was changed. */
  sequence: number;
}
