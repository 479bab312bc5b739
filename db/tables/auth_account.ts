/** A way to sign in: a row of the provider "credential" holds a password hash. better-auth's model "account". */
import type { ColumnType } from "kysely";

export interface AuthAccountTable {
  id: string;
  person_id: string;
  account_id: string;
  provider_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: ColumnType<Date> | null;
  refresh_token_expires_at: ColumnType<Date> | null;
  scope: string | null;
  /** A scrypt hash with its salt, never the password. */
  password: string | null;
  created_at: ColumnType<Date>;
  updated_at: ColumnType<Date>;
}
