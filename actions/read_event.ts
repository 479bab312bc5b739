/** An event as somebody may see it: what it is, how many come and, for those whom it is for, who. */
import { listAnswers, type NamedAnswer } from "../db/event_answers.ts";
import { listCoHosts } from "../db/co_hosts.ts";
import { type GuestAnswer, listGuestAnswers } from "../db/event_guest_answers.ts";
import { listPosts } from "../db/event_posts.ts";
import type { Acquaintance } from "../db/people.ts";
import { type EventPost, type EventState, eventState, seesNames } from "../domain/event.ts";
import { looksAfter, roleOf } from "../domain/permissions.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { type EventPlace, type SeenEvent, seenEvent } from "./seen_event.ts";

export type { NamedAnswer } from "../db/event_answers.ts";

/** More names than this are only counted. */
export const NAMES_SHOWN = 200;
const POSTS_SHOWN = 200;

export interface EventView extends SeenEvent {
  readonly state: EventState;
  /** Null where they may not be told: then there are only the numbers. */
  readonly names: readonly NamedAnswer[] | null;
  /** Who was invited without an account, for those who look after it: they have written to them. Null for everybody else. */
  readonly guests: readonly GuestAnswer[] | null;
  /** Who looks after it with its host; null where they may not be told who comes. */
  readonly coHosts: readonly Acquaintance[] | null;
  /** What was written last, the oldest first; null for those who may not read it. */
  readonly posts: readonly EventPost[] | null;
  /** Whether the viewer may change and call it off. */
  readonly manages: boolean;
}

type ReadDeps = Pick<Deps, "db" | "seatTokens" | "now">;

/** Refuses as `seenEvent` does. */
export function readEvent(deps: ReadDeps, asker: Asker, place: EventPlace): Promise<Outcome<EventView>> {
  return evenly(async () => {
    const seen = await seenEvent(deps, deps.db, asker, place);
    return seen.ok ? granted(await viewEvent(deps, asker, seen.value)) : seen;
  });
}

/** Of an event that they may see. */
export async function viewEvent(deps: ReadDeps, asker: Asker, seen: SeenEvent): Promise<EventView> {
  const { event, sight, standing, now } = seen;
  const { viewer } = asker;
  const { record: seat } = await findOwnSeat(deps.db, event.room.id, toVisitor(deps, asker, event.room.id));
  const names = viewer.kind === "person" && seesNames(sight)
    ? await listAnswers(deps.db, event.id, viewer.personId, NAMES_SHOWN)
    : null;
  const coHosts = names === null || viewer.kind === "guest"
    ? null
    : await listCoHosts(deps.db, event.room.id, viewer.personId);
  const posts = viewer.kind === "person" && (seesNames(sight) || seen.own !== null)
    ? await listPosts(deps.db, event.id, viewer.personId, POSTS_SHOWN)
    : null;
  const role = roleOf({ room: event.room, viewer, standing, seat, operator: false });
  const manages = looksAfter(role);
  const guests = manages ? await listGuestAnswers(deps.db, event.id, NAMES_SHOWN) : null;
  return { ...seen, state: eventState(event, now), names, guests, coHosts, posts, manages };
}
