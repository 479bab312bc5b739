/** Whether somebody with the host's rights is inside a room, in SQL, and what was noted of it. What follows is the domain's business. */
import { sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import type { Attendance } from "../domain/attendance.ts";
import { type RoomId, roomId } from "../domain/ids.ts";

/** The caller holds the room's row. */
export async function findAttendance(trx: Trx, room: RoomId): Promise<Attendance> {
  const row = await trx.selectFrom("room")
    .select(({ selectFrom }) => [
      "unattended_since",
      "ends_at",
      selectFrom("seat")
        .select(sql<boolean | null>`bool_or(seat.left_at is null)`.as("held"))
        .whereRef("seat.room_id", "=", "room.id")
        .where(({ or, eb, ref }) => or([eb("seat.co_host", "=", true), eb("seat.person_id", "=", ref("room.host_id"))]))
        // Of a room that repeats, whoever looked after it at an earlier time has not been here yet.
        .where(({ or, eb, ref }) =>
          or([eb("seat.left_at", "is", null), eb("seat.left_at", ">=", ref("room.opens_at"))])
        )
        .as("held"),
    ])
    .where("id", "=", room)
    .executeTakeFirstOrThrow();
  return {
    lookedAfter: row.held === null ? "never" : row.held ? "now" : "before",
    unattendedSince: row.unattended_since,
    endsAt: row.ends_at,
  };
}

/** The caller holds the room's row. */
export async function noteAttendance(
  trx: Trx,
  room: RoomId,
  { unattendedSince, endsAt }: Pick<Attendance, "unattendedSince" | "endsAt">,
): Promise<void> {
  await trx.updateTable("room").set({ unattended_since: unattendedSince, ends_at: endsAt })
    .where("id", "=", room)
    .execute();
}

/** The open rooms that end by themselves unless somebody with the host's rights is back. */
export async function listEnding(db: Db): Promise<readonly RoomId[]> {
  const rows = await db.selectFrom("room").select("id")
    .where("ends_at", "is not", null)
    .where("state", "=", "open")
    .execute();
  return rows.map(({ id }) => roomId(id));
}
