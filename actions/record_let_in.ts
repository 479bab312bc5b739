/** Who lets somebody in that knocks, and is let in, have a little more to do with each other. Work for the background. */
import { recordInteractions } from "../db/interactions.ts";
import type { KnockRecord } from "../db/knocks.ts";
import { letInFacts } from "../db/visits.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** Knocking again and again on one day is one knock. */
const SAME_KNOCK_MS = 24 * 3_600_000;

/** Counts once a day per room and pair. Nothing for guests on either side, nor between people of whom one blocked the other. */
export async function recordLetIn(
  { db, now }: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  { roomId, knocker }: KnockRecord,
): Promise<void> {
  if (viewer.kind === "guest" || knocker.kind === "guest") return;
  const [opener, other] = [viewer.personId, knocker.personId];
  const { blocked, lastAt } = await letInFacts(db, { opener, other, room: roomId });
  const at = now();
  if (blocked || (lastAt !== null && at.getTime() - lastAt.getTime() < SAME_KNOCK_MS)) return;
  await recordInteractions(db, [
    { personId: opener, otherId: other, kind: "let_in", amount: 1, roomId, at },
    { personId: other, otherId: opener, kind: "was_let_in", amount: 1, roomId, at },
  ]);
}
