/** The beginning of every deed with an event: the event, as far as who asks may know of it. */
import type { Db } from "../db/database.ts";
import { type AnsweredEvent, findEvent } from "../db/events.ts";
import { sightOfEvent } from "../domain/event.ts";
import { type EventId, roomCode } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Standing } from "../domain/standing.ts";
import type { Sight } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { standingOf } from "./standing_of.ts";

export interface SeenEvent extends AnsweredEvent {
  readonly sight: Sight;
  readonly standing: Standing;
  readonly now: Date;
}

/** Which event, and the code of the room's link if somebody came by it. */
export interface EventPlace {
  readonly id: EventId;
  readonly link: string | null;
}

/** Refuses with `not_found` what there is not and what is not for them; whoever is not signed in with `not_signed_in`. */
export async function seenEvent(
  deps: Pick<Deps, "seatTokens" | "now">,
  db: Db,
  asker: Asker,
  { id, link }: EventPlace,
): Promise<Outcome<SeenEvent>> {
  const hidden = refused(asker.viewer.kind === "guest" ? "not_signed_in" : "not_found");
  const found = await findEvent(db, id, asker.viewer.kind === "person" ? asker.viewer.personId : null);
  if (found === null) return hidden;
  const { room } = found.event;
  const now = deps.now();
  const visitor = toVisitor(deps, asker, room.id);
  const standing = await standingOf(db, room, visitor, now);
  const code = link === null ? null : roomCode(link);
  const answered = found.own !== null;
  const sight = sightOfEvent({ room, viewer: visitor.viewer, code, answered, standing, now });
  return sight === null ? hidden : granted({ ...found, sight, standing, now });
}
