/** Who is inside a room, for those who look after it and those who sit there themselves. */
import { findRoomById } from "../db/rooms.ts";
import { liveSeats } from "../db/seats.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { manage } from "./managed_room.ts";
import { type SeatSummary, toSummary } from "./seat_view.ts";

export type { SeatSummary } from "./seat_view.ts";

/** In the order of arrival. Refuses with `not_found` where one may not look. */
export async function listSeats(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<readonly SeatSummary[]>> {
  const room = await findRoomById(deps.db, roomId);
  if (room === null) return refused("not_found");
  const managed = await manage(deps, deps.db, asker, room, ["manage"]);
  // Who sits inside may not manage the room, but sees who else is there.
  if (!managed.ok && managed.refusal !== "not_allowed") return managed;
  return granted((await liveSeats(deps.db, roomId)).map((seat) => toSummary(seat, room)));
}
