/** The seat that a visitor has in a room, and how far it is theirs. */
import type { Db } from "../db/database.ts";
import { findPersonSeat, findSeat, type SeatRecord } from "../db/seats.ts";
import type { SeatClaim } from "../domain/admission.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Visitor } from "../domain/viewer.ts";

export interface OwnSeat {
  readonly claim: SeatClaim;
  /** Null for the claims `none` and `foreign`. */
  readonly record: SeatRecord | null;
}

export async function findOwnSeat(db: Db, roomId: RoomId, { viewer, guestSeatId }: Visitor): Promise<OwnSeat> {
  if (viewer.kind === "person") return owned(await findPersonSeat(db, roomId, viewer.personId));
  if (guestSeatId === null) return { claim: "foreign", record: null };
  const record = await findSeat(db, guestSeatId);
  const foreign = record !== null && (record.roomId !== roomId || record.personId !== null);
  return foreign ? { claim: "foreign", record: null } : owned(record);
}

function owned(record: SeatRecord | null): OwnSeat {
  if (record === null) return { claim: "none", record };
  return { claim: record.leftAt === null ? "held" : "left", record };
}
