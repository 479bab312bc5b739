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
  /** Set exactly when the audience is `group`. */
  group_id: string | null;
  shown_since: ColumnType<Date>;
  shown_to_all: boolean;
  first_came_at: ColumnType<Date> | null;
  state: RoomState;
  /** Only an open room is ever locked. */
  locked: boolean;
  seat_limit: number;
  opens_at: ColumnType<Date>;
  /** Set exactly when the state is `ended`. */
  ended_at: ColumnType<Date> | null;
  created_at: ColumnType<Date>;
}
