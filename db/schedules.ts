/** Schedules in SQL, and the rooms that have something to do by the time alone. What that is, is the domain's business. */
import type { Selectable } from "kysely";
import type { Db, Trx } from "./database.ts";
import { jsonb } from "./json.ts";
import { findRoomById } from "./rooms.ts";
import type { ScheduleTable } from "./tables/schedule.ts";
import { type RoomId, roomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import type { Occurrence, Schedule } from "../domain/schedule.ts";

export interface StoredSchedule extends Schedule {
  /** The start of the opening that comes next, or lasts: the room itself may have been opened earlier by hand. */
  readonly occursAt: Date;
}

/** Writes it as it is now, whether there was one or not. In the transaction that writes the room. */
export async function writeSchedule(trx: Trx, room: RoomId, schedule: Schedule, occursAt: Date): Promise<void> {
  const row = {
    local_start: schedule.localStart,
    zone: schedule.zone,
    duration_minutes: schedule.durationMinutes,
    rule: schedule.rule,
    exceptions: jsonb(schedule.exceptions),
    occurs_at: occursAt,
    sequence: schedule.sequence,
  };
  await trx.insertInto("schedule").values({ room_id: room, ...row })
    .onConflict((conflict) => conflict.column("room_id").doUpdateSet(row))
    .execute();
}

export async function findSchedule(db: Db, room: RoomId): Promise<StoredSchedule | null> {
  const row = await db.selectFrom("schedule").selectAll().where("room_id", "=", room).executeTakeFirst();
  return row ? toSchedule(row) : null;
}

/** The room is to open then. As it was before its first opening, but for whom it is shown to, who was put out, and the link. */
export async function awaitOpening(trx: Trx, id: RoomId, { startsAt, endsAt }: Occurrence): Promise<Room> {
  await trx.updateTable("room").set({
    state: "scheduled",
    locked: false,
    locked_at: null,
    lock_cause: null,
    started_at: null,
    unattended_since: null,
    ends_at: null,
    first_came_at: null,
    opens_at: startsAt,
    closes_at: endsAt,
  }).where("id", "=", id).execute();
  await trx.deleteFrom("door_seen").where("room_id", "=", id).execute();
  return await reread(trx, id);
}

/** The caller holds the room's row, and it is to open. `startedAt` null: who comes early waits for the host. */
export async function openRoom(
  trx: Trx,
  id: RoomId,
  { at, startedAt }: { readonly at: Date; readonly startedAt: Date | null },
): Promise<Room> {
  await trx.updateTable("room").set({ state: "open", opens_at: at, started_at: startedAt })
    .where("id", "=", id)
    .where("state", "=", "scheduled")
    .execute();
  return await reread(trx, id);
}

/**
 * Holds the row of a room that has something to do by now and that nobody else holds; null if there is none. `passed`: rooms that
 * are left for another time.
 */
export async function takeDueRoom(trx: Trx, now: Date, passed: readonly RoomId[]): Promise<RoomId | null> {
  const found = await selectOpening(trx, now, passed).forNoKeyUpdate().skipLocked().executeTakeFirst() ??
    await selectClosing(trx, now, passed).forNoKeyUpdate().skipLocked().executeTakeFirst();
  return found ? roomId(found.id) : null;
}

/** Whether there is one that somebody else may hold just now. */
export async function isAnyDue(db: Db, now: Date, passed: readonly RoomId[]): Promise<boolean> {
  const found = await selectOpening(db, now, passed).executeTakeFirst() ??
    await selectClosing(db, now, passed).executeTakeFirst();
  return found !== undefined;
}

/** The one that waits longest. */
function selectOpening(db: Db, now: Date, passed: readonly RoomId[]) {
  return db.selectFrom("room").select("id")
    .where("state", "=", "scheduled")
    .where("opens_at", "<=", now)
    .$if(passed.length > 0, (query) => query.where("id", "not in", passed))
    .orderBy("opens_at").orderBy("id").limit(1);
}

function selectClosing(db: Db, now: Date, passed: readonly RoomId[]) {
  return db.selectFrom("room").select("id")
    .where("state", "=", "open")
    .where("closes_at", "<=", now)
    .$if(passed.length > 0, (query) => query.where("id", "not in", passed))
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("seat").select("seat.id").whereRef("seat.room_id", "=", "room.id").where("seat.left_at", "is", null),
      ))
    )
    .orderBy("closes_at").orderBy("id").limit(1);
}

/** When something is due next, later than that; null if nothing is. */
export async function nextDueAt(db: Db, after: Date): Promise<Date | null> {
  const opening = await db.selectFrom("room").select("opens_at as at")
    .where("state", "=", "scheduled").where("opens_at", ">", after)
    .orderBy("opens_at").limit(1).executeTakeFirst();
  const closing = await db.selectFrom("room").select("closes_at as at")
    .where("state", "=", "open").where("closes_at", ">", after)
    .orderBy("closes_at").limit(1).executeTakeFirst();
  const times = [opening?.at, closing?.at].flatMap((at) => at ? [at.getTime()] : []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

async function reread(trx: Trx, id: RoomId): Promise<Room> {
  const room = await findRoomById(trx, id);
  if (room === null) throw new Error("Failed to schedule a room: it is gone");
  return room;
}

function toSchedule(row: Selectable<ScheduleTable>): StoredSchedule {
  return {
    localStart: row.local_start,
    zone: row.zone,
    durationMinutes: row.duration_minutes,
    rule: row.rule,
    exceptions: row.exceptions,
    sequence: row.sequence,
    occursAt: row.occurs_at,
  };
}
