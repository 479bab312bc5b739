/**
 * What a notice that leaves the house says now: names as they are, and only what its recipient may know at this moment. What
 * they have read in the app meanwhile does not leave any more.
 */
import type { Db } from "../db/database.ts";
import { findEvent, findEventOfRoom } from "../db/events.ts";
import { findNotice, type ListedNotice } from "../db/notices.ts";
import { findName } from "../db/people.ts";
import { findRoomById } from "../db/rooms.ts";
import { findStanding } from "../db/standings.ts";
import { areApart } from "../db/ties.ts";
import { type Event, eventPath, sightOfEvent } from "../domain/event.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Letter, NoticeFacts, Occasion } from "../domain/letter.ts";
import type { LetterKind } from "../domain/notice.ts";
import { noticePath } from "../domain/notice_path.ts";
import { STRANGER } from "../domain/standing.ts";
import { isHost, sightOf } from "../domain/visibility.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { viewNotices } from "./notice_view.ts";

export interface LetterRequest {
  readonly to: { readonly personId: PersonId } | { readonly email: string };
  readonly kind: LetterKind;
  readonly facts: NoticeFacts;
  /** That the recipient has chosen. */
  readonly zone: string | null;
}

type LetterDeps = Pick<Deps, "db" | "now">;

/** Null for what is not to be told. */
export async function readLetter(deps: LetterDeps, request: LetterRequest): Promise<Letter | null> {
  return await letterReader(deps)(request);
}

/** For many at once: a room that hundreds are told of, and its host's name, are looked up once. */
export function letterReader(deps: LetterDeps): (request: LetterRequest) => Promise<Letter | null> {
  const rooms = new Map<RoomId, Promise<Room | null>>();
  const events = new Map<RoomId, Promise<Event | null>>();
  const names = new Map<PersonId, Promise<string | null>>();
  const shared: Shared = {
    room: (id) => rooms.getOrInsertComputed(id, () => findRoomById(deps.db, id)),
    event: (id) => events.getOrInsertComputed(id, () => eventOf(deps.db, id)),
    name: (id) => names.getOrInsertComputed(id, () => findName(deps.db, id)),
  };
  return async (request) => {
    const { facts } = request;
    if (facts.noticeId !== null) return await readNoticeLetter(deps, request);
    return facts.occasion === null ? null : await readOccasion(deps, shared, request, facts.occasion);
  };
}

interface Shared {
  room(id: RoomId): Promise<Room | null>;
  /** Whose room it is; null: no event's. */
  event(room: RoomId): Promise<Event | null>;
  name(id: PersonId): Promise<string | null>;
}

/** Of what the app's list says, in that list's own view. */
async function readNoticeLetter(
  deps: LetterDeps,
  { to, kind, facts, zone }: LetterRequest,
): Promise<Letter | null> {
  if ("email" in to || facts.noticeId === null) return null;
  const found: ListedNotice | null = await findNotice(deps.db, to.personId, facts.noticeId);
  if (found === null || found.read) return null;
  const [notice] = await viewNotices(deps, { kind: "person", personId: to.personId, name: "" }, [found]);
  const path = notice === undefined ? null : noticePath(notice);
  if (notice === undefined || path === null) return null;
  const { knockId } = facts;
  return {
    kind,
    name: notice.about?.name ?? notice.guestName,
    room: notice.room?.activity.title ?? null,
    group: notice.group?.name ?? null,
    path,
    opensAt: null,
    endsAt: null,
    event: null,
    zone: zone ?? "UTC",
    knock: knockId === null || notice.room === null ? null : { roomId: notice.room.id, knockId },
    calendar: null,
  };
}

/**
 * Of an opening that they were invited to or asked to be told of, so they hold its link. That it is called off is told also
 * where the room is gone.
 */
async function readOccasion(
  deps: LetterDeps,
  shared: Shared,
  { to, kind, facts, zone }: LetterRequest,
  occasion: Occasion,
): Promise<Letter | null> {
  const room = facts.roomId === null ? null : await shared.room(facts.roomId);
  const isOver = room === null || room.state === "ended";
  if (isOver && kind !== "cancelled") return null;
  if ("personId" in to && !await mayBeTold(deps, to.personId, facts, room)) return null;
  const about = facts.aboutId === null ? null : await shared.name(facts.aboutId);
  // An address that is only asked has come to the room's door, and not by an invitation.
  const isAsked = kind === "confirm_reminder";
  const event = room === null || isAsked ? null : await knownEvent(deps, shared, to, room, occasion);
  const now = deps.now();
  return {
    kind,
    name: about ?? facts.guestName,
    room: room?.activity.title ?? occasion.title,
    group: null,
    path: occasion.path ?? pathOf(kind, room, event),
    opensAt: event === null || (occasion.opensAt === null && event.startsAt <= now)
      ? occasion.opensAt === null ? null : new Date(occasion.opensAt)
      : event.startsAt,
    endsAt: occasion.endsAt === null ? null : new Date(occasion.endsAt),
    event: event && { place: event.place },
    zone: zone ?? occasion.zone,
    knock: null,
    calendar: occasion.calendar,
  };
}

/** As far as they may know of the event: an address only by its own invitation. */
async function knownEvent(
  { db, now }: LetterDeps,
  shared: Shared,
  to: LetterRequest["to"],
  room: Room,
  { path }: Occasion,
): Promise<Event | null> {
  const event = await shared.event(room.id);
  if (event === null || !("personId" in to)) return path === null ? null : event;
  const viewer = { kind: "person", personId: to.personId, name: "" } as const;
  const standing = isHost(room, viewer) ? STRANGER : await findStanding(db, room, to.personId);
  // Who is told of it holds the link of one that is for whoever has it.
  return sightOfEvent({ room, viewer, code: room.code, answered: false, standing, now: now() }) === null ? null : event;
}

async function eventOf(db: Db, room: RoomId): Promise<Event | null> {
  const id = await findEventOfRoom(db, room);
  return id === null ? null : (await findEvent(db, id, null))?.event ?? null;
}

/** Shortly before and once it is open, straight to the door. */
function pathOf(kind: LetterKind, room: Room | null, event: Event | null): string {
  if (room === null) return "/";
  if (event === null || kind === "opens_soon" || kind === "opened") return `/r/${room.code}`;
  return eventPath(event.id, room.audience.kind === "link" ? room.code : null);
}

/** Nothing about whom a block keeps apart from them, nor about a room that they were put out of. */
export async function mayBeTold(
  { db, now }: LetterDeps,
  person: PersonId,
  { aboutId }: NoticeFacts,
  room: Room | null,
): Promise<boolean> {
  // Whom the host has blocked, or who has blocked the host, is known by the standing.
  if (aboutId !== null && aboutId !== room?.hostId && await areApart(db, person, aboutId)) return false;
  const viewer = { kind: "person", personId: person, name: "" } as const;
  if (room === null || isHost(room, viewer)) return true;
  const standing = await findStanding(db, room, person);
  const sight = sightOf({ room, viewer, code: room.code, seated: false, standing, now: now() });
  return sight !== "nothing" && sight !== "shut";
}
