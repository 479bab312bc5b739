/** An occasion upon a room of its own, which holds its title, its audience and its times. */
import type { ColumnType, Generated } from "kysely";

export interface EventTable {
  id: string;
  room_id: string;
  /** May be empty. */
  description: string;
  place: string | null;
  /** How long before the event's start its room opens. */
  opens_before_minutes: number;
  /** How often its texts were changed. */
  revision: Generated<number>;
  created_at: ColumnType<Date>;
}
