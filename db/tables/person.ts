/** Someone with an account. better-auth writes these rows (its model "user"); everything else only reads them. */
import type { ColumnType } from "kysely";

export interface PersonTable {
  id: string;
  name: string;
  /** Lower case; unique. */
  email: string;
  email_verified: boolean;
  image: string | null;
  created_at: ColumnType<Date>;
  updated_at: ColumnType<Date>;
  /** Set while the operator keeps them out of the whole house. better-auth does not know of it. */
  suspended_at: ColumnType<Date | null, Date | null | undefined>;
}
