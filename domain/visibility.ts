/**
 * What somebody may know of a room. Hidden and missing give the same answer, so nobody learns which it was. SQL may
 * over-select; this rule has the last word on every room that leaves the house.
 */
import type { PersonId, RoomCode } from "./ids.ts";
import type { Room } from "./room.ts";
import type { Viewer } from "./viewer.ts";

/**
 * `everything`: the host's page. `inside`: also who holds which seat. `door`: whose room, which activity, how many are
 * inside. `nothing`: as if there were no such room.
 */
export type Sight = "everything" | "inside" | "door" | "nothing";

export interface SightFacts {
  readonly room: Pick<Room, "code" | "hostId" | "audience">;
  readonly viewer: Viewer;
  /** The code of the link they came by, if by one. */
  readonly code: RoomCode | null;
  /** Whether they hold a seat in the room right now. */
  readonly seated: boolean;
}

/** By precedence: 1 the host, 2 who sits inside, 3 who was handed the link, 4 everybody else. */
export function sightOf({ room, viewer, code, seated }: SightFacts): Sight {
  if (isHost(room, viewer)) return "everything";
  if (seated) return "inside";
  if (room.audience.kind === "link" && code === room.code) return "door";
  return "nothing";
}

export function isHost(room: { readonly hostId: PersonId }, viewer: Viewer): boolean {
  return viewer.kind === "person" && viewer.personId === room.hostId;
}
