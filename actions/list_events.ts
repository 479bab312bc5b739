/** The events that somebody hosts, has answered, or is among those whom they are for; and those of one group. */
import { type AnsweredEvent, type EventPage, listEventsFor, listEventsOfGroup } from "../db/events.ts";
import { type EventState, eventState, sightOfEvent } from "../domain/event.ts";
import type { EventId, GroupId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { type Viewer, visitorOf } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { standingOf } from "./standing_of.ts";

export interface ListedEvent extends AnsweredEvent {
  readonly state: EventState;
}

export interface ListedEvents {
  readonly events: readonly ListedEvent[];
  /** The last event looked at, if more follow it. */
  readonly next: EventId | null;
}

export interface EventQuery extends Pick<EventPage, "which" | "after"> {
  /** Of this group alone. */
  readonly group?: GroupId;
  readonly limit?: number;
}

export const EVENTS_PER_PAGE = 30;

/** A page may be shorter than that: what was found and is not for them is left out. Refuses with `not_signed_in`. */
export async function listEvents(
  deps: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  { which, after, group, limit = EVENTS_PER_PAGE }: EventQuery,
): Promise<Outcome<ListedEvents>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const now = deps.now();
  const page = { which, after, now, limit: limit + 1 };
  const found =
    await (group === undefined
      ? listEventsFor(deps.db, viewer.personId, page)
      : listEventsOfGroup(deps.db, group, viewer.personId, page));
  const shown = await visibleEvents(deps, viewer, found.slice(0, limit), now);
  const events = shown.map((each) => ({ ...each, state: eventState(each.event, now) }));
  return granted({ events, next: found.length > limit ? found[limit - 1]?.event.id ?? null : null });
}

/** Those of which the person may know. */
export async function visibleEvents(
  deps: Pick<Deps, "db">,
  viewer: Extract<Viewer, { kind: "person" }>,
  found: readonly AnsweredEvent[],
  now: Date,
): Promise<readonly AnsweredEvent[]> {
  const standings = await Promise.all(
    found.map(({ event }) => standingOf(deps.db, event.room, visitorOf(viewer), now)),
  );
  return found.filter(({ event: { room }, own }, index) => {
    const standing = standings[index];
    return standing !== undefined &&
      sightOfEvent({ room, viewer, code: null, answered: own !== null, standing, now }) !== null;
  });
}
