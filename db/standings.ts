/** What links people with a room and its host. What follows from it is the domain's business. */
import { jsonObjectFrom } from "kysely/helpers/postgres";
import { areBlocked } from "./blocked.ts";
import type { Db } from "./database.ts";
import { isPersonInvited } from "./invitations.ts";
import { isPersonRemoved } from "./removals.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import type { Standing } from "../domain/standing.ts";

export async function findStanding(
  db: Db,
  room: Pick<Room, "id" | "hostId" | "audience">,
  person: PersonId,
): Promise<Standing> {
  const row = await db
    .selectNoFrom(({ exists, selectFrom, val }) => [
      exists(
        selectFrom("friendship").select("friendship.since")
          .where("person_id", "=", room.hostId).where("friend_id", "=", person),
      ).as("friends"),
      areBlocked(val<string>(room.hostId), val<string>(person)).as("blocked"),
      selectFrom("group_member").select("group_member.role")
        .where("group_id", "=", room.audience.kind === "group" ? room.audience.groupId : "")
        .where("person_id", "=", person)
        .as("role"),
      isPersonInvited(room.id, person).as("invited"),
      isPersonRemoved(room.id, person).as("removed"),
      jsonObjectFrom(
        selectFrom("dimmer").select("until").where("person_id", "=", room.hostId).where("dimmed_id", "=", person),
      ).as("dimmer"),
      jsonObjectFrom(
        selectFrom("room_shown").select(["ring", "struck"])
          .where("room_id", "=", room.id).where("person_id", "=", person),
      ).as("shown"),
    ])
    .executeTakeFirstOrThrow();
  return {
    friends: Boolean(row.friends),
    blocked: row.blocked,
    dimmer: row.dimmer && { until: row.dimmer.until === null ? null : new Date(row.dimmer.until) },
    shown: row.shown,
    member: row.role !== null,
    groupAdmin: row.role === "admin",
    invited: row.invited,
    removed: row.removed,
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
