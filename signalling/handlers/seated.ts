/** What the handlers for those inside begin with: the sender's place and its line. */
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
