/** The seat that a visitor has in a room, and how far it is theirs. */
import type { Db } from "../db/database.ts";
import { findPersonSeat, findSeat, type SeatRecord } from "../db/seats.ts";
import type { SeatClaim } from "../domain/admission.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Visitor } from "../domain/viewer.ts";

export interface OwnSeat {
  readonly claim: SeatClaim;
  /** Null for the claims `none` and `foreign`. */
  readonly record: SeatRecord | null;
}

export async function findOwnSeat(db: Db, roomId: RoomId, visitor: Visitor): Promise<OwnSeat> {
  const { viewer, guestSeatId } = visitor;
  if (viewer.kind === "person") return ownSeat(roomId, visitor, await findPersonSeat(db, roomId, viewer.personId));
  return ownSeat(roomId, visitor, guestSeatId === null ? null : await findSeat(db, guestSeatId));
}

/** `record`: the account's seat in that room, or the one that a guest's cookie names. */
export function ownSeat(roomId: RoomId, { viewer, guestSeatId }: Visitor, record: SeatRecord | null): OwnSeat {
  if (viewer.kind === "guest" && isForeign(roomId, guestSeatId, record)) return { claim: "foreign", record: null };
  if (record === null) return { claim: "none", record };
  return { claim: record.leftAt === null ? "held" : "left", record };
}

function isForeign(roomId: RoomId, cookie: SeatId | null, record: SeatRecord | null): boolean {
  return cookie === null || (record !== null && (record.roomId !== roomId || record.personId !== null));
}
