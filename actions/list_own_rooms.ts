/** The rooms that one hosts, the newest first, with how many are inside. */
import { listRoomsHostedBy } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";

export const ROOMS_A_PAGE = 50;

export interface OwnRoom {
  readonly room: Room;
  readonly inside: number;
}

export interface OwnRoomPage {
  readonly rooms: readonly OwnRoom[];
  /** After which the next page begins; null on the last one. */
  readonly next: RoomId | null;
}

/** `after`: the last one of the page before. Refuses with `not_signed_in`. */
export async function listOwnRooms(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  after: RoomId | null = null,
): Promise<Outcome<OwnRoomPage>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const found = await listRoomsHostedBy(deps.db, viewer.personId, { after, limit: ROOMS_A_PAGE + 1 });
  const page = found.slice(0, ROOMS_A_PAGE);
  return granted({
    rooms: page.filter(({ room }) => isHost(room, viewer)),
    next: found.length > page.length ? page.at(-1)?.room.id ?? null : null,
  });
}
