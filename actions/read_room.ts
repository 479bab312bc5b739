/** A room by its id, for those who look after it. */
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { seenRoom } from "./managed_room.ts";

/** Also an ended one. Refuses as `decideDeed` does. */
export async function readRoom(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const seen = await seenRoom(deps, asker, roomId);
  return seen.ok ? granted(seen.value.room) : seen;
}
