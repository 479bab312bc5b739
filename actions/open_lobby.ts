/** What the page behind a link says: whose room, what they do, who may come in. Takes no seat. */
import { type EventId, type RoomCode, roomCode, type SeatId } from "../domain/ids.ts";
import type { FoundDoor } from "../db/rooms.ts";
import { findEventOfRoom } from "../db/events.ts";
import { findKnock } from "../db/knocks.ts";
import { hasReminder } from "../db/reminders.ts";
import { decideJoin } from "../domain/admission.ts";
import { type Barrier, isBarrier, knockerOf, type KnockView, viewOf } from "../domain/knock.ts";
import { roleOf } from "../domain/permissions.ts";
import { roomLink } from "../domain/link.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { STRANGER } from "../domain/standing.ts";
import type { Visitor } from "../domain/viewer.ts";
import { isHost, mayEnter, sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { doorOf, type DoorView } from "./door_view.ts";
import { evenly } from "./evenly.ts";
import { findByRetiredLink } from "./find_by_link.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { type Asker, toVisitor, withSeatToken } from "./guest_seat.ts";
import { standingOf } from "./standing_of.ts";

export interface Lobby {
  readonly room: Room;
  readonly door: DoorView;
  /** The seat that the visitor holds right now. */
  readonly seat: { readonly id: SeatId; readonly name: string } | null;
  /** The account's name, or the one a guest had here before; else empty. */
  readonly suggestedName: string;
  readonly isHost: boolean;
  /** Whether the room is for them, locked or not. If not, the door tells nothing of those inside. */
  readonly mayEnter: boolean;
  /** What keeps them out, so that they can only knock; null where they can come in. An ended room has none. */
  readonly barrier: Barrier | null;
  /** What has become of their knocking; null if there was none. */
  readonly knock: KnockView | null;
  readonly link: string;
  /** Whether they asked to be told when it opens; null for who is not signed in, and of a room that is not to open. */
  readonly reminded: boolean | null;
  readonly now: Date;
  /** Whose room it is, while it is to open; null: no event's, or not for them. */
  readonly eventId: EventId | null;
  /** Freshly issued: to be set as this room's seat cookie. Null for who has an account or a good cookie. */
  readonly seatToken: string | null;
}

type LobbyDeps = Pick<Deps, "db" | "doors" | "seatTokens" | "publisher" | "gateway" | "ids" | "now" | "publicUrl">;

/** An ended room still opens its lobby. Who knocks is still there while they look. Refuses with `not_found`. */
export function openLobby(deps: LobbyDeps, asker: Asker, code: string): Promise<Outcome<Lobby>> {
  return evenly(() => lookBehind(deps, asker, code));
}

async function findDoor(deps: LobbyDeps, asker: Asker, code: RoomCode): ReturnType<LobbyDeps["doors"]["find"]> {
  const door = await deps.doors.find(code);
  if (door !== null) return door;
  const room = await findByRetiredLink(deps, asker, code);
  return room && await deps.doors.find(room.code);
}

/**
 * A guest whom nothing can link with the room: they bring no seat, and nobody was put out of it. At a locked door they are looked
 * at all the same, so that the time of an answer does not tell whether somebody was.
 */
function isNew({ room, keepsOut }: FoundDoor, { viewer, guestSeatId }: Visitor): boolean {
  return viewer.kind === "guest" && guestSeatId === null && !keepsOut && !room.locked;
}

async function lookBehind(deps: LobbyDeps, asker: Asker, code: string): Promise<Outcome<Lobby>> {
  const found = await findDoor(deps, asker, roomCode(code));
  if (found === null) return refused("not_found");
  const { room, inside } = found;
  const known = toVisitor(deps, asker, room.id);
  const own = known.viewer.kind === "person" || known.guestSeatId !== null
    ? await findOwnSeat(deps.db, room.id, known)
    : null;
  const seated = own?.claim === "held";
  const { viewer } = asker;
  const now = deps.now();
  const standing = isNew(found, known) ? STRANGER : await standingOf(deps.db, room, known, now);
  const sight = sightOf({ room, viewer, code: roomCode(code), seated, standing, now });
  if (sight === "nothing") return refused("not_found");
  // A genuine cookie that nevertheless names no seat of its holder is replaced like a missing one.
  const visitor = own?.claim === "foreign" ? { ...known, guestSeatId: null } : known;
  const { seatToken } = withSeatToken(deps, visitor, room.id);
  const knocker = knockerOf(visitor);
  const knock = knocker && await findKnock(deps.db, room.id, knocker);
  if (knocker !== null && knock !== null && knock.state !== "gone") deps.publisher.knockerSeen(room.id, knocker);
  const seat = own?.record ?? null;
  const entering = decideJoin({
    room,
    sight,
    role: roleOf({ room, viewer, standing, seat, operator: false }),
    isGuest: viewer.kind === "guest",
    // Who has no good cookie gets one with this page.
    claim: own === null || own.claim === "foreign" ? "none" : own.claim,
    leftAt: seat?.leftAt ?? null,
    letIn: knock?.state === "in",
    inUse: false,
    seatsHeld: inside,
    meetsBlocked: false,
  });
  const asks = room.state === "scheduled" && viewer.kind === "person";
  return granted({
    room,
    now,
    reminded: asks ? await hasReminder(deps.db, room.id, { kind: "person", personId: viewer.personId }) : null,
    eventId: room.state === "scheduled" && mayEnter(sight) ? await findEventOfRoom(deps.db, room.id) : null,
    door: doorOf(room, { sight, inside, gateway: deps.gateway }),
    seat: seated && own.record !== null ? { id: own.record.id, name: own.record.name } : null,
    suggestedName: asker.viewer.kind === "person" ? asker.viewer.name : seat?.name ?? knock?.name ?? "",
    isHost: isHost(room, asker.viewer),
    mayEnter: mayEnter(sight) || sight === "shut",
    barrier: !entering.ok && isBarrier(entering.refusal) ? entering.refusal : null,
    knock: knock && viewOf(knock, now),
    link: roomLink(room.code, deps.publicUrl),
    seatToken,
  });
}
