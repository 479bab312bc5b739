/**
 * What a crash of the app leaves in a media server that outlives it: rooms without a live seat. Lines need no care: Janus ends
 * the sessions that nobody keeps alive by itself. Called by the composition root once the gateway is up.
 */
import type { RoomId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";

export interface RoomSweeper {
  /** Ends the rooms of ours that are not in `keep`; resolves with their number. Rooms of others are left alone. */
  sweepRooms(keep: ReadonlySet<RoomId>): Promise<number>;
}

/** `liveRooms` are those that the database has as open. Idempotent. */
export async function endForgottenRooms(sweeper: RoomSweeper, liveRooms: readonly RoomId[], log: Log): Promise<void> {
  const ended = await sweeper.sweepRooms(new Set(liveRooms));
  if (ended > 0) log.info("Ended rooms that nobody is in charge of", { rooms: ended });
}
