/**
 * The beginning of every deed that is done to a room by those who look after it: the room, held until the transaction ends, and
 * who asks. Identity comes from the session or the room's own seat cookie, so a guest who was made a co-host is one here, too.
 */
import type { Db, Trx } from "../db/database.ts";
import { isOperator } from "../db/operators.ts";
import { findRoomById, lockRoom } from "../db/rooms.ts";
import { countLive, type SeatRecord } from "../db/seats.ts";
import type { Actor } from "../domain/audit.ts";
import type { RoomId } from "../domain/ids.ts";
import { conditionOf, decideDeed, type Deed, type Role, roleOf } from "../domain/permissions.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { actorOf } from "./actor.ts";
import type { Deps } from "./deps.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { standingOf } from "./standing_of.ts";

export type ManagingDeed = Exclude<Deed, "enter">;

export interface ManagedRoom {
  readonly room: Room;
  readonly role: Role;
  /** As the audit log names who asks. */
  readonly actor: Actor;
  /** Of who asks, held or left; null if there is none. */
  readonly seat: SeatRecord | null;
  readonly now: Date;
}

type ManagingDeps = Pick<Deps, "seatTokens" | "now" | "operatorEmail">;

/** All of these deeds, or none. Refuses as `decideDeed` does. */
export async function managedRoom(
  deps: ManagingDeps,
  trx: Trx,
  asker: Asker,
  roomId: RoomId,
  ...deeds: readonly [ManagingDeed, ...ManagingDeed[]]
): Promise<Outcome<ManagedRoom>> {
  const room = await lockRoom(trx, roomId);
  return room === null ? refused("not_found") : await manage(deps, trx, asker, room, deeds);
}

/** For those who only look. Refuses as `decideDeed` does for the deed `manage`. */
export async function seenRoom(
  deps: ManagingDeps & Pick<Deps, "db">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<ManagedRoom>> {
  const room = await findRoomById(deps.db, roomId);
  return room === null ? refused("not_found") : await manage(deps, deps.db, asker, room, ["manage"]);
}

/** The same of a room that is known already. */
export async function manage(
  deps: ManagingDeps,
  db: Db,
  asker: Asker,
  room: Room,
  deeds: readonly ManagingDeed[],
): Promise<Outcome<ManagedRoom>> {
  const visitor = toVisitor(deps, asker, room.id);
  const { viewer } = visitor;
  const { record: seat } = await findOwnSeat(db, room.id, visitor);
  const now = deps.now();
  const standing = await standingOf(db, room, visitor, now);
  const operator = viewer.kind === "person" && await isOperator(db, viewer.personId, deps.operatorEmail);
  const role = roleOf({ room, viewer, seat, standing, operator });
  const condition = conditionOf(room, await countLive(db, room.id));
  const seated = seat !== null && seat.leftAt === null;
  for (const deed of deeds) {
    const decision = decideDeed(role, deed, condition, seated);
    // Who looks after the house does so whatever else they are to the room.
    if (!decision.ok && !(operator && decideDeed("operator", deed, condition, seated).ok)) return decision;
  }
  return granted({ room, role, actor: actorOf(viewer, seat), seat, now });
}
