/** Makes a room of one's own: open at once, or at the time that is planned for it. */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { insertRoom } from "../db/rooms.ts";
import { holdUnsuspended } from "../db/suspensions.ts";
import { parseActivity } from "../domain/activity.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Activity, Room } from "../domain/room.ts";
import { decideSeatLimit, defaultSettings, type RoomSettings, SEAT_LIMIT } from "../domain/room_settings.ts";
import { NO_TRACES, type Traces } from "../domain/traces.ts";
import { planSchedule, type ScheduleWish } from "../domain/schedule.ts";
import type { Viewer } from "../domain/viewer.ts";
import { actorOf } from "./actor.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { keepPlanned } from "./schedule_room.ts";
import { scheduleChanged } from "./tell_schedule.ts";
import { holdTiesFor, planAudience, tellShownLater, writeShowing } from "./show_room.ts";

export interface RoomWish {
  readonly activity: Activity;
  readonly audience: AudienceChoice;
  /** What differs from what is sensible for the audience. */
  readonly settings?: Partial<RoomSettings>;
  readonly seatLimit?: number;
  /** Left out: it opens at once. */
  readonly schedule?: ScheduleWish;
}

/** What else is written with a room, in the same transaction. */
export type AlsoWrite = (trx: Trx, room: Room) => Promise<void>;

/**
 * Refuses with `not_signed_in`, `bad_activity`, `bad_audience`, `bad_settings`, `suspended`, `too_many_requests`, or as `planSchedule`
 * does.
 */
export async function createRoom(
  deps: Pick<Deps, "db" | "ids" | "limits" | "now" | "tidings" | "background">,
  viewer: Viewer,
  input: RoomWish,
  traces: Traces = NO_TRACES,
  alsoWrite: AlsoWrite = () => Promise.resolve(),
): Promise<Outcome<Room>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const activity = parseActivity(input.activity);
  if (!activity.ok) return activity;
  const seatLimit = decideSeatLimit(input.seatLimit ?? SEAT_LIMIT);
  if (!seatLimit.ok) return seatLimit;
  const now = deps.now();
  const planned = input.schedule === undefined ? granted(null) : planSchedule(input.schedule, now);
  if (!planned.ok) return planned;
  const allowed = await deps.limits.take("create_room", countedAs({ viewer, traces }));
  if (!allowed.ok) return allowed;
  const settings = { ...defaultSettings(input.audience.kind), ...input.settings };
  const made = await deps.db.transaction().execute(async (trx) => {
    await holdTiesFor(trx, viewer.personId, input.audience);
    if (!await holdUnsuspended(trx, viewer.personId)) return refused("suspended");
    const plan = await planAudience(trx, viewer.personId, input.audience, now);
    if (!plan.ok) return plan;
    const coming = planned.value;
    // Whoever chooses the present minute means now.
    const opensNow = coming === null || coming.first.startsAt <= now;
    const inserted = await insertRoom(trx, {
      id: deps.ids.roomId(),
      code: deps.ids.roomCode(),
      hostId: viewer.personId,
      activity: activity.value,
      audience: plan.value.audience,
      state: opensNow ? "open" : "scheduled",
      seatLimit: seatLimit.value,
      settings,
      startedAt: settings.hostStarts || !opensNow ? null : now,
      shownSince: now,
      shownToAll: plan.value.shownToAll,
      opensAt: opensNow ? now : coming.first.startsAt,
      closesAt: coming?.first.endsAt ?? null,
      createdAt: now,
    });
    await writeShowing(trx, inserted.id, plan.value);
    const about = { at: now, actor: actorOf(viewer, null), roomId: inserted.id, subject: null };
    const room = coming === null ? inserted : await keepPlanned(trx, inserted.id, coming);
    await alsoWrite(trx, room);
    if (opensNow) {
      await recordDeed(trx, { ...about, deed: "room_opened", detail: {} });
      return granted({ room, plan: plan.value, afterCommit: null });
    }
    const detail = { opensAt: room.opensAt.toISOString() };
    await recordDeed(trx, { ...about, deed: "room_scheduled", detail });
    return granted({ room, plan: plan.value, afterCommit: await scheduleChanged(deps, trx, room, "scheduled") });
  });
  if (!made.ok) return made;
  const { room, plan, afterCommit } = made.value;
  if (room.audience.kind !== "link") deps.tidings.roomChanged(room.id);
  if (room.schedule !== null) deps.tidings.scheduleChanged(room.id);
  if (afterCommit === null) tellShownLater(deps, room, plan);
  else afterCommit();
  return granted(room);
}
