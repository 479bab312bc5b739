/** Every deed of a host or the operator: who, what, when. The database refuses to change or delete a row. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { AuditedDeed } from "../../domain/audit.ts";

export interface AuditEntryTable {
  id: Generated<number>;
  at: ColumnType<Date>;
  actor_kind: "person" | "guest" | "system";
  /** A person's id, or a guest's seat. */
  actor_id: string | null;
  actor_name: string;
  deed: AuditedDeed;
  room_id: string | null;
  subject_id: string | null;
  subject_name: string | null;
  detail: JSONColumnType<Record<string, string | number | boolean | null>>;
}
