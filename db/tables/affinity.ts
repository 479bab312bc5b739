/** How much a person has to do with another: the decayed sum of their interactions as of `scored_at`. */
import type { ColumnType } from "kysely";

export interface AffinityTable {
  person_id: string;
  other_id: string;
  /** Without the mark "close". */
  score: number;
  scored_at: ColumnType<Date>;
}
