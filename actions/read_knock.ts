/** What has become of one's own knock, as far as a knocker learns it. */
import { findKnock } from "../db/knocks.ts";
import { roomCode, type RoomId } from "../domain/ids.ts";
import { knockerOf, type KnockView, viewOf } from "../domain/knock.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Visitor } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { findByLink } from "./find_by_link.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { standingOf } from "./standing_of.ts";

/** Null for who has never knocked there. */
export async function readOwnKnock(
  { db, now }: Pick<Deps, "db" | "now">,
  roomId: RoomId,
  visitor: Visitor,
): Promise<KnockView | null> {
  const knocker = knockerOf(visitor);
  const knock = knocker && await findKnock(db, roomId, knocker);
  return knock && viewOf(knock, now());
}

type ReadDeps = Pick<Deps, "db" | "seatTokens" | "publisher" | "now">;

/** Looking counts as being there still. Null for who has never knocked there. Refuses with `not_found`. */
export function readKnock(deps: ReadDeps, asker: Asker, code: string): Promise<Outcome<KnockView | null>> {
  return evenly(() => read(deps, asker, code));
}

async function read(deps: ReadDeps, asker: Asker, code: string): Promise<Outcome<KnockView | null>> {
  const room = await findByLink(deps, asker, code);
  if (room === null) return refused("not_found");
  const visitor = toVisitor(deps, asker, room.id);
  const { viewer } = visitor;
  const now = deps.now();
  const { claim } = await findOwnSeat(deps.db, room.id, visitor);
  const standing = await standingOf(deps.db, room, visitor, now);
  const sight = sightOf({ room, viewer, code: roomCode(code), seated: claim === "held", standing, now });
  if (sight === "nothing") return refused("not_found");
  const view = await readOwnKnock(deps, room.id, visitor);
  const knocker = knockerOf(visitor);
  if (view?.state && knocker) deps.publisher.knockerSeen(room.id, knocker);
  return granted(view);
}
