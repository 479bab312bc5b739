/** A room by its id, for who may see all of it. */
import { findRoomById } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";

/** Refuses with `not_found`, also to everybody but the host. */
export async function readRoom(deps: Pick<Deps, "db">, viewer: Viewer, roomId: RoomId): Promise<Outcome<Room>> {
  if (viewer.kind === "guest") return refused("not_found");
  const room = await findRoomById(deps.db, roomId);
  if (room === null) return refused("not_found");
  return isHost(room, viewer) ? granted(room) : refused("not_found");
}
