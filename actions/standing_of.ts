/** What links a viewer with a room: nothing, for guests and for the host, who needs no tie to see it. */
import type { Db } from "../db/database.ts";
import { findStanding } from "../db/standings.ts";
import type { Room } from "../domain/room.ts";
import { type Standing, STRANGER } from "../domain/standing.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";

export async function standingOf(db: Db, room: Room, viewer: Viewer): Promise<Standing> {
  if (viewer.kind === "guest" || isHost(room, viewer)) return STRANGER;
  return await findStanding(db, room, viewer.personId);
}
