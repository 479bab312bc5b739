/** Writes something under an event, for those whom it is for. */
import { countPosts, insertPost } from "../db/event_posts.ts";
import { parsePost, seesNames } from "../domain/event.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { type EventPlace, seenEvent } from "./seen_event.ts";

/** A bound on what stands under one event. */
const POSTS_MAX = 2000;

/** Refuses as `seenEvent` does, with `bad_text`, `too_many_requests`, and with `not_allowed` who only holds the link and has not answered. */
export function writePost(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "ids" | "limits">,
  asker: Asker,
  place: EventPlace,
  raw: string,
): Promise<Outcome<null>> {
  return evenly(async () => {
    const { viewer } = asker;
    if (viewer.kind === "guest") return refused("not_signed_in");
    const text = parsePost(raw);
    if (!text.ok) return text;
    const seen = await seenEvent(deps, deps.db, asker, place);
    if (!seen.ok) return seen;
    const { event, sight, own, now } = seen.value;
    if (!seesNames(sight) && own === null) return refused("not_allowed");
    const allowed = await deps.limits.take("knock", countedAs(asker));
    if (!allowed.ok) return allowed;
    if (await countPosts(deps.db, event.id) >= POSTS_MAX) return refused("too_many_requests");
    await deps.db.transaction().execute((trx) =>
      insertPost(trx, {
        id: deps.ids.eventPostId(),
        eventId: event.id,
        personId: viewer.personId,
        text: text.value,
        writtenAt: now,
      })
    );
    return granted(null);
  });
}
