/**
 * Whom a room is for, in SQL: the ties that a choice is checked against, and the room's own columns about it. The list of
 * those to whom it is shown is written by `shown.ts`.
 */
import { sql } from "kysely";
import { areBlocked } from "./blocked.ts";
import type { Db, Trx } from "./database.ts";
import { findRoomById } from "./rooms.ts";
import { type GroupId, type PersonId, personId, type RoomId } from "../domain/ids.ts";
import type { Placed } from "../domain/foresight.ts";
import type { Audience, Room } from "../domain/room.ts";
import { isDimmed } from "../domain/visibility.ts";

/** Of those people, the ones who are the host's friends; nobody whom a block parts from the host. */
export async function friendsAmong(
  db: Db,
  host: PersonId,
  people: readonly PersonId[],
): Promise<ReadonlySet<PersonId>> {
  const storable = people.filter((id) => !id.includes("\0"));
  if (storable.length === 0) return new Set();
  const rows = await db.selectFrom("friendship").select("friend_id")
    .where("person_id", "=", host)
    .where("friend_id", "in", storable)
    .where(({ not, ref }) => not(areBlocked(ref("friendship.person_id"), ref("friendship.friend_id"))))
    .execute();
  return new Set(rows.map(({ friend_id }) => personId(friend_id)));
}

export async function isInGroup(db: Db, group: GroupId, person: PersonId): Promise<boolean> {
  if (group.includes("\0")) return false;
  const row = await db.selectFrom("group_member").select("role")
    .where("group_id", "=", group)
    .where("person_id", "=", person)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * To whom the room is or will be shown: the nearest ring first, in it those who were together with the host most often.
 * Without those who are no friends of the host any more, or whom a block keeps apart: they see nothing of it.
 */
export async function listPlaced(
  db: Db,
  { id, hostId }: Pick<Room, "id" | "hostId">,
  now: Date,
): Promise<readonly Placed[]> {
  const rows = await db.selectFrom("room_shown")
    .innerJoin("person", "person.id", "room_shown.person_id")
    .innerJoin(
      "friendship",
      (join) => join.on("friendship.person_id", "=", hostId).onRef("friendship.friend_id", "=", "room_shown.person_id"),
    )
    .leftJoin(
      "dimmer",
      (join) => join.on("dimmer.person_id", "=", hostId).onRef("dimmer.dimmed_id", "=", "room_shown.person_id"),
    )
    .select([
      "room_shown.person_id",
      "person.name",
      "room_shown.ring",
      "room_shown.struck",
      "dimmer.dimmed_id",
      "dimmer.until",
    ])
    .where("room_shown.room_id", "=", id)
    .where(({ not, ref, val }) => not(areBlocked(val<string>(hostId), ref("room_shown.person_id"))))
    .orderBy("room_shown.ring")
    .orderBy("room_shown.rooms_together", "desc")
    .orderBy("person.name")
    .orderBy("room_shown.person_id")
    .execute();
  return rows.map(({ person_id, name, ring, struck, dimmed_id, until }) => ({
    personId: personId(person_id),
    name,
    ring,
    struck,
    dimmed: isDimmed(dimmed_id === null ? null : { until }, now),
  }));
}

/** The showing begins anew at that time. If somebody else than the host is inside, they came already, and it widens no further. */
export async function changeAudience(
  trx: Trx,
  room: RoomId,
  { audience, shownSince, shownToAll }: Pick<Room, "shownSince" | "shownToAll"> & { readonly audience: Audience },
): Promise<Room> {
  await trx.updateTable("room").set({
    audience: audience.kind,
    group_id: audience.kind === "group" ? audience.groupId : null,
    shown_since: shownSince,
    shown_to_all: shownToAll,
    first_came_at: sql<Date | null>`
      case when exists (
        select from seat
        where seat.room_id = room.id and seat.left_at is null and seat.person_id is distinct from room.host_id
      ) then ${shownSince}::timestamptz end`,
  }).where("id", "=", room).execute();
  return await reread(trx, room);
}

export async function showToAll(trx: Trx, room: RoomId): Promise<Room> {
  await trx.updateTable("room").set({ shown_to_all: true }).where("id", "=", room).execute();
  return await reread(trx, room);
}

/** Only the first time since the audience was chosen counts. */
export async function noteArrival(trx: Trx, room: RoomId, at: Date): Promise<void> {
  await trx.updateTable("room").set({ first_came_at: at })
    .where("id", "=", room)
    .where("first_came_at", "is", null)
    .execute();
}

async function reread(trx: Trx, id: RoomId): Promise<Room> {
  const room = await findRoomById(trx, id);
  if (room === null) throw new Error("Failed to change a room: it is gone");
  return room;
}
