/**
 * What every end of a room comes to, whoever ends it: nobody is inside any more. A room that repeats waits for its next opening
 * then, and keeps its link; every other has ended, and nobody comes in again.
 */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { withdrawKnocksAt } from "../db/knocks.ts";
import { endRoom } from "../db/rooms.ts";
import { awaitOpening, findSchedule, writeSchedule } from "../db/schedules.ts";
import { leaveEverySeat, type SeatRecord } from "../db/seats.ts";
import type { Actor, AuditEntry } from "../domain/audit.ts";
import type { Room } from "../domain/room.ts";
import { nextOccurrence } from "../domain/schedule.ts";
import { closeMediaRoom } from "./close_media_room.ts";
import type { Deps } from "./deps.ts";
import { recordTogether } from "./record_together.ts";
import { type AfterCommit, scheduleChanged } from "./tell_schedule.ts";

export interface EndedRoom {
  /** As it is now: ended, or waiting for its next opening. */
  readonly room: Room;
  /** The seats that were held until now. */
  readonly leaving: readonly SeatRecord[];
  readonly at: Date;
  readonly afterCommit: AfterCommit;
}

/** What the record says of an end that the operator made, who has no other part in the room. */
export const BY_OPERATOR = { role: "operator" } as const;

type EndingDeps = Parameters<typeof scheduleChanged>[0];

interface Ending {
  readonly actor: Actor;
  readonly at: Date;
  readonly detail?: AuditEntry["detail"];
}

/** For good. The caller holds the room's row, and the room has not ended before. */
export async function endHeldRoom(
  deps: EndingDeps,
  trx: Trx,
  before: Room,
  { actor, at, detail = {} }: Ending,
): Promise<EndedRoom> {
  const isAwaited = before.state === "scheduled" || before.schedule?.rule;
  const afterCommit = isAwaited ? await scheduleChanged(deps, trx, before, "cancelled") : () => {};
  const room = await endRoom(trx, before.id, at);
  if (room === null) throw new Error("Failed to end a room: it has ended already");
  await recordDeed(trx, { at, actor, deed: "room_ended", roomId: room.id, subject: null, detail });
  return { room, leaving: await leaveEverySeat(trx, room.id, at), at, afterCommit };
}

/** The end of one opening, which is the end for good unless there is another. The caller holds the room's row. */
export async function endOccurrence(deps: EndingDeps, trx: Trx, before: Room, ending: Ending): Promise<EndedRoom> {
  const { actor, at, detail = {} } = ending;
  const schedule = before.schedule?.rule ? await findSchedule(trx, before.id) : null;
  const next = schedule && nextOccurrence(schedule, new Date(Math.max(at.getTime(), schedule.occursAt.getTime())));
  if (schedule === null || next === null) return await endHeldRoom(deps, trx, before, ending);
  await writeSchedule(trx, before.id, schedule, next.startsAt);
  await withdrawKnocksAt(trx, before.id);
  const leaving = await leaveEverySeat(trx, before.id, at);
  const room = await awaitOpening(trx, before.id, next);
  await recordDeed(trx, { at, actor, deed: "room_closed", roomId: room.id, subject: null, detail });
  return { room, leaving, at, afterCommit: await scheduleChanged(deps, trx, room, "scheduled") };
}

/** After the commit. Those inside are told first, because a media server that hangs must not keep them from knowing. */
export async function tellEnded(
  deps: Pick<Deps, "db" | "gateway" | "publisher" | "tidings" | "background" | "log">,
  { room: { id, state, opensAt }, leaving, at, afterCommit }: EndedRoom,
): Promise<void> {
  deps.publisher.publish(id, { type: "room_ended" });
  if (state === "scheduled") deps.publisher.publish(id, { type: "room_scheduled", opensAt: opensAt.getTime() });
  deps.tidings.scheduleChanged(id);
  afterCommit();
  deps.background.start(
    "Failed to record who was together",
    () => recordTogether(deps, { roomId: id, leaving, staying: [], at }),
  );
  await closeMediaRoom(deps, id);
}
