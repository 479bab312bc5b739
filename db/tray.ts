/**
 * What trays are made of, in SQL: rooms with all that links them with a viewer. Selects too much on purpose, such as rooms
 * of people who dim the viewer; `visibility.ts` has the last word on every row.
 */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "./database.ts";
import { type RoomRow, toAudience } from "./rooms.ts";
import type { GroupMemberTable } from "./tables/group_member.ts";
import type { Score } from "../domain/affinity.ts";
import { type PersonId, personId, roomCode, type RoomId, roomId } from "../domain/ids.ts";
import type { Ring, Room, Showing } from "../domain/room.ts";
import type { Standing } from "../domain/standing.ts";

/** As much of a room as decides whether it is seen, and as a tray shows. */
export type FoundRoom =
  & Pick<
    Room,
    "id" | "code" | "hostId" | "hostName" | "activity" | "audience" | "groupName" | "state" | "locked" | "opensAt"
  >
  & Showing;

/** A room, a viewer, and what links them. */
export interface TrayCandidate {
  readonly viewerId: PersonId;
  readonly room: FoundRoom;
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

/** The open rooms that could be for this person: those shown to them, those of their groups, and those they are invited to. In no particular order. */
export async function trayCandidates(db: Db, person: PersonId): Promise<TrayCandidate[]> {
  return await selectCandidates(db, {
    state: OPEN,
    shown: sql<boolean>`room_shown.person_id = ${person}`,
    members: sql<boolean>`group_member.person_id = ${person}`,
    invited: sql<boolean>`invited.person_id = ${person}`,
    blockers: sql`${person}`,
  });
}

/** The same of rooms that are to open, by that time at the latest. */
export async function comingCandidates(db: Db, person: PersonId, until: Date): Promise<TrayCandidate[]> {
  return await selectCandidates(db, {
    state: sql`'scheduled' and room.opens_at <= ${until}`,
    shown: sql<boolean>`room_shown.person_id = ${person}`,
    members: sql<boolean>`group_member.person_id = ${person}`,
    invited: sql<boolean>`invited.person_id = ${person}`,
    blockers: sql`${person}`,
  });
}

/** The room as it stands towards those of these people for whom it could be. Nothing if it is not open. */
export async function roomStandings(db: Db, room: RoomId, people: readonly PersonId[]): Promise<TrayCandidate[]> {
  if (people.length === 0) return [];
  const viewers = sql`select json_array_elements_text(${JSON.stringify(people)}::text::json)`;
  return await selectCandidates(db, {
    state: OPEN,
    shown: sql<boolean>`room_shown.room_id = ${room} and room_shown.person_id in (${viewers})`,
    members: sql<boolean>`room.id = ${room} and group_member.person_id in (${viewers})`,
    invited: sql<boolean>`invited.room_id = ${room} and invited.person_id in (${viewers})`,
    blockers: viewers,
  });
}

/** Written out, so that the indexes of the rooms in that state serve. */
const OPEN = sql`'open'`;

interface Asked {
  /** What the room's state is to be, and what else is asked of the room. */
  readonly state: RawBuilder<unknown>;
  /** Which rows of `room_shown`. */
  readonly shown: RawBuilder<boolean>;
  /** Which members of which rooms' groups. */
  readonly members: RawBuilder<boolean>;
  /** Who is invited to which rooms. */
  readonly invited: RawBuilder<boolean>;
  /** The viewers. */
  readonly blockers: RawBuilder<unknown>;
}

/**
 * One look-up by an index for each thing that is asked of a pair. Left to itself the planner would join some of the tables
 * as a whole once a tray has many rooms; a `limit` inside keeps it from that. A friendship is looked up from the viewer's
 * side, where all rows of one viewer lie together. Blocks are read once for all pairs.
 */
async function selectCandidates(
  db: Db,
  { state, shown, members, invited, blockers }: Asked,
): Promise<TrayCandidate[]> {
  const { rows } = await sql<CandidateRow>`
    with pair as materialized (
      select room_id, viewer_id, max(ring) as ring, bool_or(struck) as struck, max(rooms_together) as rooms_together,
        bool_or(invited) as invited
      from (
        select room_id, person_id as viewer_id, ring, struck, rooms_together, false as invited from room_shown
          where ${shown}
        union all
        select room.id, group_member.person_id, null, null, null, false
          from group_member join room on room.group_id = group_member.group_id and room.state = ${state}
          where ${members}
        union all
        select room_id, person_id, null, null, null, true from invited where ${invited}
      ) as found
      group by room_id, viewer_id
    ), apart as materialized (
      select person_id as viewer_id, blocked_id as other_id from block where person_id in (${blockers})
      union all
      select blocked_id, person_id from block where blocked_id in (${blockers})
    )
    select pair.viewer_id, pair.ring, pair.struck, pair.rooms_together, pair.invited, open.*,
      (select true from friendship where person_id = viewer_id and friend_id = host_id limit 1) as friends,
      (viewer_id, host_id) in (select viewer_id, other_id from apart) as blocked,
      (select role from group_member where group_id = open.group_id and person_id = viewer_id limit 1) as role,
      (select true from removal where removal.room_id = pair.room_id and removal.person_id = viewer_id
        and readmitted_at is null limit 1) as removed,
      dimmer.dimmed_id, dimmer.until, affinity.score, affinity.scored_at,
      (select close from tie_mark where person_id = viewer_id and other_id = host_id limit 1) as close,
      (select json_agg(json_build_object('name', name, 'person_id', person_id, 'blocked',
            person_id is not null and (viewer_id, person_id) in (select viewer_id, other_id from apart))
          order by joined_at, id)
        from seat where room_id = pair.room_id and left_at is null) as inside
    from pair
    cross join lateral (
      select room.id, code, host_id, activity_emoji, activity_title, audience, group_id, state, locked, opens_at,
        shown_since, shown_to_all, first_came_at, host.name as host_name,
        case when group_id is not null then (select name from person_group where id = room.group_id limit 1) end
          as group_name
      from room join person as host on host.id = room.host_id
      where room.id = pair.room_id and room.state = ${state} limit 1
    ) as open
    left join lateral (
      select dimmed_id, until from dimmer where person_id = host_id and dimmed_id = viewer_id limit 1
    ) as dimmer on true
    left join lateral (
      select score, scored_at from affinity where person_id = viewer_id and other_id = host_id limit 1
    ) as affinity on true`.execute(db);
  return rows.map(toCandidate);
}

type FoundRow = Pick<
  RoomRow,
  | "id"
  | "code"
  | "host_id"
  | "host_name"
  | "activity_emoji"
  | "activity_title"
  | "audience"
  | "group_id"
  | "group_name"
  | "state"
  | "locked"
  | "opens_at"
  | "shown_since"
  | "shown_to_all"
  | "first_came_at"
>;

interface CandidateRow extends FoundRow {
  readonly viewer_id: string;
  readonly ring: Ring | null;
  readonly struck: boolean | null;
  readonly rooms_together: number | null;
  readonly invited: boolean;
  readonly friends: boolean | null;
  readonly blocked: boolean;
  readonly role: GroupMemberTable["role"] | null;
  readonly removed: boolean | null;
  readonly dimmed_id: string | null;
  readonly until: Date | null;
  readonly score: number | null;
  readonly scored_at: Date | null;
  readonly close: boolean | null;
  readonly inside:
    | readonly { readonly name: string; readonly person_id: string | null; readonly blocked: boolean }[]
    | null;
}

function toCandidate(row: CandidateRow): TrayCandidate {
  const inside = row.inside ?? [];
  return {
    viewerId: personId(row.viewer_id),
    room: {
      id: roomId(row.id),
      code: roomCode(row.code),
      hostId: personId(row.host_id),
      hostName: row.host_name,
      activity: { emoji: row.activity_emoji, title: row.activity_title },
      audience: toAudience(row),
      groupName: row.group_name,
      state: row.state,
      locked: row.locked,
      opensAt: row.opens_at,
      shownSince: row.shown_since,
      shownToAll: row.shown_to_all,
      firstCameAt: row.first_came_at,
    },
    standing: {
      friends: row.friends ?? false,
      blocked: row.blocked,
      dimmer: row.dimmed_id === null ? null : { until: row.until },
      shown: row.ring === null || row.struck === null ? null : { ring: row.ring, struck: row.struck },
      member: row.role !== null,
      groupAdmin: row.role === "admin",
      invited: row.invited,
      // They were invited by it, and more is not asked here: who looks after a room is told at its door.
      coHost: false,
      removed: row.removed ?? false,
    },
    seated: inside.some((seat) => seat.person_id === row.viewer_id),
    inside: inside.map(({ name, person_id, blocked }) => ({
      name,
      kind: person_id === null ? "guest" : "person",
      blocked,
    })),
    roomsTogether: row.rooms_together ?? 0,
    affinity: row.score === null || row.scored_at === null ? null : { score: row.score, scoredAt: row.scored_at },
    close: row.close ?? false,
  };
}
