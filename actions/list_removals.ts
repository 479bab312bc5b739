/** Who is kept out of a room now, for those who look after it. */
import { listRemovals as findRemovals, type Removal } from "../db/removals.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { seenRoom } from "./managed_room.ts";

export type { Removal } from "../db/removals.ts";

/** The latest first. Refuses as `decideDeed` does. */
export async function listRemovals(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<readonly Removal[]>> {
  const seen = await seenRoom(deps, asker, roomId);
  return seen.ok ? granted(await findRemovals(deps.db, roomId)) : seen;
}
