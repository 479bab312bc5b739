/**
 * What trays are made of, in SQL: rooms with all that links them with a viewer. Selects too much on purpose, such as rooms
 * of people who dim the viewer; `visibility.ts` has the last word on every row.
 */
import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
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

/**
 * Every table is reached by a look-up per pair, from inside the select list or behind `offset 0`: so the planner has no join
 * to weigh, which takes longer than the look-ups, and no table to read whole.
 */
async function selectCandidates(db: Db, pairs: RawBuilder<unknown>): Promise<TrayCandidate[]> {
  const rows = await db
    .with("pair", () => sql<{ room_id: string; viewer_id: string }>`(${pairs})`)
    .selectFrom("pair")
    .innerJoinLateral(
      (eb) =>
        eb.selectFrom("room").selectAll()
          .whereRef("room.id", "=", "pair.room_id").where("room.state", "=", "open").offset(sql.lit(0)).as("room"),
      (join) => join.onTrue(),
    )
    .selectAll("room")
    .select(({ exists, selectFrom, ref }) => [
      "pair.viewer_id",
      selectFrom("person").select("person.name").whereRef("person.id", "=", "room.host_id").$asScalar().$notNull()
        .as("host_name"),
      selectFrom("person_group").select("person_group.name").whereRef("person_group.id", "=", "room.group_id")
        .$asScalar().as("group_name"),
      jsonObjectFrom(
        selectFrom("room_shown").select(["ring", "struck", "rooms_together"])
          .whereRef("room_shown.room_id", "=", "room.id").whereRef("room_shown.person_id", "=", "pair.viewer_id"),
      ).as("shown"),
      jsonObjectFrom(
        selectFrom("dimmer").select("until")
          .whereRef("dimmer.person_id", "=", "room.host_id").whereRef("dimmer.dimmed_id", "=", "pair.viewer_id"),
      ).as("dimmer"),
      jsonObjectFrom(
        selectFrom("affinity").select(["score", "scored_at"])
          .whereRef("affinity.person_id", "=", "pair.viewer_id").whereRef("affinity.other_id", "=", "room.host_id"),
      ).as("affinity"),
      selectFrom("tie_mark").select("tie_mark.close")
        .whereRef("tie_mark.person_id", "=", "pair.viewer_id").whereRef("tie_mark.other_id", "=", "room.host_id")
        .$asScalar().as("close"),
      exists(
        selectFrom("friendship").select("friendship.since").offset(sql.lit(0))
          .whereRef("friendship.person_id", "=", "room.host_id").whereRef(
            "friendship.friend_id",
            "=",
            "pair.viewer_id",
          ),
      ).as("friends"),
      areBlocked(ref("room.host_id"), ref("pair.viewer_id")).as("blocked"),
      exists(
        selectFrom("group_member").select("group_member.role").offset(sql.lit(0))
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
      dimmer: row.dimmer && { until: row.dimmer.until === null ? null : new Date(row.dimmer.until) },
      shown: row.shown && { ring: row.shown.ring, struck: row.shown.struck },
      member: Boolean(row.member),
    },
    seated: row.inside.some((seat) => seat.person_id === row.viewer_id),
    inside: row.inside.map(({ name, person_id, blocked }) => ({
      name,
      kind: person_id === null ? "guest" : "person",
      blocked,
    })),
    roomsTogether: row.shown?.rooms_together ?? 0,
    affinity: row.affinity && { score: row.affinity.score, scoredAt: new Date(row.affinity.scored_at) },
    close: row.close ?? false,
  }));
}
