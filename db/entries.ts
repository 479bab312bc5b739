/**
 * All that the database knows of somebody at a room's door, in one statement: coming in waits for it, while browsers and
 * the media server want the same few cores.
 */
import { expressionBuilder, type ExpressionWrapper, type RawBuilder, sql } from "kysely";
import { jsonObjectFrom } from "kysely/helpers/postgres";
import type { Db } from "./database.ts";
import { isKnockOf, knockOfJson, type KnockRecord } from "./knocks.ts";
import { guestInvited } from "./invited.ts";
import { guestRemoved } from "./removals.ts";
import { heldSeats, seatOfJson, type SeatRecord } from "./seats.ts";
import { isStorable } from "./search_text.ts";
import { type StandingJson, standingJson, toStanding } from "./standings.ts";
import type { Tables } from "./tables.ts";
import type { Knocker } from "../domain/knock.ts";
import type { Room } from "../domain/room.ts";
import { type Standing, STRANGER } from "../domain/standing.ts";
import type { Visitor } from "../domain/viewer.ts";

export interface Entry {
  /** The account's in that room; or the one that a guest's cookie names, whosever and wherever it is. */
  readonly seat: SeatRecord | null;
  /** By whomever. */
  readonly seatsHeld: number;
  /** Of a guest only whether they are invited, or were put out. */
  readonly standing: Standing;
  readonly knock: KnockRecord | null;
}

/** `knocker`: as whom they knock; null for a guest without a good cookie. */
export async function findEntry(
  db: Db,
  room: Room,
  visitor: Visitor,
  knocker: Knocker | null,
  now: Date,
): Promise<Entry> {
  const { lit, selectFrom } = expressionBuilder<Tables>();
  const { viewer, guestSeatId, traces } = visitor;
  const isPerson = viewer.kind === "person";
  const standing: RawBuilder<StandingJson | null> = isPerson ? standingJson(room, viewer.personId) : sql`null`;
  const marks = { seat: guestSeatId, traces, now };
  const removed: ExpressionWrapper<Tables, never, boolean> = isPerson ? lit(false) : guestRemoved(room.id, marks);
  const row = await db.selectNoFrom([
    jsonObjectFrom(
      selectFrom("seat").selectAll().where((eb) => {
        if (isPerson) return eb.and([eb("room_id", "=", room.id), eb("person_id", "=", viewer.personId)]);
        return guestSeatId !== null && isStorable(guestSeatId) ? eb("id", "=", guestSeatId) : eb.lit(false);
      }),
    ).as("seat"),
    heldSeats(room.id).as("seats_held"),
    standing.as("standing"),
    removed.as("removed"),
    guestInvited(room.id, isPerson ? null : guestSeatId).as("invited"),
    jsonObjectFrom(
      selectFrom("knock").selectAll()
        .where("room_id", "=", room.id)
        .where((eb) => knocker === null ? eb.lit(false) : isKnockOf(knocker)(eb)),
    ).as("knock"),
  ]).executeTakeFirstOrThrow();
  return {
    seat: row.seat && seatOfJson(row.seat),
    seatsHeld: row.seats_held,
    standing: row.standing ? toStanding(row.standing) : { ...STRANGER, invited: row.invited, removed: row.removed },
    knock: row.knock && knockOfJson(row.knock),
  };
}
