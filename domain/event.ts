/**
 * What an event is: an occasion with answers, upon a room of its own. The room holds the title, whom it is for and when it opens, so
 * each of these is told once; the event adds how long before its start the room opens. Whom it is for is told by the room's own law.
 */
import type { EventId, EventPostId, PersonId, RoomCode } from "./ids.ts";
import { granted, type Outcome, refused } from "./refusal.ts";
import type { CleanPicture } from "./picture.ts";
import type { Room } from "./room.ts";
import { type Planned, planSchedule, type Schedule, type ScheduleWish } from "./schedule.ts";
import type { Standing } from "./standing.ts";
import { tidyLines, tidyText } from "./text.ts";
import type { Viewer } from "./viewer.ts";
import { mayEnter, type Sight, sightOf } from "./visibility.ts";

export const EVENT_ANSWERS = ["going", "maybe", "no"] as const;
export type EventAnswer = (typeof EVENT_ANSWERS)[number];

export const EVENT_TEXT_MAX_GRAPHEMES = 4000;
/** In UTF-16 code units, as RAW_TEXT_MAX_UNITS is. */
export const EVENT_TEXT_MAX_UNITS = 12_000;
export const PLACE_MAX_GRAPHEMES = 120;

export const POST_MAX_GRAPHEMES = 1000;
export const POST_MAX_UNITS = 4000;

/** How long before the start the room opens, so that those who come early meet. */
export const OPENS_BEFORE_MINUTES = 10;
/** An event without an end is over so long after its start. */
const LASTS_UNSAID_MINUTES = 6 * 60;

const MINUTE_MS = 60_000;

/** What people write about an event besides its title. */
export interface EventText {
  /** In lines; may be empty. */
  readonly description: string;
  /** Where one may come in person; null: in the room alone. */
  readonly place: string | null;
}

/** The picture that stands for an event; where its bytes are is not told with it. */
export interface EventPicture extends Omit<CleanPicture, "bytes"> {
  /** Another one for other bytes. */
  readonly tag: string;
}

export interface Event extends EventText {
  readonly id: EventId;
  readonly room: Room;
  readonly opensBeforeMinutes: number;
  readonly startsAt: Date;
  /** Null: none is planned. */
  readonly endsAt: Date | null;
  readonly schedule: Schedule;
  /** Null: there is none. */
  readonly picture: EventPicture | null;
  /** Counts the changes, those of the room's times too. */
  readonly sequence: number;
}

export interface AnswerCounts {
  readonly going: number;
  readonly maybe: number;
  readonly no: number;
}

/** What somebody wrote under an event. */
export interface EventPost {
  readonly id: EventPostId;
  readonly personId: PersonId;
  readonly name: string;
  readonly text: string;
  readonly writtenAt: Date;
}

/** In lines. Refuses with `bad_text`. */
export function parsePost(raw: string): Outcome<string> {
  const text = tidyLines(raw, POST_MAX_GRAPHEMES, POST_MAX_UNITS);
  return text === null ? refused("bad_text") : granted(text);
}

/** Refuses with `bad_event`. */
export function parseEventText(raw: { readonly description: string; readonly place: string }): Outcome<EventText> {
  const description = raw.description.trim() === ""
    ? ""
    : tidyLines(raw.description, EVENT_TEXT_MAX_GRAPHEMES, EVENT_TEXT_MAX_UNITS);
  const place = raw.place.trim() === "" ? null : tidyText(raw.place, PLACE_MAX_GRAPHEMES);
  if (description === null || (place === null && raw.place.trim() !== "")) return refused("bad_event");
  return granted({ description, place });
}

export interface PlannedEvent {
  readonly opensBeforeMinutes: number;
  /** Of the room: it opens before the event starts, and its time is over with it. */
  readonly room: ScheduleWish;
}

/** From the wish for the event's own times. Refuses as `planSchedule` does. */
export function planEvent(wish: ScheduleWish, now: Date): Outcome<PlannedEvent> {
  const planned: Outcome<Planned> = planSchedule(wish, now);
  if (!planned.ok) return planned;
  const { schedule, first } = planned.value;
  const ahead = Math.floor((first.startsAt.getTime() - now.getTime()) / MINUTE_MS);
  const opensBeforeMinutes = Math.max(0, Math.min(OPENS_BEFORE_MINUTES, ahead));
  const opensAt = new Date(first.startsAt.getTime() - opensBeforeMinutes * MINUTE_MS);
  return granted({
    opensBeforeMinutes,
    room: { zone: schedule.zone, start: { at: opensAt }, end: first.endsAt && { at: first.endsAt } },
  });
}

/** `opensAt`: for when the room's present opening is planned. */
export function eventTimes(
  opensAt: Date,
  opensBeforeMinutes: number,
  durationMinutes: number | null,
): Pick<Event, "startsAt" | "endsAt"> {
  return {
    startsAt: new Date(opensAt.getTime() + opensBeforeMinutes * MINUTE_MS),
    endsAt: durationMinutes === null ? null : new Date(opensAt.getTime() + durationMinutes * MINUTE_MS),
  };
}

/** `now`: it has started, or its room is open. */
export type EventState = "coming" | "now" | "over" | "cancelled";

export function eventState({ room, startsAt, endsAt }: Event, now: Date): EventState {
  if (room.state === "ended") {
    return room.endedAt !== null && room.endedAt < startsAt ? "cancelled" : "over";
  }
  if (room.state === "open") return "now";
  const end = endsAt ?? new Date(startsAt.getTime() + LASTS_UNSAID_MINUTES * MINUTE_MS);
  if (now >= end) return "over";
  return now >= startsAt ? "now" : "coming";
}

export interface EventSightFacts {
  readonly room: Room;
  readonly viewer: Viewer;
  /** The code of the link they came by, if by one. */
  readonly code: RoomCode | null;
  /** Whether they have answered: then they have held the link. */
  readonly answered: boolean;
  readonly standing: Standing;
  readonly now: Date;
}

/**
 * The room's own law, as if it were open, unlocked and shown to all whom it is for: an event is announced, and may be looked back
 * at. Null where there is none for them; at its closed door nobody knocks. The link of an event for whoever has it goes on to count
 * for those who have answered.
 */
export function sightOfEvent({ room, viewer, code, answered, standing, now }: EventSightFacts): Sight | null {
  const sight = sightOf({
    room: { ...room, state: "open", locked: false, shownToAll: true },
    viewer,
    code: answered && room.audience.kind === "link" ? room.code : code,
    seated: false,
    standing,
    now,
  });
  return mayEnter(sight) ? sight : null;
}

/** Who is of the audience is told who comes; who only holds a link is told how many. */
export function seesNames(sight: Sight): boolean {
  return sight === "everything" || sight === "inside" || sight === "faces";
}

/** Refuses with `not_allowed` the host, who comes anyway, and with `event_over`. */
export function decideAnswering(event: Event, personId: PersonId, now: Date): Outcome<null> {
  if (event.room.hostId === personId) return refused("not_allowed");
  const state = eventState(event, now);
  return state === "over" || state === "cancelled" ? refused("event_over") : granted(null);
}

export interface HostingFacts extends Omit<EventSightFacts, "viewer" | "code"> {
  readonly personId: PersonId;
}

/**
 * Whom the host may name to look after an event with them: friends, and whoever may see it. Refuses with `is_oneself`, and with
 * `not_found` everybody else, so that nobody learns of a block.
 */
export function decideHosting({ room, personId, standing, answered, now }: HostingFacts): Outcome<null> {
  if (room.hostId === personId) return refused("is_oneself");
  if (standing.blocked || standing.removed) return refused("not_found");
  const viewer = { kind: "person", personId, name: "" } as const;
  const sees = sightOfEvent({ room, viewer, code: null, answered, standing, now }) !== null;
  return standing.friends || sees ? granted(null) : refused("not_found");
}

/** The page of an event, and the file that calendars take. */
export function eventPath(id: EventId, code: RoomCode | null = null): string {
  const path = `/events/${encodeURIComponent(id)}`;
  return path + linkQuery(code);
}

/** Where an event's picture is, for those who may see the event. */
export function eventPicturePath(id: EventId, code: RoomCode | null = null): string {
  return `${eventPath(id)}/picture${linkQuery(code)}`;
}

/** What goes on with every address of an event that one came to by its link. */
export function linkQuery(code: RoomCode | null): string {
  return code === null ? "" : `?link=${encodeURIComponent(code)}`;
}
