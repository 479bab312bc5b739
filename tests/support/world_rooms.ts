/** The rooms of a large world, whom each is shown to, and who is inside. Part of `world.ts`, whose functions it uses. */
import { sql } from "kysely";
import type { Trx } from "../../db/database.ts";
import { at, type WorldSize } from "./world.ts";

export async function fillRooms(trx: Trx, size: WorldSize, now: Date): Promise<void> {
  await layOut(trx, size);
  await open(trx, now);
  await sql`analyze friendship`.execute(trx);
  await show(trx);
  await seat(trx, now);
  await end(trx, size, now);
}

/** Rooms of groups are spread evenly over the groups, and a member is the host. No other host has two. */
async function layOut(trx: Trx, { people, groups, openRooms }: WorldSize): Promise<void> {
  await sql`
    create temp table world_room on commit drop as
      select planned.n, md5('room ' || planned.n) as id, audience, world_group.id as group_id,
        pg_temp.person(case when audience = 'group'
          then pg_temp.member(world_group.n, 1 + pg_temp.dice(planned.n, 8, world_group.size))
          else 1 + planned.n * pg_temp.step(0) % ${people}::int end) as host_id
      from (select n, case when n % 20 < 8 then 'friends' when n % 20 < 13 then 'group'
          when n % 20 < 17 then 'people' else 'link' end as audience
        from generate_series(1, ${openRooms}::bigint) as n) as planned
      left join world_group on audience = 'group'
        and world_group.n = 1 + (planned.n / 20 * 5 + planned.n % 20 - 8) % ${groups}::int`.execute(trx);
  await sql`analyze world_room`.execute(trx);
}

/** Opened within the last forty minutes, so every ring is met; some were shown to all at once, to some somebody came. */
async function open(trx: Trx, now: Date): Promise<void> {
  const opened = sql`${at(now)} - pg_temp.dice(n, 9, 40) * interval '1 minute'`;
  const locked = sql`pg_temp.dice(n, 13, 25) = 0`;
  await sql`
    insert into room (id, code, host_id, activity_emoji, activity_title, audience, group_id, shown_since, shown_to_all,
        first_came_at, state, locked, locked_at, lock_cause, seat_limit, started_at, opens_at, ended_at, created_at)
      select id, 'code-' || id, host_id, '☕', 'Coffee', audience, group_id, ${opened}, pg_temp.dice(n, 10, 5) = 0,
        case when pg_temp.dice(n, 11, 4) = 0
          then ${at(now)} - pg_temp.dice(n, 12, 1 + pg_temp.dice(n, 9, 40)) * interval '1 minute' end,
        'open', ${locked}, case when ${locked} then ${opened} end, case when ${locked} then 'deed' end, 16, ${opened},
        ${opened}, null, ${opened}
      from world_room`.execute(trx);
}

/** For friends: fifteen in the first ring, fifty in the second, one in fifty struck out. Chosen people: three to ten. */
async function show(trx: Trx): Promise<void> {
  await sql`
    insert into room_shown (room_id, person_id, ring, struck, rooms_together)
      select id, friend_id,
        case when audience = 'people' or place <= 15 then 1 when place <= 65 then 2 else 3 end,
        audience = 'friends' and pg_temp.dice(n * 10000 + place, 14, 50) = 0,
        case when place <= 15 then pg_temp.dice(n * 10000 + place, 15, 6) else 0 end
      from (select world_room.*, friend_id,
          row_number() over (partition by n order by hashtextextended(friend_id, n), friend_id) as place
        from world_room join friendship on friendship.person_id = world_room.host_id
        where audience in ('friends', 'people')) as placed
      where audience = 'friends' or place <= 3 + pg_temp.dice(n, 16, 8)`.execute(trx);
}

/** Every other host sits inside, about one in ten of the closest, a few members, and guests where there is a link; as many have left. */
async function seat(trx: Trx, now: Date): Promise<void> {
  const joined = sql`${at(now)} - interval '1 second'`;
  await sql`
    insert into seat (id, room_id, person_id, name, joined_at, left_at)
      select md5(id || host_id), id, host_id, 'Host ' || n, ${joined}, null::timestamptz from world_room where n % 2 = 0
      union all
      select md5(room_id || person_id), room_id, person_id, 'Friend', ${joined}, null from room_shown
        where ring = 1 and not struck and hashtextextended(person_id || room_id, 17) % 10 = 0
      union all
      select md5(world_room.id || 'guest ' || k), world_room.id, null, 'Guest ' || k, ${joined},
          case when k % 2 = 0 then ${at(now)} end
        from world_room, generate_series(1, 4) as k where audience = 'link' or (n % 3 = 0 and k % 2 = 0)`.execute(trx);
  await sql`
    insert into seat (id, room_id, person_id, name, joined_at, left_at)
      select md5(world_room.id || 'member ' || k), world_room.id, pg_temp.person(pg_temp.member(world_group.n, k)),
          'Member ' || k, ${joined}, null
        from world_room join world_group on world_group.id = world_room.group_id, generate_series(1, 3) as k
        where world_room.n % 3 = 1
      on conflict do nothing`.execute(trx);
}

/** What was: twice as many rooms as are open, so that indexes have something to leave out. */
async function end(trx: Trx, { people, groups, openRooms }: WorldSize, now: Date): Promise<void> {
  await sql`
    insert into room (id, code, host_id, activity_emoji, activity_title, audience, group_id, shown_since, shown_to_all,
        first_came_at, state, locked, seat_limit, opens_at, ended_at, created_at)
      select md5('ended ' || n), 'code-' || md5('ended ' || n), pg_temp.person(1 + pg_temp.dice(n, 18, ${people}::int)),
        '🍜', 'Lunch', case when n % 2 = 0 then 'group' else 'friends' end,
        case when n % 2 = 0 then md5('group ' || 1 + n % ${groups}::int) end, ${
    at(now)
  } - interval '3 hours', false, null,
        'ended', false, 16, ${at(now)} - interval '3 hours', ${at(now)} - interval '1 hour', ${
    at(now)
  } - interval '3 hours'
      from generate_series(1, ${openRooms * 2}::int) as n`.execute(trx);
}
