/** The picture of an event, for whoever may see the event. */
import { findPicture } from "../db/event_pictures.ts";
import type { Bytes } from "../domain/bytes.ts";
import type { EventPicture } from "../domain/event.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { type EventPlace, seenEvent } from "./seen_event.ts";

export interface ReadPicture extends EventPicture {
  /** Null for who has them already. */
  readonly bytes: Bytes | null;
}

/** `known`: the tags of what they have. Refuses as `seenEvent` does, and with `not_found` where there is none. */
export function readEventPicture(
  deps: Pick<Deps, "db" | "seatTokens" | "now">,
  asker: Asker,
  place: EventPlace,
  known: readonly string[] = [],
): Promise<Outcome<ReadPicture>> {
  return evenly(async (): Promise<Outcome<ReadPicture>> => {
    const seen = await seenEvent(deps, deps.db, asker, place);
    if (!seen.ok) return seen;
    const { id, picture } = seen.value.event;
    if (picture === null) return refused("not_found");
    if (known.includes(picture.tag)) return granted({ ...picture, bytes: null });
    const found = await findPicture(deps.db, id);
    return found === null ? refused("not_found") : granted(found);
  });
}
