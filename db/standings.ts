/** What links people with a room and its host. What follows from it is the domain's business. */
import { type Selectable, sql } from "kysely";
import type { Db } from "./database.ts";
import type { RoomShownTable } from "./tables/room_shown.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import type { Standing } from "../domain/standing.ts";

export async function findStanding(
  db: Db,
  room: Pick<Room, "id" | "hostId" | "audience">,
  person: PersonId,
): Promise<Standing> {
  const row = await db
    .selectNoFrom((eb) => [
      eb.exists(
        eb.selectFrom("friendship").select(sql`1`.as("one"))
          .where("person_id", "=", room.hostId).where("friend_id", "=", person),
      ).as("friends"),
      eb.exists(
        eb.selectFrom("block").select(sql`1`.as("one")).where((either) =>
          either.or([
            either.and({ person_id: room.hostId, blocked_id: person }),
            either.and({ person_id: person, blocked_id: room.hostId }),
          ])
        ),
      ).as("blocked"),
      eb.exists(
        eb.selectFrom("group_member").select(sql`1`.as("one"))
          .where("group_id", "=", room.audience.kind === "group" ? room.audience.groupId : "")
          .where("person_id", "=", person),
      ).as("member"),
    ])
    .executeTakeFirstOrThrow();
  const [dimmer, shown] = await Promise.all([
    db.selectFrom("dimmer").select("until").where("person_id", "=", room.hostId).where("dimmed_id", "=", person)
      .executeTakeFirst(),
    db.selectFrom("room_shown").selectAll().where("room_id", "=", room.id).where("person_id", "=", person)
      .executeTakeFirst(),
  ]);
  return {
    friends: Boolean(row.friends),
    blocked: Boolean(row.blocked),
    dimmer: dimmer === undefined ? null : { until: dimmer.until },
    shown: shown === undefined ? null : toShown(shown),
    member: Boolean(row.member),
  };
}

/** Whether somebody whom the person has blocked sits in the room. */
export async function meetsBlocked(db: Db, room: RoomId, person: PersonId): Promise<boolean> {
  const row = await db.selectFrom("seat")
    .innerJoin("block", "block.blocked_id", "seat.person_id")
    .select("seat.id")
    .where("seat.room_id", "=", room)
    .where("seat.left_at", "is", null)
    .where("block.person_id", "=", person)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function toShown({ ring, struck }: Selectable<RoomShownTable>): NonNullable<Standing["shown"]> {
  return { ring, struck };
}
