/**
 * The part of changing a room that is about whom it is for. Who sits inside stays; everybody else finds it by the new audience from
 * then on. The rings begin anew, and stop at once if somebody is inside.
 */
import { changeAudience } from "../db/audiences.ts";
import type { Trx } from "../db/database.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { planAudience, type ShowingPlan, tellShownLater, writeShowing } from "./show_room.ts";

export interface AudienceChange {
  readonly room: Room;
  readonly plan: ShowingPlan;
}

/** The caller holds the room's row, and before it what `holdTiesFor` holds. Refuses with `bad_audience`, and has then written nothing. */
export async function chooseAudience(
  trx: Trx,
  { id, hostId }: Room,
  choice: AudienceChoice,
  now: Date,
): Promise<Outcome<AudienceChange>> {
  const plan = await planAudience(trx, hostId, choice, now);
  if (!plan.ok) return plan;
  const { audience, shownToAll } = plan.value;
  const room = await changeAudience(trx, id, { audience, shownToAll, shownSince: now });
  await writeShowing(trx, id, plan.value);
  return granted({ room, plan: plan.value });
}

/** After the commit. */
export function tellAudience(
  deps: Pick<Deps, "db" | "ids" | "now" | "publisher" | "tidings" | "background">,
  { room, plan }: AudienceChange,
): void {
  const { audience, groupName, shownSince } = room;
  deps.publisher.publish(room.id, { type: "audience_changed", audience, groupName, at: shownSince.getTime() });
  tellShownLater(deps, room, plan);
}
