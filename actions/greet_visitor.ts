/** Who stands at a room's door, and the seat that they hold there already. Takes nothing. */
import { type RoomCode, roomCode, type RoomId, type SeatId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Visitor } from "../domain/viewer.ts";
import { type Sight, sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { findByLink } from "./find_by_link.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { standingOf } from "./standing_of.ts";

export interface Greeting {
  readonly roomId: RoomId;
  readonly code: RoomCode;
  readonly visitor: Visitor;
  /** How much they may know of the room, when they came. */
  readonly sight: Sight;
  readonly seat: { readonly id: SeatId; readonly name: string } | null;
  /** The one that they get when they come in, if they do; null for guests who have no cookie for it. */
  readonly nextSeatId: SeatId | null;
}

type GreetDeps = Pick<Deps, "db" | "seatTokens" | "ids" | "now">;

/** Refuses with `not_found`. */
export function greetVisitor(deps: GreetDeps, asker: Asker, code: string): Promise<Outcome<Greeting>> {
  return evenly(() => greet(deps, asker, code));
}

async function greet(deps: GreetDeps, asker: Asker, code: string): Promise<Outcome<Greeting>> {
  const room = await findByLink(deps, asker, code);
  if (room === null) return refused("not_found");
  const visitor = toVisitor(deps, asker, room.id);
  const { claim, record } = await findOwnSeat(deps.db, room.id, visitor);
  const seated = claim === "held";
  const { viewer } = asker;
  const now = deps.now();
  const standing = await standingOf(deps.db, room, visitor, now);
  const sight = sightOf({ room, viewer, code: roomCode(code), seated, standing, now });
  if (sight === "nothing") return refused("not_found");
  const seat = seated && record !== null ? { id: record.id, name: record.name } : null;
  const nextSeatId = claim === "foreign" ? null : record?.id ?? visitor.guestSeatId ?? deps.ids.seatId();
  return granted({ roomId: room.id, code: roomCode(code), visitor, sight, seat, nextSeatId });
}
