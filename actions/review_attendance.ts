/**
 * Somebody with the host's rights has come or gone: the room does by itself what its host has set for that. Who is inside is told by
 * the database, so that it may be looked at as often as one likes, and after a restart.
 */
import { findAttendance, listEnding, noteAttendance } from "../db/attendance.ts";
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { changeRoom, lockRoom } from "../db/rooms.ts";
import { type AttendancePlan, planAttendance } from "../domain/attendance.ts";
import { SYSTEM } from "../domain/audit.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { type EndedRoom, endOccurrence, tellEnded } from "./room_ending.ts";

/** Idempotent. Returns when to look again, since the room may then have to be ended; null if it is not to end. */
export async function reviewAttendance(
  deps: Pick<Deps, "db" | "ids" | "gateway" | "publisher" | "tidings" | "background" | "log" | "now">,
  roomId: RoomId,
): Promise<Date | null> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const room = await lockRoom(trx, roomId);
    if (room === null) return null;
    const now = deps.now();
    const before = await findAttendance(trx, roomId);
    const plan = planAttendance(room, before, now);
    const isEndingNews = plan.endsAt?.getTime() !== before.endsAt?.getTime();
    const isNews = isEndingNews || plan.unattendedSince?.getTime() !== before.unattendedSince?.getTime();
    if (isNews) await noteAttendance(trx, roomId, plan);
    return { plan, isEndingNews, ended: await carryOut(deps, trx, room, plan, now) };
  });
  if (done === null) return null;
  const { plan: { deed, endsAt }, isEndingNews, ended } = done;
  if (deed === "lock" || deed === "unlock") {
    deps.publisher.publish(roomId, { type: "lock_changed", locked: deed === "lock" });
  }
  if (ended !== null) await tellEnded(deps, ended);
  else if (isEndingNews) {
    deps.publisher.publish(roomId, { type: "ending_changed", endsAt: endsAt?.getTime() ?? null });
  }
  return endsAt;
}

/** Which rooms a starting server has to look at, although nobody may be inside. */
export async function roomsToEnd({ db }: Pick<Deps, "db">): Promise<readonly RoomId[]> {
  return await listEnding(db);
}

async function carryOut(
  deps: Parameters<typeof endOccurrence>[0],
  trx: Trx,
  room: Room,
  { deed }: AttendancePlan,
  at: Date,
): Promise<EndedRoom | null> {
  const roomId = room.id;
  const entry = { at, actor: SYSTEM, roomId, subject: null };
  switch (deed) {
    case null:
      return null;
    case "lock":
      await changeRoom(trx, roomId, { lock: { at, cause: "host_gone" } });
      await recordDeed(trx, { ...entry, deed: "room_locked", detail: { cause: "host_gone" } });
      return null;
    case "unlock":
      await changeRoom(trx, roomId, { lock: null });
      await recordDeed(trx, { ...entry, deed: "room_unlocked", detail: { cause: "host_gone" } });
      return null;
    case "end":
      return await endOccurrence(deps, trx, room, { actor: SYSTEM, at, detail: { cause: "host_gone" } });
  }
}
