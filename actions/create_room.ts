/** Opens a room of one's own, at once. */
import { insertRoom } from "../db/rooms.ts";
import { parseActivity } from "../domain/activity.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Activity, Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { planAudience, tellShown, writeShowing } from "./show_room.ts";

/** What a room seats unless told otherwise: as many pictures as a grid shows well, with some to spare. */
export const SEAT_LIMIT = 16;

/** Refuses with `not_signed_in`, `bad_activity` or `bad_audience`. */
export async function createRoom(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  viewer: Viewer,
  input: { readonly activity: Activity; readonly audience: AudienceChoice },
): Promise<Outcome<Room>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const activity = parseActivity(input.activity);
  if (!activity.ok) return activity;
  const now = deps.now();
  const opened = await deps.db.transaction().execute(async (trx) => {
    const plan = await planAudience(trx, viewer.personId, input.audience, now);
    if (!plan.ok) return plan;
    const room = await insertRoom(trx, {
      id: deps.ids.roomId(),
      code: deps.ids.roomCode(),
      hostId: viewer.personId,
      activity: activity.value,
      audience: plan.value.audience,
      state: "open",
      seatLimit: SEAT_LIMIT,
      shownSince: now,
      shownToAll: plan.value.shownToAll,
      opensAt: now,
      createdAt: now,
    });
    await writeShowing(trx, room.id, plan.value);
    return granted({ room, plan: plan.value });
  });
  if (!opened.ok) return opened;
  const { room, plan } = opened.value;
  if (room.audience.kind !== "link") deps.tidings.roomChanged(room.id);
  await tellShown(deps, room, plan, new Set());
  return granted(room);
}
