/** The rooms of others that are to open soon, of which one may know. */
import { remindedOf } from "../db/reminders.ts";
import { comingCandidates, type FoundRoom } from "../db/tray.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";

export interface ComingRoom {
  readonly room: FoundRoom;
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
  const until = now.getTime() + WITHIN_MS;
  const rooms = (await comingCandidates(deps.db, viewer.personId))
    .filter(({ room, seated, standing }) =>
      room.opensAt.getTime() <= until && sightOf({ room, viewer, code: null, seated, standing, now }) === "faces"
    )
    .map(({ room }) => room)
    .sort((one, other) => one.opensAt.getTime() - other.opensAt.getTime() || (one.id < other.id ? -1 : 1))
    .slice(0, LISTED_MAX);
  const reminded = await remindedOf(deps.db, viewer.personId, rooms.map(({ id }) => id));
  return granted(rooms.map((room) => ({ room, reminded: reminded.has(room.id) })));
}
