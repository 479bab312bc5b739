/** A signed-in browser. Written and read by better-auth only (its model "session"). */
import type { ColumnType } from "kysely";

export interface AuthSessionTable {
  id: string;
  person_id: string;
  token: string;
  expires_at: ColumnType<Date>;
  ip_address: string | null;
  user_agent: string | null;
  created_at: ColumnType<Date>;
  updated_at: ColumnType<Date>;
}
