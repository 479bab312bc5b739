/** What the page behind a link says: whose room, what they do, who may come in. Takes no seat. */
import { type RoomCode, roomCode, type SeatId } from "../domain/ids.ts";
import { roomLink } from "../domain/link.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
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
  /** Why a guest need not try the door: the room is for people with an account. Not told where the door is locked. */
  readonly accountNeeded: boolean;
  readonly link: string;
  /** Freshly issued: to be set as this room's seat cookie. Null for who has an account or a good cookie. */
  readonly seatToken: string | null;
}

type LobbyDeps = Pick<Deps, "db" | "doors" | "seatTokens" | "gateway" | "ids" | "now" | "publicUrl">;

/** An ended room still opens its lobby. Refuses with `not_found`. */
export function openLobby(deps: LobbyDeps, asker: Asker, code: string): Promise<Outcome<Lobby>> {
  return evenly(() => lookBehind(deps, asker, code));
}

async function findDoor(deps: LobbyDeps, asker: Asker, code: RoomCode): ReturnType<LobbyDeps["doors"]["find"]> {
  const door = await deps.doors.find(code);
  if (door !== null) return door;
  const room = await findByRetiredLink(deps, asker, code);
  return room && await deps.doors.find(room.code);
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
  const standing = await standingOf(deps.db, room, known, now);
  const sight = sightOf({ room, viewer, code: roomCode(code), seated, standing, now });
  if (sight === "nothing") return refused("not_found");
  // A genuine cookie that nevertheless names no seat of its holder is replaced like a missing one.
  const visitor = own?.claim === "foreign" ? { ...known, guestSeatId: null } : known;
  const { seatToken } = withSeatToken(deps, visitor, room.id);
  const door = doorOf(room, { sight, inside, gateway: deps.gateway });
  return granted({
    room,
    door,
    seat: seated && own.record !== null ? { id: own.record.id, name: own.record.name } : null,
    suggestedName: asker.viewer.kind === "person" ? asker.viewer.name : own?.record?.name ?? "",
    isHost: isHost(room, asker.viewer),
    mayEnter: mayEnter(sight) || sight === "shut",
    accountNeeded: sight === "door" && viewer.kind === "guest" && !door.locked && !room.settings.guestsAllowed &&
      !own?.record?.coHost,
    link: roomLink(room.code, deps.publicUrl),
    seatToken,
  });
}
