/**
 * What somebody may know of a room. Hidden and missing give the same answer, so nobody learns which it was. SQL may
 * over-select; this rule has the last word on every room that leaves the house.
 */
import type { PersonId, RoomCode } from "./ids.ts";
import { ringAt } from "./rings.ts";
import type { Room, Showing } from "./room.ts";
import type { Dimmer, Standing } from "./standing.ts";
import type { Viewer } from "./viewer.ts";

/**
 * `everything`: the host's page. `inside`: who holds which seat. `faces`: found in the tray; whose room, who is inside, by
 * name; may enter. `door`: by a link that opens; whose room, which activity, how many are inside; may enter. `knock`: by the
 * link of a room that is not for them; whose room and which activity; may knock. `shut`: by the link of a room that they were
 * put out of; what stands there is a locked door, and nobody hears them knock. `nothing`: as if there were no such room.
 */
export type Sight = "everything" | "inside" | "faces" | "door" | "knock" | "shut" | "nothing";

export interface SightFacts {
  readonly room: Pick<Room, "code" | "hostId" | "audience" | "state" | "locked"> & Showing;
  readonly viewer: Viewer;
  /** The code of the link they came by, if by one. */
  readonly code: RoomCode | null;
  /** Whether they hold a seat in the room right now. */
  readonly seated: boolean;
  readonly standing: Standing;
  readonly now: Date;
}

/**
 * By precedence: 1 the host; 2 a block, whoever did it, hides it; 3 who was put out finds a shut door behind the link, and
 * nothing without it; 4 who sits inside; 5 a dimmer hides it, and so does having been struck out, unless they are invited all the
 * same; 6 the audience, while the room is to open, or is open and not locked, or locked for those who come by the link or look
 * after its group; an invitation is as good as being in the audience; 7 the link, which opens to who was invited whomever the room
 * is for.
 */
export function sightOf({ room, viewer, code, seated, standing, now }: SightFacts): Sight {
  if (isHost(room, viewer)) return "everything";
  if (standing.blocked) return "nothing";
  const hasLink = code === room.code;
  if (standing.removed) return hasLink ? "shut" : "nothing";
  if (seated) return "inside";
  // Whoever looks after it has more than an invitation.
  const invited = standing.invited || standing.coHost;
  if (isDimmed(standing.dimmer, now) || (standing.shown?.struck && !invited)) return "nothing";
  const isFound = room.state !== "ended" && (!room.locked || hasLink || standing.groupAdmin);
  if (viewer.kind === "person" && isFound && (invited || belongs(room, standing, hasLink, now))) {
    return "faces";
  }
  if (!hasLink) return "nothing";
  return room.audience.kind === "link" || invited ? "door" : "knock";
}

/** Whether the room is for them. Having the link is as good as being in the ring that sees it, for a friend. */
function belongs(room: SightFacts["room"], standing: Standing, hasLink: boolean, now: Date): boolean {
  switch (room.audience.kind) {
    case "link":
      return false;
    case "people":
      return standing.friends && standing.shown !== null;
    case "friends":
      return standing.friends && (hasLink || (standing.shown !== null && standing.shown.ring <= ringAt(room, now)));
    case "group":
      return standing.member;
  }
}

export function mayEnter(sight: Sight): boolean {
  return sight !== "nothing" && sight !== "knock" && sight !== "shut";
}

/**
 * Whom of those inside somebody is told by name. Who sits there or hosts the room meets all of them anyway; who finds it in
 * the tray is not told of anybody whom a block keeps apart from them; at a door there are only numbers.
 */
export function namedInside<Insider extends { readonly blocked: boolean }>(
  sight: Sight,
  inside: readonly Insider[],
): readonly Insider[] {
  switch (sight) {
    case "everything":
    case "inside":
      return inside;
    case "faces":
      return inside.filter(({ blocked }) => !blocked);
    case "door":
    case "knock":
    case "shut":
    case "nothing":
      return [];
  }
}

export function isDimmed(dimmer: Dimmer | null, now: Date): boolean {
  return dimmer !== null && (dimmer.until === null || now < dimmer.until);
}

export function isHost(room: { readonly hostId: PersonId }, viewer: Viewer): boolean {
  return viewer.kind === "person" && viewer.personId === room.hostId;
}
