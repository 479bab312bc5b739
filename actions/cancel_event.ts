/** Calls an event off. Its page stays, and says so to whom it was for; its room has ended. */
import { granted, type Outcome } from "../domain/refusal.ts";
import { cancelRoom } from "./end_room.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { type EventPlace, seenEvent } from "./seen_event.ts";

/** Idempotent. Refuses as `seenEvent` and `cancelRoom` do. */
export function cancelEvent(
  deps: Parameters<typeof cancelRoom>[0],
  asker: Asker,
  place: EventPlace,
): Promise<Outcome<null>> {
  return evenly(async () => {
    const seen = await seenEvent(deps, deps.db, asker, place);
    if (!seen.ok) return seen;
    const cancelled = await cancelRoom(deps, asker, seen.value.event.room.id);
    return cancelled.ok ? granted(null) : cancelled;
  });
}
