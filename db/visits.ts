/** Visits and company in rooms, in SQL, as far as ties come of them. What they are worth is not decided here. */
import { sql } from "kysely";
import { areBlocked } from "./blocked.ts";
import type { Db } from "./database.ts";
import { type PersonId, personId, type RoomId, roomId, type SeatId, seatId } from "../domain/ids.ts";
import type { Company } from "../domain/company.ts";

/** What there is to know when somebody comes into another's room. */
export interface VisitFacts {
  readonly hostId: PersonId;
  readonly blocked: boolean;
  /** The host chose them for this room, and did not strike them out. */
  readonly chosen: boolean;
  /** The one that the host holds in the room now. */
  readonly hostSeat: SeatId | null;
  /** When the last visit of theirs to this room was recorded. */
  readonly lastAt: Date | null;
}

/** Null if there is no such room. */
export async function visitFacts(db: Db, room: RoomId, visitor: PersonId): Promise<VisitFacts | null> {
  const row = await db.selectFrom("room")
    .select((eb) => [
      "room.host_id",
      "room.audience",
      areBlocked(eb.ref("room.host_id"), eb.val<string>(visitor)).as("blocked"),
      eb.exists(
        eb.selectFrom("room_shown").select(sql`1`.as("one"))
          .whereRef("room_shown.room_id", "=", "room.id")
          .where("room_shown.person_id", "=", visitor)
          .where("room_shown.struck", "=", false),
      ).as("shown"),
      eb.selectFrom("seat").select("seat.id")
        .whereRef("seat.room_id", "=", "room.id")
        .whereRef("seat.person_id", "=", "room.host_id")
        .where("seat.left_at", "is", null)
        .as("host_seat"),
      eb.selectFrom("interaction").select((last) => last.fn.max("interaction.at").as("at"))
        .where("interaction.person_id", "=", visitor)
        .whereRef("interaction.other_id", "=", "room.host_id")
        .whereRef("interaction.room_id", "=", "room.id")
        .where("interaction.kind", "=", "dropped_in")
        .as("last_at"),
    ])
    .where("room.id", "=", room)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    hostId: personId(row.host_id),
    blocked: Boolean(row.blocked),
    chosen: row.audience === "people" && Boolean(row.shown),
    hostSeat: row.host_seat === null ? null : seatId(row.host_seat),
    lastAt: row.last_at,
  };
}

/** What there is to know when somebody who knocked is let in. */
export interface LetInFacts {
  /** Whichever of the two did it. */
  readonly blocked: boolean;
  /** When the one last let the other into this room. */
  readonly lastAt: Date | null;
}

export async function letInFacts(
  db: Db,
  { opener, other, room }: { readonly opener: PersonId; readonly other: PersonId; readonly room: RoomId },
): Promise<LetInFacts> {
  const { blocked, last_at } = await db
    .selectNoFrom((eb) => [
      areBlocked(eb.val<string>(opener), eb.val<string>(other)).as("blocked"),
      eb.selectFrom("interaction").select((last) => last.fn.max("interaction.at").as("at"))
        .where("interaction.person_id", "=", opener)
        .where("interaction.other_id", "=", other)
        .where("interaction.room_id", "=", room)
        .where("interaction.kind", "=", "let_in")
        .as("last_at"),
    ])
    .executeTakeFirstOrThrow();
  return { blocked: Boolean(blocked), lastAt: last_at };
}

/** Of these pairs the ones that no block keeps apart. */
export async function withoutBlocked(db: Db, pairs: readonly Company[]): Promise<Company[]> {
  if (pairs.length === 0) return [];
  const people = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const blocks = await db.selectFrom("block").select(["person_id", "blocked_id"])
    .where("person_id", "in", people)
    .where("blocked_id", "in", people)
    .execute();
  const apart = (one: PersonId, other: PersonId) =>
    blocks.some((block) => block.person_id === one && block.blocked_id === other);
  return pairs.filter(({ one, other }) => !apart(one, other) && !apart(other, one));
}

/** The rooms in which the person holds a seat, of these. */
export async function seatedIn(db: Db, person: PersonId, rooms: readonly RoomId[]): Promise<ReadonlySet<RoomId>> {
  if (rooms.length === 0) return new Set();
  const rows = await db.selectFrom("seat").select("room_id")
    .where("room_id", "in", rooms)
    .where("person_id", "=", person)
    .where("left_at", "is", null)
    .execute();
  return new Set(rows.map(({ room_id }) => roomId(room_id)));
}
