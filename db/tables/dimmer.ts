/** A person hides their rooms from another, for a while or until they change it. The other cannot tell. */
import type { ColumnType } from "kysely";

export interface DimmerTable {
  person_id: string;
  dimmed_id: string;
  /** Null: until it is changed. */
  until: ColumnType<Date> | null;
}
