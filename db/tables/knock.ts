/** Who asks to come in where the door is not open to them. One row for each who knocks at a room, however often. */
import type { ColumnType } from "kysely";
import type { KnockState } from "../../domain/knock.ts";

export interface KnockTable {
  id: string;
  room_id: string;
  /** Exactly one of the two is set: a person's account, or the seat id that a guest's cookie names. */
  person_id: string | null;
  seat_id: string | null;
  name: string;
  line: string | null;
  state: KnockState;
  times: number;
  knocked_at: ColumnType<Date>;
  answered_at: ColumnType<Date> | null;
  /** They were told "in a minute" since they knocked last. */
  minute_said: boolean;
  /** Nobody hears them until then. */
  quiet_until: ColumnType<Date> | null;
  /** They were removed from the room: nobody hears them, and they do not learn it. */
  unheard: boolean;
}
