/** Short-lived proofs that better-auth hands out by mail or link (its model "verification"). */
import type { ColumnType } from "kysely";

export interface AuthVerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: ColumnType<Date>;
  created_at: ColumnType<Date>;
  updated_at: ColumnType<Date>;
}
