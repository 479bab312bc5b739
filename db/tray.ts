/**
 * What trays are made of, in SQL: rooms with all that links them with a viewer. Selects too much on purpose, such as rooms
 * of people who dim the viewer; `visibility.ts` has the last word on every row.
 */
import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { areBlocked } from "./blocked.ts";
import type { Db } from "./database.ts";
import { toRoom } from "./rooms.ts";
import type { Score } from "../domain/affinity.ts";
import { type PersonId, personId, type RoomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import type { Standing } from "../domain/standing.ts";

/** A room, a viewer, and what links them. */
export interface TrayCandidate {
  readonly viewerId: PersonId;
  readonly room: Room;
  readonly standing: Standing;
  /** Whether the viewer holds a seat there. */
  readonly seated: boolean;
  /** By arrival. */
  readonly inside: readonly SeatedThere[];
  /** In how many rooms the two were together when the rings were planned. */
  readonly roomsTogether: number;
  /** The viewer's towards the host, without the mark. */
  readonly affinity: Score | null;
  /** The viewer marked the host as close. */
  readonly close: boolean;
}

export interface SeatedThere {
  readonly name: string;
  readonly kind: "person" | "guest";
  /** A block keeps them and the viewer apart. */
  readonly blocked: boolean;
}

/** The open rooms that could be for this person: those shown to them and those of their groups. In no particular order. */
export async function trayCandidates(db: Db, person: PersonId): Promise<TrayCandidate[]> {
  return await selectCandidates(
    db,
    sql`
      select room_id, person_id as viewer_id from room_shown where person_id = ${person}
      union
      select room.id, group_member.person_id from group_member
        join room on room.group_id = group_member.group_id and room.state = 'open'
        where group_member.person_id = ${person}`,
  );
}

/** The room as it stands towards those of these people for whom it could be. Nothing if it is not open. */
export async function roomStandings(db: Db, room: RoomId, people: readonly PersonId[]): Promise<TrayCandidate[]> {
  if (people.length === 0) return [];
  const viewers = sql`(select json_array_elements_text(${JSON.stringify(people)}::text::json))`;
  return await selectCandidates(
    db,
    sql`
      select room_id, person_id as viewer_id from room_shown where room_id = ${room} and person_id in ${viewers}
      union
      select room.id, group_member.person_id from room
        join group_member on group_member.group_id = room.group_id
        where room.id = ${room} and group_member.person_id in ${viewers}`,
  );
}

async function selectCandidates(db: Db, pairs: RawBuilder<unknown>): Promise<TrayCandidate[]> {
  const rows = await db
    .with("pair", () => sql<{ room_id: string; viewer_id: string }>`(${pairs})`)
    .selectFrom("pair")
    .innerJoin("room", "room.id", "pair.room_id")
    .innerJoin("person as host", "host.id", "room.host_id")
    .leftJoin("person_group", "person_group.id", "room.group_id")
    .leftJoin(
      "room_shown",
      (join) =>
        join.onRef("room_shown.room_id", "=", "pair.room_id").onRef("room_shown.person_id", "=", "pair.viewer_id"),
    )
    .leftJoin(
      "dimmer",
      (join) => join.onRef("dimmer.person_id", "=", "room.host_id").onRef("dimmer.dimmed_id", "=", "pair.viewer_id"),
    )
    .leftJoin(
      "affinity",
      (join) => join.onRef("affinity.person_id", "=", "pair.viewer_id").onRef("affinity.other_id", "=", "room.host_id"),
    )
    .leftJoin(
      "tie_mark",
      (join) => join.onRef("tie_mark.person_id", "=", "pair.viewer_id").onRef("tie_mark.other_id", "=", "room.host_id"),
    )
    .where("room.state", "=", "open")
    .selectAll("room")
    .select(({ exists, selectFrom, ref }) => [
      "pair.viewer_id",
      "host.name as host_name",
      "person_group.name as group_name",
      "room_shown.ring",
      "room_shown.struck",
      "room_shown.rooms_together",
      "dimmer.dimmed_id",
      "dimmer.until",
      "affinity.score",
      "affinity.scored_at",
      "tie_mark.close",
      exists(
        selectFrom("friendship").select("friendship.since")
          .whereRef("friendship.person_id", "=", "room.host_id").whereRef(
            "friendship.friend_id",
            "=",
            "pair.viewer_id",
          ),
      ).as("friends"),
      areBlocked(ref("room.host_id"), ref("pair.viewer_id")).as("blocked"),
      exists(
        selectFrom("group_member").select("group_member.role")
          .whereRef("group_member.group_id", "=", "room.group_id")
          .whereRef("group_member.person_id", "=", "pair.viewer_id"),
      ).as("member"),
      jsonArrayFrom(
        selectFrom("seat")
          .whereRef("seat.room_id", "=", "room.id")
          .where("seat.left_at", "is", null)
          .orderBy("seat.joined_at")
          .orderBy("seat.id")
          .select((seat) => [
            "seat.name",
            "seat.person_id",
            areBlocked(seat.ref("pair.viewer_id"), sql<string>`seat.person_id`).as("blocked"),
          ]),
      ).as("inside"),
    ])
    .execute();
  return rows.map((row) => ({
    viewerId: personId(row.viewer_id),
    room: toRoom(row),
    standing: {
      friends: Boolean(row.friends),
      blocked: row.blocked,
      dimmer: row.dimmed_id === null ? null : { until: row.until },
      shown: row.ring === null || row.struck === null ? null : { ring: row.ring, struck: row.struck },
      member: Boolean(row.member),
    },
    seated: row.inside.some((seat) => seat.person_id === row.viewer_id),
    inside: row.inside.map(({ name, person_id, blocked }) => ({
      name,
      kind: person_id === null ? "guest" : "person",
      blocked,
    })),
    roomsTogether: row.rooms_together ?? 0,
    affinity: row.score === null || row.scored_at === null ? null : { score: row.score, scoredAt: row.scored_at },
    close: row.close ?? false,
  }));
}
