/** Opens a room of one's own, at once. */
import { recordDeed } from "../db/audit.ts";
import { insertRoom } from "../db/rooms.ts";
import { holdUnsuspended } from "../db/suspensions.ts";
import { parseActivity } from "../domain/activity.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Activity, Room } from "../domain/room.ts";
import { decideSeatLimit, defaultSettings, type RoomSettings, SEAT_LIMIT } from "../domain/room_settings.ts";
import { NO_TRACES, type Traces } from "../domain/traces.ts";
import type { Viewer } from "../domain/viewer.ts";
import { actorOf } from "./actor.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { holdTiesFor, planAudience, tellShownLater, writeShowing } from "./show_room.ts";

export interface RoomWish {
  readonly activity: Activity;
  readonly audience: AudienceChoice;
  /** What differs from what is sensible for the audience. */
  readonly settings?: Partial<RoomSettings>;
  readonly seatLimit?: number;
}

/** Refuses with `not_signed_in`, `bad_activity`, `bad_audience`, `bad_settings`, `suspended` or `too_many_requests`. */
export async function createRoom(
  deps: Pick<Deps, "db" | "ids" | "limits" | "now" | "tidings" | "background">,
  viewer: Viewer,
  input: RoomWish,
  traces: Traces = NO_TRACES,
): Promise<Outcome<Room>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const activity = parseActivity(input.activity);
  if (!activity.ok) return activity;
  const seatLimit = decideSeatLimit(input.seatLimit ?? SEAT_LIMIT);
  if (!seatLimit.ok) return seatLimit;
  const allowed = await deps.limits.take("create_room", countedAs({ viewer, traces }));
  if (!allowed.ok) return allowed;
  const settings = { ...defaultSettings(input.audience.kind), ...input.settings };
  const now = deps.now();
  const opened = await deps.db.transaction().execute(async (trx) => {
    await holdTiesFor(trx, viewer.personId, input.audience);
    if (!await holdUnsuspended(trx, viewer.personId)) return refused("suspended");
    const plan = await planAudience(trx, viewer.personId, input.audience, now);
    if (!plan.ok) return plan;
    const room = await insertRoom(trx, {
      id: deps.ids.roomId(),
      code: deps.ids.roomCode(),
      hostId: viewer.personId,
      activity: activity.value,
      audience: plan.value.audience,
      state: "open",
      seatLimit: seatLimit.value,
      settings,
      startedAt: settings.hostStarts ? null : now,
      shownSince: now,
      shownToAll: plan.value.shownToAll,
      opensAt: now,
      createdAt: now,
    });
    await writeShowing(trx, room.id, plan.value);
    const actor = actorOf(viewer, null);
    await recordDeed(trx, { at: now, actor, deed: "room_opened", roomId: room.id, subject: null, detail: {} });
    return granted({ room, plan: plan.value });
  });
  if (!opened.ok) return opened;
  const { room, plan } = opened.value;
  if (room.audience.kind !== "link") deps.tidings.roomChanged(room.id);
  tellShownLater(deps, room, plan);
  return granted(room);
}
