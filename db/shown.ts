/** Whom a room is shown to, in SQL, and the friends whom it could be shown to. Who is in which ring is the domain's business. */
import { sql } from "kysely";
import { areBlocked } from "./blocked.ts";
import type { Db, Trx } from "./database.ts";
import { decayed } from "../domain/affinity.ts";
import { type PersonId, personId, type RoomId, roomId } from "../domain/ids.ts";
import type { RingCandidate } from "../domain/ring_plan.ts";
import type { Ring } from "../domain/room.ts";
import { isDimmed } from "../domain/visibility.ts";

/** A friend as the rings are planned. */
export interface HostFriend extends RingCandidate {
  /** The host's "not today" is on: they have a place, but see nothing as long as it lasts. */
  readonly dimmed: boolean;
}

/** A person's place among those whom a room is shown to. */
export interface Shown {
  readonly personId: PersonId;
  readonly ring: Ring;
  readonly struck: boolean;
  /** In how many rooms the two were together in the month before; the reason that this one is told. */
  readonly roomsTogether: number;
}

const TOGETHER_WITHIN_DAYS = 30;
const DAY_MS = 86_400_000;
/** Rows per statement: a statement has room for 65,535 values. */
const INSERTED_AT_ONCE = 5000;

/** The host's friends, without those whom a block keeps apart. In no particular order. */
export async function ringCandidates(db: Db, host: PersonId, now: Date): Promise<HostFriend[]> {
  const since = new Date(now.getTime() - TOGETHER_WITHIN_DAYS * DAY_MS);
  const rows = await db
    .with("shared", (cte) =>
      cte.selectFrom("interaction")
        .select(["other_id", sql<number>`count(distinct room_id)`.as("rooms")])
        .where("person_id", "=", host)
        .where("kind", "=", "together")
        .where("at", ">", since)
        .groupBy("other_id"))
    .selectFrom("friendship")
    .innerJoin("person", "person.id", "friendship.friend_id")
    .leftJoin(
      "affinity",
      (join) => join.on("affinity.person_id", "=", host).onRef("affinity.other_id", "=", "friendship.friend_id"),
    )
    .leftJoin(
      "tie_mark",
      (join) => join.on("tie_mark.person_id", "=", host).onRef("tie_mark.other_id", "=", "friendship.friend_id"),
    )
    .leftJoin(
      "dimmer",
      (join) => join.on("dimmer.person_id", "=", host).onRef("dimmer.dimmed_id", "=", "friendship.friend_id"),
    )
    .leftJoin("shared", "shared.other_id", "friendship.friend_id")
    .select([
      "friendship.friend_id",
      "person.name",
      "friendship.since",
      "affinity.score",
      "affinity.scored_at",
      "tie_mark.close",
      "dimmer.dimmed_id",
      "dimmer.until",
      "shared.rooms",
    ])
    .where("friendship.person_id", "=", host)
    .where(({ not, ref, val }) => not(areBlocked(val<string>(host), ref("friendship.friend_id"))))
    .execute();
  return rows.map(({ friend_id, name, since, score, scored_at, close, dimmed_id, until, rooms }) => ({
    personId: personId(friend_id),
    name,
    since,
    affinity: score === null || scored_at === null ? 0 : decayed(score, scored_at, now),
    close: close ?? false,
    roomsTogether: rooms ?? 0,
    dimmed: isDimmed(dimmed_id === null ? null : { until }, now),
  }));
}

/** Replaces whom the room was shown to before. */
export async function showRoomTo(trx: Trx, room: RoomId, people: readonly Shown[]): Promise<void> {
  await trx.deleteFrom("room_shown").where("room_id", "=", room).execute();
  for (let from = 0; from < people.length; from += INSERTED_AT_ONCE) {
    await trx.insertInto("room_shown")
      .values(
        people.slice(from, from + INSERTED_AT_ONCE).map(({ personId, ring, struck, roomsTogether }) => ({
          room_id: room,
          person_id: personId,
          ring,
          struck,
          rooms_together: roomsTogether,
        })),
      )
      .execute();
  }
}

/** The rooms for friends of these hosts that are open or to open, which stay so until the transaction ends. */
export async function friendsRoomsOf(
  trx: Trx,
  hosts: readonly PersonId[],
): Promise<readonly { readonly id: RoomId; readonly hostId: PersonId }[]> {
  const rows = await trx.selectFrom("room").select(["id", "host_id"])
    .where("host_id", "in", hosts)
    .where("state", "<>", "ended")
    .where("audience", "=", "friends")
    .orderBy("id")
    .forShare()
    .execute();
  return rows.map(({ id, host_id }) => ({ id: roomId(id), hostId: personId(host_id) }));
}

/** Shows rooms to one more person; who has a place there already keeps it. */
export async function addShown(
  trx: Trx,
  rooms: readonly RoomId[],
  { personId, ring, struck, roomsTogether }: Shown,
): Promise<void> {
  await trx.insertInto("room_shown")
    .values(rooms.map((room_id) => ({ room_id, person_id: personId, ring, struck, rooms_together: roomsTogether })))
    .onConflict((conflict) => conflict.columns(["room_id", "person_id"]).doNothing())
    .execute();
}

/** Leaves the person out of those whom the room is shown to, or no longer; nothing for who is not among them. */
export async function markStruck(trx: Trx, room: RoomId, person: PersonId, struck: boolean): Promise<void> {
  await trx.updateTable("room_shown").set({ struck })
    .where("room_id", "=", room)
    .where("person_id", "=", person)
    .execute();
}

/** By ring, then id. */
export async function shownOf(db: Db, room: RoomId): Promise<Shown[]> {
  const rows = await db.selectFrom("room_shown").selectAll()
    .where("room_id", "=", room)
    .orderBy("ring")
    .orderBy("person_id")
    .execute();
  return rows.map(({ person_id, ring, struck, rooms_together }) => ({
    personId: personId(person_id),
    ring,
    struck,
    roomsTogether: rooms_together,
  }));
}
