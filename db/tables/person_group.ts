/** A group: people who share rooms. ("group" is a word of SQL.) */
import type { ColumnType } from "kysely";

export interface PersonGroupTable {
  id: string;
  name: string;
  description: string;
  /** The secret part of the link to join. */
  code: string;
  /** Whether who has the link is in at once, or asks. */
  joining: "link" | "approval";
  created_at: ColumnType<Date>;
}
