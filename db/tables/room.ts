/** A place with an activity, an audience, a link and a state. */
import type { ColumnType } from "kysely";
import type { Audience, RoomState } from "../../domain/room.ts";

export interface RoomTable {
  id: string;
  code: string;
  host_id: string;
  activity_emoji: string;
  activity_title: string;
  audience: Audience["kind"];
  state: RoomState;
  /** Only an open room is ever locked. */
  locked: boolean;
  seat_limit: number;
  opens_at: ColumnType<Date>;
  /** Set exactly when the state is `ended`. */
  ended_at: ColumnType<Date> | null;
  created_at: ColumnType<Date>;
}
