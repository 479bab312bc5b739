/**
 * Changes what a room is: its activity, whom it is for, its settings, how many it seats, when it opens. Several at once are all done or none is.
 * Those inside stay, whatever is changed.
 */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { changeRoom as writeRoom } from "../db/rooms.ts";
import { parseActivity, sameActivity } from "../domain/activity.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Activity, Room, RoomEvent } from "../domain/room.ts";
import type { ScheduleChange } from "../domain/schedule.ts";
import { changedSettings, decideSeatLimit, type RoomSettings } from "../domain/room_settings.ts";
import { type AudienceChange, chooseAudience, tellAudience } from "./choose_audience.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { type ManagedRoom, managedRoom, type ManagingDeed } from "./managed_room.ts";
import { planChange, type Rescheduled, writeChange } from "./schedule_room.ts";
import { holdTiesFor } from "./show_room.ts";

/** What is left out stays as it is. */
export interface RoomChange {
  readonly activity?: Activity | undefined;
  readonly audience?: AudienceChoice | undefined;
  readonly settings?: Partial<RoomSettings> | undefined;
  readonly seatLimit?: number | undefined;
  /** Of a room that is to open. */
  readonly schedule?: ScheduleChange | undefined;
}

type ChangeDeps = Pick<
  Deps,
  "db" | "seatTokens" | "ids" | "now" | "publisher" | "tidings" | "background" | "operatorEmail"
>;

/** What else is changed with a room, in the same transaction. */
export type AlsoChange = (trx: Trx, managed: ManagedRoom) => Promise<void>;

/** Refuses as `decideDeed` does for each of what is asked, `bad_activity`, `bad_audience`, `bad_settings`, or as `planChange` does. */
export async function changeRoom(
  deps: ChangeDeps,
  asker: Asker,
  roomId: RoomId,
  change: RoomChange,
  alsoChange: AlsoChange = () => Promise.resolve(),
): Promise<Outcome<Room>> {
  const changed = await deps.db.transaction().execute(async (trx) => {
    if (change.audience !== undefined && asker.viewer.kind === "person") {
      await holdTiesFor(trx, asker.viewer.personId, change.audience);
    }
    const managed = await managedRoom(deps, trx, asker, roomId, "manage", ...deedsOf(change));
    if (!managed.ok) return managed;
    const applied = await apply(deps, trx, managed.value, change);
    if (applied.ok) await alsoChange(trx, managed.value);
    return applied;
  });
  if (!changed.ok) return changed;
  const { room, events, audience, moved } = changed.value;
  for (const event of events) deps.publisher.publish(roomId, event);
  if (moved !== null) {
    deps.tidings.scheduleChanged(roomId);
    moved.afterCommit();
  }
  if (audience !== null) tellAudience(deps, audience);
  return granted(room);
}

function deedsOf({ activity, audience, settings, seatLimit, schedule }: RoomChange): readonly ManagingDeed[] {
  return [
    ...(activity === undefined ? [] : ["rename" as const]),
    ...(audience === undefined ? [] : ["set_audience" as const]),
    ...(settings === undefined && seatLimit === undefined ? [] : ["change_settings" as const]),
    ...(schedule === undefined ? [] : ["reschedule" as const]),
  ];
}

interface Changed {
  readonly room: Room;
  readonly events: readonly RoomEvent[];
  readonly audience: AudienceChange | null;
  readonly moved: Rescheduled | null;
}

/** The audience comes last of what may be refused, so that nothing is written before everything is decided. */
async function apply(
  deps: ChangeDeps,
  trx: Trx,
  managed: ManagedRoom,
  change: RoomChange,
): Promise<Outcome<Changed>> {
  const { room, actor, now } = managed;
  const activity = parseActivity(change.activity ?? room.activity);
  if (!activity.ok) return activity;
  const seatLimit = change.seatLimit === undefined ? granted(room.seatLimit) : decideSeatLimit(change.seatLimit);
  if (!seatLimit.ok) return seatLimit;
  const planned = change.schedule === undefined ? granted(null) : await planChange(trx, managed, change.schedule);
  if (!planned.ok) return planned;
  const audience = change.audience === undefined ? null : await chooseAudience(trx, room, change.audience, now);
  if (audience !== null && !audience.ok) return audience;

  const about = { at: now, actor, roomId: room.id, subject: null };
  const moved = planned.value === null ? null : await writeChange(deps, trx, managed, planned.value);
  const events: RoomEvent[] = moved === null ? [] : [moved.event];
  let after = moved?.room ?? audience?.value.room ?? room;
  if (audience !== null) {
    const { kind } = after.audience;
    await recordDeed(trx, { ...about, deed: "audience_changed", detail: { kind, toAll: after.shownToAll } });
  }
  if (!sameActivity(room.activity, activity.value)) {
    after = await writeRoom(trx, room.id, { activity: activity.value });
    await recordDeed(trx, { ...about, deed: "room_renamed", detail: { ...activity.value } });
    events.push({ type: "activity_changed", activity: after.activity });
  }
  const settings = { ...room.settings, ...change.settings };
  const detail = changedSettings(room, { settings, seatLimit: seatLimit.value });
  if (Object.keys(detail).length > 0) {
    const starts = room.state === "open" && room.startedAt === null && !settings.hostStarts;
    const goesOn = room.endsAt !== null && settings.whenHostLeaves !== "end";
    after = await writeRoom(trx, room.id, {
      settings,
      seatLimit: seatLimit.value,
      ...(starts ? { startedAt: now } : {}),
      ...(goesOn ? { endsAt: null } : {}),
    });
    await recordDeed(trx, { ...about, deed: "settings_changed", detail });
    events.push({ type: "settings_changed", settings: after.settings, seatLimit: after.seatLimit });
    if (goesOn) events.push({ type: "ending_changed", endsAt: null });
    // Nobody has to be waited for any more.
    if (starts) events.push({ type: "room_started" });
  }
  return granted({ room: after, events, audience: audience?.value ?? null, moved });
}
