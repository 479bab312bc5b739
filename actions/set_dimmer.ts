/** "Not today": hides one's rooms from one person, who cannot tell. */
import { findPersonFor } from "../db/people.ts";
import { setDimmer as writeDimmer } from "../db/ties.ts";
import { parseDimmer } from "../domain/dimming.ts";
import type { PersonId } from "../domain/ids.ts";
import { type Outcome, refused } from "../domain/refusal.ts";
import type { Dimmer } from "../domain/standing.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/**
 * Takes the place of the one before. Who sits in a room of one's own already stays. Refuses with `not_signed_in`, `is_oneself`,
 * `bad_input` (an end that is past or more than 24 hours away) and `not_found`, also if a block is between.
 */
export async function setDimmer(
  deps: Pick<Deps, "db" | "now" | "tidings">,
  viewer: Viewer,
  other: PersonId,
  until: Dimmer,
): Promise<Outcome<Dimmer>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  if (viewer.personId === other) return refused("is_oneself");
  const dimmer = parseDimmer(until, deps.now());
  if (!dimmer.ok) return dimmer;
  if (await findPersonFor(deps.db, viewer.personId, other) === null) return refused("not_found");
  await writeDimmer(deps.db, viewer.personId, other, dimmer.value);
  deps.tidings.tiesChanged([other]);
  return dimmer;
}
