/** Who is invited to a room now: a person, or a guest by the seat that their cookie names. */
import type { ColumnType } from "kysely";

export interface InvitedTable {
  invitation_id: string;
  room_id: string;
  /** Null for guests. */
  person_id: string | null;
  /** Set for guests; it need not be taken yet. */
  seat_id: string | null;
  since: ColumnType<Date>;
}
