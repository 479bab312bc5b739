/** Notices as their reader may see them now: a room that is not to be seen any more has neither name nor link. */
import type { ListedNotice } from "../db/notices.ts";
import { findRoomById } from "../db/rooms.ts";
import { findPersonSeat } from "../db/seats.ts";
import { seatedIn } from "../db/visits.ts";
import type { RoomId } from "../domain/ids.ts";
import { looksAfter, roleOf } from "../domain/permissions.ts";
import type { Room } from "../domain/room.ts";
import { type Viewer, visitorOf } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { standingOf } from "./standing_of.ts";

export interface ToldNotice extends Omit<ListedNotice, "roomId"> {
  readonly room: Pick<Room, "id" | "code" | "activity" | "state"> | null;
}

export async function viewNotices(
  deps: Pick<Deps, "db" | "now">,
  viewer: Extract<Viewer, { kind: "person" }>,
  notices: readonly ListedNotice[],
): Promise<ToldNotice[]> {
  const ids = [...new Set(notices.flatMap(({ roomId }) => roomId === null ? [] : [roomId]))];
  const seated = await seatedIn(deps.db, viewer.personId, ids);
  const rooms = new Map(
    await Promise.all(ids.map(async (id) => [id, await seen(deps, viewer, id, seated.has(id))] as const)),
  );
  return notices.map(({ roomId, ...notice }) => ({
    ...notice,
    room: roomId === null ? null : rooms.get(roomId) ?? null,
  }));
}

/** A co-host may be no member of the audience, and looks after the room all the same. */
async function seen(
  deps: Pick<Deps, "db" | "now">,
  viewer: Extract<Viewer, { kind: "person" }>,
  id: RoomId,
  seated: boolean,
): Promise<Room | null> {
  const room = await findRoomById(deps.db, id);
  if (room === null) return null;
  const now = deps.now();
  const standing = await standingOf(deps.db, room, visitorOf(viewer), now);
  const sight = sightOf({ room, viewer, code: null, seated, standing, now });
  if (sight !== "nothing") return room;
  const seat = await findPersonSeat(deps.db, id, viewer.personId);
  return looksAfter(roleOf({ room, viewer, standing, seat, operator: false })) ? room : null;
}
