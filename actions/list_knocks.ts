/** Who knocks at a room, for those who look after it. */
import { findRoomById } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { manage } from "./managed_room.ts";
import { type HeardKnock, readHeardKnocks } from "./read_heard_knocks.ts";

export type { HeardKnock } from "./read_heard_knocks.ts";

/** The first who knocked first, at most `HEARD_AT_ONCE`. Refuses as `decideDeed` does. */
export async function listKnocks(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<readonly HeardKnock[]>> {
  const room = await findRoomById(deps.db, roomId);
  if (room === null) return refused("not_found");
  const managed = await manage(deps, deps.db, asker, room, ["answer_knock"]);
  return managed.ok ? granted(await readHeardKnocks(deps, roomId)) : managed;
}
