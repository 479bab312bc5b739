/** When a room opens: chosen as it is made, changed later, and one of its times left out. */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { findRoomById } from "../db/rooms.ts";
import { awaitOpening, findSchedule, type StoredSchedule, writeSchedule } from "../db/schedules.ts";
import type { RoomId } from "../domain/ids.ts";
import type { LocalTime } from "../domain/local_time.ts";
import { repetitionOf } from "../domain/recurrence.ts";
import { endFrom, withoutEnd } from "../domain/repeat_end.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room, RoomEvent } from "../domain/room.ts";
import {
  isMoment,
  leaveOut,
  type Planned,
  planSchedule,
  type Schedule,
  type ScheduleChange,
  type ScheduleWish,
} from "../domain/schedule.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { type ManagedRoom, managedRoom } from "./managed_room.ts";
import { type EndedRoom, endHeldRoom, tellEnded } from "./room_ending.ts";
import { type AfterCommit, scheduleChanged } from "./tell_schedule.ts";

export interface Rescheduled {
  readonly room: Room;
  readonly event: Extract<RoomEvent, { type: "room_scheduled" }>;
  readonly afterCommit: AfterCommit;
}

type TellingDeps = Parameters<typeof scheduleChanged>[0];

/** In the transaction that makes the room, with the first opening's times. Gives it with its schedule. */
export async function keepPlanned(trx: Trx, roomId: RoomId, { schedule, first }: Planned): Promise<Room> {
  await writeSchedule(trx, roomId, schedule, first.startsAt);
  const room = await findRoomById(trx, roomId);
  if (room === null) throw new Error("Failed to schedule a room: it is gone");
  return room;
}

/** Writes nothing. The caller has decided that they may. Refuses with `already_open`, or as `planSchedule` does. */
export async function planChange(
  trx: Trx,
  { room: before, now }: Pick<ManagedRoom, "room" | "now">,
  change: ScheduleChange,
): Promise<Outcome<Planned>> {
  if (before.state !== "scheduled") return refused("already_open");
  const known = await findSchedule(trx, before.id);
  const planned = planSchedule(wishOf(before, known, change), now);
  if (!planned.ok) return planned;
  const { schedule } = planned.value;
  const exceptions = exceptionsAfter(known, schedule).filter((local) => local !== schedule.localStart);
  const sequence = (known?.sequence ?? -1) + 1;
  return granted({ ...planned.value, schedule: { ...schedule, exceptions, sequence } });
}

/** What `planChange` gave, in the same transaction. */
export async function writeChange(
  deps: TellingDeps,
  trx: Trx,
  { room: { id: roomId }, actor, now: at }: Pick<ManagedRoom, "room" | "actor" | "now">,
  planned: Planned,
): Promise<Rescheduled> {
  const { schedule, first } = planned;
  await writeSchedule(trx, roomId, schedule, first.startsAt);
  const room = await awaitOpening(trx, roomId, first);
  const detail = { opensAt: room.opensAt.toISOString() };
  await recordDeed(trx, { at, actor, deed: "room_moved", roomId, subject: null, detail });
  return await moved(deps, trx, room);
}

type LeavingDeps =
  & Parameters<typeof tellEnded>[0]
  & TellingDeps
  & Pick<Deps, "seatTokens" | "operatorEmail">;

/**
 * Leaves one of the coming times out; null: the next one. Without any other the room has ended. Refuses as `decideDeed` does, and
 * with `already_open`, `bad_time` (at which it does not open) or `bad_rule` (too many are left out).
 */
export async function leaveOutTime(
  deps: LeavingDeps,
  asker: Asker,
  roomId: RoomId,
  startsAt: Date | null,
): Promise<Outcome<Room>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "reschedule");
    return managed.ok ? await leaveOutHeld(deps, trx, managed.value, startsAt) : managed;
  });
  if (!done.ok) return done;
  const { room, ended, event, afterCommit } = done.value;
  if (ended !== null) await tellEnded(deps, ended);
  else deps.publisher.publish(roomId, event);
  deps.tidings.scheduleChanged(roomId);
  afterCommit();
  return granted(room);
}

async function leaveOutHeld(
  deps: TellingDeps,
  trx: Trx,
  { room: before, actor, now }: ManagedRoom,
  startsAt: Date | null,
): Promise<Outcome<Rescheduled & { readonly ended: EndedRoom | null }>> {
  if (before.state !== "scheduled") return refused("already_open");
  const known = await findSchedule(trx, before.id);
  if (known === null) return refused("bad_time");
  const coming = { startsAt: before.opensAt, endsAt: before.closesAt };
  const without = leaveOut(known, coming, startsAt ?? coming.startsAt);
  if (!without.ok) return without;
  const { schedule, next } = without.value;
  const detail = { opensAt: (startsAt ?? coming.startsAt).toISOString() };
  await recordDeed(trx, { at: now, actor, deed: "time_left_out", roomId: before.id, subject: null, detail });
  if (next === null) {
    const ended = await endHeldRoom(deps, trx, before, { actor, at: now });
    return granted({ room: ended.room, event: eventOf(ended.room), afterCommit: () => {}, ended });
  }
  await writeSchedule(trx, before.id, schedule, next.startsAt);
  const room = await awaitOpening(trx, before.id, next);
  return granted({ ...await moved(deps, trx, room), ended: null });
}

async function moved(deps: TellingDeps, trx: Trx, room: Room): Promise<Rescheduled> {
  return { room, event: eventOf(room), afterCommit: await scheduleChanged(deps, trx, room, "moved") };
}

function eventOf({ opensAt }: Room): Rescheduled["event"] {
  return { type: "room_scheduled", opensAt: opensAt.getTime() };
}

/** The whole wish, from what is changed and what stays: a time that lasted an hour goes on to, whenever it begins. */
function wishOf(room: Room, known: StoredSchedule | null, change: ScheduleChange): ScheduleWish {
  const zone = change.zone ?? known?.zone ?? "UTC";
  const start = change.start ?? { at: room.opensAt };
  const whole = { zone, start, end: change.end, durationMinutes: known?.durationMinutes ?? null };
  if (known === null || known.rule === null) {
    return { ...whole, repeats: change.repeats ?? null, repeatEnd: change.repeatEnd };
  }
  const series = { ...known, rule: known.rule };
  const repetition = repetitionOf(withoutEnd(series.rule), known.localStart);
  const isKept = change.repeats === undefined || change.repeats === repetition;
  return {
    ...whole,
    // One that starts when it would have come anyway keeps its very rule: the end of the month is no day of a shorter one.
    repeats: isKept
      ? (repetition !== null && !isMoment(start, zone, room.opensAt) ? repetition : known.rule)
      : change.repeats,
    repeatEnd: change.repeatEnd ?? (change.repeats === undefined ? endFrom(series, room.opensAt) : undefined),
  };
}

/** Days that were left out stay so, at whatever hour it comes then, if it comes as often as before. */
function exceptionsAfter(known: StoredSchedule | null, { rule, zone, localStart }: Schedule): readonly LocalTime[] {
  if (known === null || known.rule === null || rule === null || known.zone !== zone) return [];
  if (withoutEnd(known.rule) !== withoutEnd(rule)) return [];
  const dayUnits = "2026-03-29".length;
  return known.exceptions.map((local) => local.slice(0, dayUnits) + localStart.slice(dayUnits));
}
