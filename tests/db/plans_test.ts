import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { CompiledQuery, Kysely, sql } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import postgres from "postgres";
import { listEnding } from "../../db/attendance.ts";
import { type Db, openDatabase } from "../../db/database.ts";
import { countAddressesSince, countStages, findInvitation, listInvitations } from "../../db/invitations.ts";
import { isGuestInvited } from "../../db/invited.ts";
import { countUnread, listNotices } from "../../db/notices.ts";
import { isGuestRemoved } from "../../db/removals.ts";
import { findDoor, findRoomByCode, findRoomByRetiredCode, listRoomsHostedBy } from "../../db/rooms.ts";
import { countLive, findPersonSeat, liveSeatsEverywhere } from "../../db/seats.ts";
import { listInteractions } from "../../db/interactions.ts";
import { ringCandidates } from "../../db/shown.ts";
import { findStanding } from "../../db/standings.ts";
import { roomStandings, trayCandidates } from "../../db/tray.ts";
import type { Tables } from "../../db/tables.ts";
import { seatedIn } from "../../db/visits.ts";
import { noticeId, personId, roomCode, roomId, seatId } from "../../domain/ids.ts";
import { postgresForSuite } from "../support/databases.ts";
import { NOON } from "../support/rows.ts";

describe("PostgreSQL's plans among 20,000 rooms, seats and notices", () => {
  const server = postgresForSuite();

  it("reach what they look for by the index that is made for it", async () => {
    const url = await server().createDatabase();
    await using database = await openDatabase({ dataDir: "", url });
    await fill(database.db);
    const queries: [RegExp, (db: Db) => Promise<unknown>][] = [
      [/room_code_key/, (db) => findRoomByCode(db, roomCode("bulk-code-of-a-room-00001234"))],
      [/room_code_key(.|\n)*seat_live/, (db) => findDoor(db, roomCode("bulk-code-of-a-room-00001234"))],
      [/retired_link_pkey/, (db) => findRoomByRetiredCode(db, roomCode("retired-1234"))],
      [/room_ending/, (db) => listEnding(db)],
      [
        /Index Scan using removal_/,
        (db) => isGuestRemoved(db, roomId("bulk-1234"), { seat: null, traces: HERS, now: NOON }),
      ],
      [/room_host/, (db) => listRoomsHostedBy(db, personId("host-7"), { after: null, limit: 51 })],
      [/room_host/, (db) => listRoomsHostedBy(db, personId("host-7"), { after: roomId("bulk-9007"), limit: 51 })],
      [/seat_live/, (db) => countLive(db, roomId("bulk-1234"))],
      [/seat_of_person/, (db) => findPersonSeat(db, roomId("bulk-1234"), personId("host-34"))],
      [/seat_live/, (db) => liveSeatsEverywhere(db)],
      [
        /(?=[^]*room_shown_person)(?=[^]*group_member_person)(?=[^]*invited_person)(?=[^]*room_pkey)/,
        (db) => trayCandidates(db, personId("host-7")),
      ],
      [/(?=[^]*room_shown_pair)(?=[^]*room_pkey)/, (db) => roomStandings(db, roomId("bulk-34"), [personId("host-7")])],
      [/friendship_pair(.|\n)*block_/, (db) => findStanding(db, ROOM, personId("host-7"))],
      [/friendship_pair/, (db) => ringCandidates(db, personId("host-7"), NOON)],
      [/interaction_pair/, (db) => listInteractions(db, personId("host-7"))],
      [/notice_of_person/, (db) => listNotices(db, personId("host-7"), { after: null, limit: 51 })],
      [/notice_of_person/, (db) => listNotices(db, personId("host-7"), { after: noticeId("notice-9007"), limit: 51 })],
      [/invitation_of_room/, (db) => listInvitations(db, roomId("bulk-34"), { after: null, limit: 51 })],
      [/invitation_of_room/, (db) => countStages(db, roomId("bulk-34"))],
      [/invitation_code_key/, (db) => findInvitation(db, "code-7")],
      [/invitation_made_by/, (db) => countAddressesSince(db, personId("host-7"), NOON)],
      [/invited_seat/, (db) => isGuestInvited(db, roomId("bulk-34"), seatId("seat-34"))],
      [/notice_unread/, (db) => countUnread(db, personId("host-7"))],
      [/seat_live/, (db) => seatedIn(db, personId("host-34"), [roomId("bulk-1234"), roomId("bulk-34")])],
    ];
    for (const [index, query] of queries) {
      const plan = await explain(url, query);
      assert.match(plan, index);
      assert.doesNotMatch(plan, /Seq Scan on (room|seat|notice|invitation|invited)\b/);
    }
  });
});

const HERS = { browser: "hers", address: "home" } as const;
const ROOM = { id: roomId("bulk-34"), hostId: personId("host-34"), audience: { kind: "friends" } } as const;

/** Two hundred people with a hundred rooms, seats and notices each; one in a thousand is held, or unread. */
async function fill(db: Db): Promise<void> {
  await sql`
    insert into person select 'host-' || n, 'Host', n || '@example.org', false, null, ${NOON}::timestamptz, ${NOON}::timestamptz
      from generate_series(0, 199) as n`.execute(db);
  await sql`
    insert into room (id, code, host_id, activity_emoji, activity_title, audience, state, locked, seat_limit, opens_at,
        ended_at, created_at, shown_since)
      select 'bulk-' || n, 'bulk-code-of-a-room-' || lpad(n::text, 8, '0'), 'host-' || n % 200, '🎨', 'Painting', 'link', 'open',
        false, 8, ${NOON}::timestamptz, null, ${NOON}::timestamptz, ${NOON}::timestamptz
      from generate_series(1, 20000) as n`.execute(db);
  await sql`
    insert into seat
      select 'seat-' || n, 'bulk-' || n, 'host-' || n % 200, 'Guest', ${NOON}::timestamptz,
        case when n % 1000 = 0 then null else ${NOON}::timestamptz end
      from generate_series(1, 20000) as n`.execute(db);
  await sql`
    insert into notice
      select 'notice-' || n, 'host-' || n % 200, 'came_in', 'host-' || (n + 1) % 200, 'bulk-' || n, null, n::text,
        ${NOON}::timestamptz + n * interval '1 second', case when n % 1000 = 7 then null else ${NOON}::timestamptz end
      from generate_series(1, 20000) as n`.execute(db);
  await sql`insert into person select 'friend-' || n, 'Friend', 'f' || n || '@example.org', false, null,
      ${NOON}::timestamptz, ${NOON}::timestamptz from generate_series(1, 5000) as n`.execute(db);
  const pairs = sql`
    select 'host-' || host as one, 'friend-' || 1 + (host * 37 + n * 61) % 5000 as other
      from generate_series(0, 199) as host, generate_series(1, 60) as n
    union
    select 'friend-' || 1 + (host * 37 + n * 61) % 5000, 'host-' || host
      from generate_series(0, 199) as host, generate_series(1, 60) as n`;
  const at = sql`${NOON}::timestamptz`;
  await sql`insert into friendship select one, other, ${at} from (${pairs}) as pairs`.execute(db);
  await sql`insert into block select one, other, ${at} from (${pairs}) as pairs`.execute(db);
  await sql`insert into dimmer select one, other, null from (${pairs}) as pairs`.execute(db);
  await sql`insert into affinity select one, other, 1, ${at} from (${pairs}) as pairs`.execute(db);
  await sql`
    insert into interaction (person_id, other_id, kind, amount, room_id, at)
      select one, other, 'dropped_in', 1, 'bulk-1', ${at} from (${pairs}) as pairs`.execute(db);
  await sql`
    insert into room_shown select room.id, pairs.other, 1, false, 0
      from (${pairs}) as pairs join room on room.host_id = pairs.one and room.id like 'bulk-%5'`.execute(db);
  await sql`
    insert into person_group select 'group-' || n, 'Group', '', lpad(n::text, 22, 'c'), 'link', ${at}
      from generate_series(1, 100) as n`.execute(db);
  await sql`
    insert into group_member select 'group-' || g, 'friend-' || g * 40 + n, 'member', ${at}
      from generate_series(1, 100) as g, generate_series(1, 100) as n`.execute(db);
  await sql`
    insert into retired_link select 'retired-' || n, 'bulk-' || n, ${at} from generate_series(1, 5000) as n`.execute(
    db,
  );
  await sql`update room set ends_at = ${at} where id like 'bulk-%777'`.execute(db);
  await sql`
    insert into removal (id, room_id, seat_id, name, browser, address, address_until, removed_at)
      select 'removal-' || n, 'bulk-' || n, 'seat-' || n, 'Guest', 'b' || n, 'a' || n, ${at}, ${at}
      from generate_series(1, 5000) as n`.execute(db);
  await sql`
    insert into invitation (id, room_id, kind, email, code, made_by, made_by_name, made_at)
      select 'invitation-' || n, 'bulk-' || n % 400, 'email', n || '@example.org', 'code-' || n, 'host-' || n % 200, 'Host', ${at}
      from generate_series(400, 20000) as n where n % 400 > 0`.execute(db);
  await sql`
    insert into invited select 'invitation-' || n, 'bulk-' || n % 400,
        case when n % 2 = 0 then 'friend-' || 1 + n % 5000 end, case when n % 2 = 1 then 'seat-' || n end, ${at}
      from generate_series(400, 20000) as n where n % 400 > 0`.execute(db);
  await sql`analyze`.execute(db);
}

/** The plan of the one statement that `query` sends. */
async function explain(url: string, query: (db: Db) => Promise<unknown>): Promise<string> {
  const sent: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: new PostgresJSDialect({ postgres: postgres(url, { max: 1 }) }),
    log: (event) => {
      sent.push(event.query);
    },
  });
  try {
    await query(db);
    const [statement, ...others] = sent;
    assert.ok(statement && others.length === 0, "one statement");
    const { rows } = await db.executeQuery<{ "QUERY PLAN": string }>(
      CompiledQuery.raw(`explain ${statement.sql}`, [...statement.parameters]),
    );
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await db.destroy();
  }
}
