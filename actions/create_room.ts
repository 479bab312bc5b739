/** Opens a room of one's own, at once. */
import { insertRoom } from "../db/rooms.ts";
import { parseActivity } from "../domain/activity.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Activity, Audience, Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** What a room seats unless told otherwise: as many pictures as a grid shows well, with some to spare. */
export const SEAT_LIMIT = 16;

/** Refuses with `not_signed_in` or `bad_activity`. */
export async function createRoom(
  deps: Deps,
  viewer: Viewer,
  input: { readonly activity: Activity; readonly audience: Audience },
): Promise<Outcome<Room>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const activity = parseActivity(input.activity);
  if (!activity.ok) return activity;
  const now = deps.now();
  const room = await insertRoom(deps.db, {
    id: deps.ids.roomId(),
    code: deps.ids.roomCode(),
    hostId: viewer.personId,
    activity: activity.value,
    audience: input.audience,
    state: "open",
    seatLimit: SEAT_LIMIT,
    shownSince: now,
    shownToAll: false,
    opensAt: now,
    createdAt: now,
  });
  return granted(room);
}
