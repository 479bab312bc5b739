/** Notices as their reader may see them now: a room that is not to be seen any more has neither name nor link. */
import { findEventOfRoom } from "../db/events.ts";
import type { ListedNotice } from "../db/notices.ts";
import { findRoomById } from "../db/rooms.ts";
import { findPersonSeat } from "../db/seats.ts";
import { seatedIn } from "../db/visits.ts";
import { sightOfEvent } from "../domain/event.ts";
import type { EventId, RoomId } from "../domain/ids.ts";
import { looksAfter, roleOf } from "../domain/permissions.ts";
import type { Room } from "../domain/room.ts";
import { type Viewer, visitorOf } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { standingOf } from "./standing_of.ts";

export interface ToldNotice extends Omit<ListedNotice, "roomId"> {
  readonly room: Pick<Room, "id" | "code" | "activity" | "state" | "audience"> | null;
  /** Whose room it is; null: no event's, or not for them. */
  readonly eventId: EventId | null;
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
    ...(roomId === null ? null : rooms.get(roomId)) ?? NOTHING,
  }));
}

type Seen = Pick<ToldNotice, "room" | "eventId">;

const NOTHING: Seen = { room: null, eventId: null };

/** A co-host may be no member of the audience, and looks after the room all the same. */
async function seen(
  deps: Pick<Deps, "db" | "now">,
  viewer: Extract<Viewer, { kind: "person" }>,
  id: RoomId,
  seated: boolean,
): Promise<Seen> {
  const room = await findRoomById(deps.db, id);
  if (room === null) return NOTHING;
  const now = deps.now();
  const standing = await standingOf(deps.db, room, visitorOf(viewer), now);
  const sight = sightOf({ room, viewer, code: null, seated, standing, now });
  if (sight !== "nothing") {
    // Who was told of it holds the link of one that is for whoever has it.
    const eventSight = sightOfEvent({ room, viewer, code: room.code, answered: false, standing, now });
    return { room, eventId: eventSight === null ? null : await findEventOfRoom(deps.db, id) };
  }
  const seat = await findPersonSeat(deps.db, id, viewer.personId);
  return looksAfter(roleOf({ room, viewer, standing, seat, operator: false })) ? { room, eventId: null } : NOTHING;
}
