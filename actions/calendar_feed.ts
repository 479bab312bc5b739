/** A person's own calendar: what they host and what they come to, for whoever knows its secret address, which can be replaced. */
import { findFeed, findFeedOwner, writeFeed } from "../db/calendar_feeds.ts";
import { type AnsweredEvent, listAttended } from "../db/events.ts";
import { type EventState, eventState } from "../domain/event.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { visibleEvents } from "./list_events.ts";

/** What is past stays for a while, and a bound on what one file holds. */
const BACK_MS = 90 * 24 * 60 * 60 * 1000;
const ENTRIES_MAX = 500;

export interface Calendar {
  readonly owner: string;
  readonly entries: readonly (AnsweredEvent & { readonly state: EventState })[];
  readonly now: Date;
}

/** Null: none was made. Refuses with `not_signed_in`. */
export async function readFeedToken(deps: Pick<Deps, "db">, viewer: Viewer): Promise<Outcome<string | null>> {
  return viewer.kind === "guest" ? refused("not_signed_in") : granted(await findFeed(deps.db, viewer.personId));
}

/** Makes the address, or another in its place. Refuses with `not_signed_in`. */
export async function replaceFeedToken(
  deps: Pick<Deps, "db" | "ids" | "now">,
  viewer: Viewer,
): Promise<Outcome<string>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const token = deps.ids.calendarToken();
  await writeFeed(deps.db, viewer.personId, token, deps.now());
  return granted(token);
}

/** By the address alone, and only what its person may see now. Refuses with `not_found`, also while they are suspended. */
export function readCalendar(
  deps: Pick<Deps, "db" | "now" | "suspended">,
  token: string,
): Promise<Outcome<Calendar>> {
  return evenly(async () => {
    const owner = await findFeedOwner(deps.db, token);
    if (owner === null || await deps.suspended.has(owner.personId)) return refused("not_found");
    const now = deps.now();
    const since = new Date(now.getTime() - BACK_MS);
    const found = await listAttended(deps.db, owner.personId, { since, limit: ENTRIES_MAX });
    const visible = await visibleEvents(deps, { kind: "person", ...owner }, found, now);
    const entries = visible.map((each) => ({ ...each, state: eventState(each.event, now) }));
    return granted({ owner: owner.name, entries, now });
  });
}
