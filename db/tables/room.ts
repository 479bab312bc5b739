/** A place with an activity, an audience, a link and a state. */
import type { ColumnType, Generated } from "kysely";
import type { Audience, LockCause, RoomState } from "../../domain/room.ts";
import type { RoomSettings } from "../../domain/room_settings.ts";

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
  /** Set exactly while the room is locked, and so is `lock_cause`. */
  locked_at: ColumnType<Date | null, Date | null | undefined>;
  lock_cause: Generated<LockCause | null>;
  seat_limit: number;
  host_starts: Generated<boolean>;
  when_host_leaves: Generated<RoomSettings["whenHostLeaves"]>;
  guests_allowed: Generated<boolean>;
  chat_allowed: Generated<boolean>;
  self_unmute: Generated<boolean>;
  lock_after_removal: Generated<boolean>;
  /** When somebody who may start it first came in; null: who comes early waits. */
  started_at: ColumnType<Date | null, Date | null | undefined>;
  /** When it was noted that nobody with the host's rights is inside any more. */
  unattended_since: ColumnType<Date | null, Date | null | undefined>;
  /** When it ends unless one of them is back by then. */
  ends_at: ColumnType<Date | null, Date | null | undefined>;
  /** When it opened, or is to open. */
  opens_at: ColumnType<Date>;
  /** When its time is over; null: it has no end. */
  closes_at: ColumnType<Date | null, Date | null | undefined>;
  /** Set exactly when the state is `ended`. */
  ended_at: ColumnType<Date> | null;
  created_at: ColumnType<Date>;
}
