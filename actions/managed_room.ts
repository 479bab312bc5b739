/**
 * The beginning of every deed that is done to a room by those who look after it: the room, held until the transaction ends, and
 * who asks. Identity comes from the session or the room's own seat cookie, so a guest who was made a co-host is one here, too.
 */
import type { Trx } from "../db/database.ts";
import { isOperator } from "../db/operators.ts";
import { lockRoom } from "../db/rooms.ts";
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

export interface ManagedRoom {
  readonly room: Room;
  readonly role: Role;
  /** As the audit log names who asks. */
  readonly actor: Actor;
  /** Of who asks, held or left; null if there is none. */
  readonly seat: SeatRecord | null;
  readonly now: Date;
}

/** Refuses as `decideDeed` does. */
export async function managedRoom(
  deps: Pick<Deps, "seatTokens" | "now" | "operatorEmail">,
  trx: Trx,
  asker: Asker,
  roomId: RoomId,
  deed: Exclude<Deed, "enter">,
): Promise<Outcome<ManagedRoom>> {
  const room = await lockRoom(trx, roomId);
  if (room === null) return refused("not_found");
  const visitor = toVisitor(deps, asker, roomId);
  const { viewer } = visitor;
  const { record: seat } = await findOwnSeat(trx, roomId, visitor);
  const now = deps.now();
  const role = roleOf({
    room,
    viewer,
    seat,
    standing: await standingOf(trx, room, visitor, now),
    operator: viewer.kind === "person" && await isOperator(trx, viewer.personId, deps.operatorEmail),
  });
  const seated = seat !== null && seat.leftAt === null;
  const decision = decideDeed(role, deed, conditionOf(room, await countLive(trx, roomId)), seated);
  return decision.ok ? granted({ room, role, actor: actorOf(viewer, seat), seat, now }) : decision;
}
