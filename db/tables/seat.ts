/** A person's or guest's place in a room. A person has at most one per room, taken again on every return. */
import type { ColumnType, Generated } from "kysely";

export interface SeatTable {
  id: string;
  room_id: string;
  /** Null for guests. */
  person_id: string | null;
  name: string;
  joined_at: ColumnType<Date>;
  /** Null while the seat is held. */
  left_at: ColumnType<Date> | null;
  /** Has been given the host's rights in this room. */
  co_host: Generated<boolean>;
  /** Was muted by a host, and has not been on since. */
  muted: Generated<boolean>;
  /** Keyed hashes of where they came from, by which a removal keeps them out; the address of guests alone. */
  browser: Generated<string | null>;
  address: Generated<string | null>;
}
