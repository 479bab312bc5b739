/** What there is to know of somebody who wants to come in, or asks to: gathered once for joining and for knocking. */
import type { Db } from "../db/database.ts";
import { findEntry } from "../db/entries.ts";
import type { KnockRecord } from "../db/knocks.ts";
import type { SeatRecord } from "../db/seats.ts";
import type { JoinFacts } from "../domain/admission.ts";
import type { RoomCode } from "../domain/ids.ts";
import { type Knocker, knockerOf } from "../domain/knock.ts";
import { roleOf } from "../domain/permissions.ts";
import type { Room } from "../domain/room.ts";
import { STRANGER } from "../domain/standing.ts";
import type { Visitor } from "../domain/viewer.ts";
import { isHost, sightOf } from "../domain/visibility.ts";
import { ownSeat } from "./find_own_seat.ts";

export interface EntryFacts {
  /** By an invitation that stands. */
  readonly invited: boolean;
  readonly join: Omit<JoinFacts, "letIn" | "inUse" | "meetsBlocked">;
  /** Held or left; null if there is none. */
  readonly seat: SeatRecord | null;
  /** Null for a guest without a good cookie. */
  readonly knocker: Knocker | null;
  readonly knock: KnockRecord | null;
}

/** `code`: the link that they came by. The caller that decides on these holds the room's row. */
export async function entryFacts(
  db: Db,
  room: Room,
  { visitor, code, now }: { readonly visitor: Visitor; readonly code: RoomCode; readonly now: Date },
): Promise<EntryFacts> {
  const { viewer } = visitor;
  const knocker = knockerOf(visitor);
  const found = await findEntry(db, room, visitor, knocker, now);
  const { seatsHeld, knock } = found;
  const { claim, record: seat } = ownSeat(room.id, visitor, found.seat);
  const standing = isHost(room, viewer) ? STRANGER : found.standing;
  const join = {
    room,
    sight: sightOf({ room, viewer, code, seated: claim === "held", standing, now }),
    // The operator comes in like anybody else.
    role: roleOf({ room, viewer, standing, seat, operator: false }),
    isGuest: viewer.kind === "guest",
    claim,
    leftAt: seat?.leftAt ?? null,
    seatsHeld,
  };
  return { invited: standing.invited, join, seat, knocker, knock };
}
