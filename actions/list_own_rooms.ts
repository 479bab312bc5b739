/** The rooms that one hosts, the newest first, with how many are inside. */
import { listRoomsHostedBy } from "../db/rooms.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";

export interface OwnRoom {
  readonly room: Room;
  readonly inside: number;
}

/** Refuses with `not_signed_in`. */
export async function listOwnRooms(deps: Pick<Deps, "db">, viewer: Viewer): Promise<Outcome<readonly OwnRoom[]>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const doors = await listRoomsHostedBy(deps.db, viewer.personId);
  return granted(doors.filter(({ room }) => isHost(room, viewer)));
}
