/**
 * Opens the rooms whose time has come, and closes those whose time is over. Any number of processes may do it at once: a room that
 * another one holds is left to it.
 */
import type { Trx } from "../db/database.ts";
import { lockRoom } from "../db/rooms.ts";
import { isAnyDue, nextDueAt, takeDueRoom } from "../db/schedules.ts";
import { countLive } from "../db/seats.ts";
import { SYSTEM } from "../domain/audit.ts";
import type { RoomId } from "../domain/ids.ts";
import { dueTransition } from "../domain/schedule.ts";
import type { Deps } from "./deps.ts";
import { openHeldRoom, tellOpened } from "./open_room.ts";
import { endOccurrence, tellEnded } from "./room_ending.ts";

type DueDeps = Pick<Deps, "db" | "ids" | "gateway" | "publisher" | "tidings" | "background" | "log" | "now">;

const HELD_AGAIN_MS = 200;

/** Idempotent. A room that fails is left for the next time, and keeps no other from its turn. Gives when something is due next. */
export async function runDueRooms(deps: DueDeps): Promise<Date | null> {
  const now = deps.now();
  const passed: RoomId[] = [];
  for (;;) {
    let roomId: RoomId | null = null;
    try {
      const tell = await deps.db.transaction().execute(async (trx) => {
        roomId = await takeDueRoom(trx, now, passed);
        return roomId && await carryOut(deps, trx, roomId, now);
      });
      if (roomId === null) return await nextLook(deps, now, passed);
      if (tell) tell();
      else passed.push(roomId);
    } catch (error) {
      if (roomId === null) throw error;
      deps.log.error("Failed to open or close a room at its time", { roomId }, error);
      passed.push(roomId);
    }
  }
}

/** A room that is due and that somebody holds just now, coming in perhaps, is looked at again in a moment. */
async function nextLook({ db }: DueDeps, now: Date, passed: readonly RoomId[]): Promise<Date | null> {
  return await isAnyDue(db, now, passed) ? new Date(now.getTime() + HELD_AGAIN_MS) : await nextDueAt(db, now);
}

/** Gives what is to be told after the commit; null if nothing is due. */
async function carryOut(deps: DueDeps, trx: Trx, roomId: RoomId, now: Date): Promise<(() => void) | null> {
  const room = await lockRoom(trx, roomId);
  const due = room && dueTransition({ ...room, inside: await countLive(trx, roomId) }, now);
  if (room === null || due === null) return null;
  if (due === "open") {
    const opened = await openHeldRoom(deps, trx, room, SYSTEM, now);
    return () => tellOpened(deps, opened);
  }
  const ended = await endOccurrence(deps, trx, room, { actor: SYSTEM, at: now, detail: { cause: due } });
  return () => deps.background.start("Failed to tell that a room has closed", () => tellEnded(deps, ended));
}
