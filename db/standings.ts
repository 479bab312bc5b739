/** What links people with a room and its host. What follows from it is the domain's business. */
import { expressionBuilder, type RawBuilder } from "kysely";
import { jsonBuildObject, jsonObjectFrom } from "kysely/helpers/postgres";
import { areBlocked } from "./blocked.ts";
import type { Db } from "./database.ts";
import { isPersonInvited } from "./invited.ts";
import { isPersonRemoved } from "./removals.ts";
import type { Tables } from "./tables.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import type { Standing } from "../domain/standing.ts";

type StandingRoom = Pick<Room, "id" | "hostId" | "audience">;

/** A standing as JSON has it, for queries that ask for more in the same statement. */
export type StandingJson = Omit<Standing, "dimmer"> & { readonly dimmer: { readonly until: string | null } | null };

export async function findStanding(db: Db, room: StandingRoom, person: PersonId): Promise<Standing> {
  const { standing } = await db.selectNoFrom(standingJson(room, person).as("standing")).executeTakeFirstOrThrow();
  return toStanding(standing);
}

export function standingJson(room: StandingRoom, person: PersonId): RawBuilder<StandingJson> {
  const { exists, selectFrom, val } = expressionBuilder<Tables>();
  const group = room.audience.kind === "group" ? room.audience.groupId : "";
  const membership = selectFrom("group_member").select("group_member.group_id")
    .where("group_id", "=", group).where("person_id", "=", person);
  return jsonBuildObject({
    friends: exists(
      selectFrom("friendship").select("friendship.since")
        .where("person_id", "=", room.hostId).where("friend_id", "=", person),
    ).$castTo<boolean>(),
    blocked: areBlocked(val<string>(room.hostId), val<string>(person)),
    dimmer: jsonObjectFrom(
      selectFrom("dimmer").select("until").where("person_id", "=", room.hostId).where("dimmed_id", "=", person),
    ),
    shown: jsonObjectFrom(
      selectFrom("room_shown").select(["ring", "struck"])
        .where("room_id", "=", room.id).where("person_id", "=", person),
    ),
    member: exists(membership).$castTo<boolean>(),
    groupAdmin: exists(membership.where("role", "=", "admin")).$castTo<boolean>(),
    invited: isPersonInvited(room.id, person),
    coHost: exists(
      selectFrom("co_host").select("co_host.since").where("room_id", "=", room.id).where("person_id", "=", person),
    ).$castTo<boolean>(),
    removed: isPersonRemoved(room.id, person),
  });
}

export function toStanding({ dimmer, ...standing }: StandingJson): Standing {
  return { ...standing, dimmer: dimmer && { until: dimmer.until === null ? null : new Date(dimmer.until) } };
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
