/** Takes away what was written under an event: one's own, and its host what anybody wrote. */
import { deletePost, findAuthor } from "../db/event_posts.ts";
import type { EventPostId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { type EventPlace, seenEvent } from "./seen_event.ts";

/** Refuses as `seenEvent` does, with `not_found` what is not there, and with `not_allowed`. */
export function removePost(
  deps: Pick<Deps, "db" | "seatTokens" | "now">,
  asker: Asker,
  place: EventPlace,
  id: EventPostId,
): Promise<Outcome<null>> {
  return evenly(async () => {
    const { viewer } = asker;
    if (viewer.kind === "guest") return refused("not_signed_in");
    const seen = await seenEvent(deps, deps.db, asker, place);
    if (!seen.ok) return seen;
    const { event } = seen.value;
    const author = await findAuthor(deps.db, event.id, id);
    if (author === null) return refused("not_found");
    if (author !== viewer.personId && !isHost(event.room, viewer)) return refused("not_allowed");
    await deps.db.transaction().execute((trx) => deletePost(trx, id));
    return granted(null);
  });
}
