/** What the handlers for those who have a line begin with: the sender's place and its line. */
import type { Line } from "../../actions/deps.ts";
import { granted, type Outcome, refused } from "../../domain/refusal.ts";
import type { Place } from "../place.ts";
import type { Arrival, Session } from "../session.ts";

/** Refuses with `not_joined`, and with `media_unavailable` while the place has no line (until the page joins again). */
export function seatedOn(
  session: Session,
): Outcome<{ readonly arrival: Arrival; readonly place: Place; readonly line: Line }> {
  const { standing } = session;
  if (standing.at !== "inside") return refused("not_joined");
  const { arrival, place } = standing;
  return place.line === null ? refused("media_unavailable") : granted({ arrival, place, line: place.line });
}

/** The line over which the sender receives: at the door, where there is no place, the one that something was offered over. */
export async function receivingOver(
  session: Session,
): Promise<Outcome<{ readonly place: Place | null; readonly line: Line }>> {
  if (session.standing.at !== "door") return seatedOn(session);
  const line = await session.prepared.near();
  return line === null ? refused("not_joined") : granted({ place: null, line });
}
