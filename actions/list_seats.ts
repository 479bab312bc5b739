/** Who is inside a room, for its host and for those who sit there themselves. */
import { findRoomById } from "../db/rooms.ts";
import { liveSeats } from "../db/seats.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { type Viewer, visitorOf } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { type SeatSummary, toSummary } from "./seat_view.ts";
import { standingOf } from "./standing_of.ts";

export type { SeatSummary } from "./seat_view.ts";

/** In the order of arrival. Refuses with `not_found` where one may not look. */
export async function listSeats(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  roomId: RoomId,
): Promise<Outcome<readonly SeatSummary[]>> {
  if (viewer.kind === "guest") return refused("not_found");
  const room = await findRoomById(deps.db, roomId);
  if (room === null) return refused("not_found");
  const seats = await liveSeats(deps.db, roomId);
  const seated = seats.some(({ personId }) => personId === viewer.personId);
  const now = deps.now();
  const standing = await standingOf(deps.db, room, visitorOf(viewer), now);
  const sight = sightOf({ room, viewer, code: null, seated, standing, now });
  if (sight !== "everything" && sight !== "inside") return refused("not_found");
  return granted(seats.map(toSummary));
}
