/** The rooms of others that are to open soon, of which one may know; without those of events, which have a list of their own. */
import { eventRoomsAmong } from "../db/events.ts";
import { remindedOf } from "../db/reminders.ts";
import { findRooms } from "../db/rooms.ts";
import { comingCandidates } from "../db/tray.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";

export interface ComingRoom {
  readonly room: Room;
  /** Whether the viewer asked to be told when it opens. */
  readonly reminded: boolean;
}

const WITHIN_MS = 7 * 24 * 60 * 60 * 1000;
const LISTED_MAX = 50;

/** Within a week, the next one first; without the viewer's own. Refuses with `not_signed_in`. */
export async function listComingRooms(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
): Promise<Outcome<readonly ComingRoom[]>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const now = deps.now();
  const until = new Date(now.getTime() + WITHIN_MS);
  const candidates = await comingCandidates(deps.db, viewer.personId, until);
  const ofEvents = await eventRoomsAmong(deps.db, candidates.map(({ room }) => room.id));
  const seen = candidates
    .filter(({ room, seated, standing }) =>
      !ofEvents.has(room.id) && sightOf({ room, viewer, code: null, seated, standing, now }) === "faces"
    )
    .map(({ room }) => room)
    .sort(soonest)
    .slice(0, LISTED_MAX);
  const rooms = (await findRooms(deps.db, seen.map(({ id }) => id))).sort(soonest);
  const reminded = await remindedOf(deps.db, viewer.personId, rooms.map(({ id }) => id));
  return granted(rooms.map((room) => ({ room, reminded: reminded.has(room.id) })));
}

function soonest(one: Pick<Room, "id" | "opensAt">, other: Pick<Room, "id" | "opensAt">): number {
  return one.opensAt.getTime() - other.opensAt.getTime() || (one.id < other.id ? -1 : 1);
}
