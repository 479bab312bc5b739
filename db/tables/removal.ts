/** Who was put out of a room and is kept out of it: a person by the account, a guest by seat, browser and, for a while, address. */
import type { ColumnType } from "kysely";

export interface RemovalTable {
  id: string;
  room_id: string;
  seat_id: string;
  /** Null for guests. */
  person_id: string | null;
  name: string;
  browser: string | null;
  address: string | null;
  /** The address keeps nobody out after that: others may have it by then. */
  address_until: ColumnType<Date> | null;
  removed_at: ColumnType<Date>;
  /** Set when they were let back: then it keeps nobody out any more. */
  readmitted_at: ColumnType<Date> | null;
}
