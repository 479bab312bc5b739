/** A person's or guest's place in a room. A person has at most one per room, taken again on every return. */
import type { ColumnType } from "kysely";

export interface SeatTable {
  id: string;
  room_id: string;
  /** Null for guests. */
  person_id: string | null;
  name: string;
  joined_at: ColumnType<Date>;
  /** Null while the seat is held. */
  left_at: ColumnType<Date> | null;
}
