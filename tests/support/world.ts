/**
 * Large worlds for measuring, made inside the database by set-based SQL and the same every time: what is thrown by chance
 * comes from PostgreSQL's hash of a row's number. Rooms and who sits in them are `world_rooms.ts`. Foreign keys are not
 * checked row by row while a world is filled: that every row has its other end is by construction.
 */
import { type RawBuilder, sql } from "kysely";
import type { Database, Db, Trx } from "../../db/database.ts";
import { type PersonId, personId } from "../../domain/ids.ts";
import { fillRooms } from "./world_rooms.ts";

export interface WorldSize {
  readonly people: number;
  /** On average. Half of all people have clearly fewer, a few have `mostFriends`. */
  readonly friendsEach: number;
  readonly mostFriends: number;
  readonly groups: number;
  readonly largestGroup: number;
  /** Memberships of one person, on average. */
  readonly groupsEach: number;
  /** 40 % for friends, 25 % for a group, 20 % for chosen people, 15 % by link. Twice as many have ended. */
  readonly openRooms: number;
}

export const CITY: WorldSize = {
  people: 100_000,
  friendsEach: 130,
  mostFriends: 5000,
  groups: 200,
  largestGroup: 20_000,
  groupsEach: 2,
  openRooms: 10_000,
};

/** The same life in a smaller place: what one person has stays, what there is in all shrinks. */
export function scaled(size: WorldSize, factor: number): WorldSize {
  const times = (count: number) => Math.round(count * factor);
  return {
    ...size,
    people: times(size.people),
    groups: times(size.groups),
    largestGroup: times(size.largestGroup),
    openRooms: times(size.openRooms),
  };
}

/** Into an empty, migrated database. PostgreSQL then vacuums, as it would by itself in time; PGlite never does. */
export async function fillWorld({ db, kind }: Database, size: WorldSize, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`set local work_mem = '256MB'`.execute(trx);
    await defineChance(trx, size);
    await fillPeople(trx, size, now);
    await fillTies(trx, size, now);
    await fillGroups(trx, size, now);
    await fillRooms(trx, size, now);
  });
  if (kind === "postgres") await sql`vacuum analyze`.execute(db);
}

/** Different people: first the `popular` ones with the most friends, then `others` evenly among all. */
export async function someViewers(db: Db, size: WorldSize, popular: number, others: number): Promise<PersonId[]> {
  const most = await db.selectFrom("friendship").select("person_id as id").groupBy("person_id")
    .orderBy((eb) => eb.fn.countAll(), "desc").orderBy("person_id").limit(popular).execute();
  const step = Math.floor(size.people / (popular + others));
  const { rows } = await sql<{ id: string }>`
    select md5('person ' || n) as id from generate_series(1, ${size.people}::int, ${step}::int) as n`.execute(db);
  const ids = new Set([...most, ...rows].map((row) => row.id));
  return [...ids].slice(0, popular + others).map(personId);
}

/**
 * `person` names people by number; `dice` throws; `friends_of` is how many friendships somebody begins: a Pareto
 * distribution of exponent 1.5, to which come as many begun by others, on average. `other` is the k-th whom somebody walks
 * to; their step has no divisor in common with the number of people, so that they meet nobody twice.
 */
async function defineChance(trx: Trx, { people, friendsEach, mostFriends }: WorldSize): Promise<void> {
  const steps = Array.from({ length: 61 }, (_, at) => coprimeFrom(Math.floor(people * (at + 1) / 63) + 1, people));
  const begunByOthers = friendsEach / 2;
  const most = Math.min(mostFriends - begunByOthers, people / 4);
  // The mean of that distribution is three times its least value, and the bound above takes a twentieth away.
  const least = friendsEach / 2 / 3 * 1.05;
  for (
    const definition of [
      sql`person(n bigint) returns text language sql immutable as $$ select md5('person ' || n::text) $$`,
      sql`dice(n bigint, throw bigint, sides bigint) returns bigint language sql immutable as
        $$ select (hashint8extended(n, throw) & 9223372036854775807) % sides $$`,
      sql`step(n bigint) returns bigint language sql immutable as
        $$ select (${sql.lit(`{${steps.join()}}`)}::bigint[])[1 + pg_temp.dice(n, 1, 61)] $$`,
      sql`friends_of(n bigint) returns integer language sql immutable as
        $$ select least(${sql.lit(most)}, ${sql.lit(least)} *
          power((1 + pg_temp.dice(n, 2, 1000000)) / 1000000.0, -1 / 1.5))::integer $$`,
      sql`other(n bigint, k bigint) returns bigint language sql immutable as
        $$ select 1 + (n - 1 + k * pg_temp.step(n)) % ${sql.lit(people)} $$`,
    ]
  ) await sql`create or replace function pg_temp.${definition}`.execute(trx);
}

async function fillPeople(trx: Trx, { people }: WorldSize, now: Date): Promise<void> {
  await sql`
    insert into person (id, name, email, email_verified, image, created_at, updated_at)
      select pg_temp.person(n), 'Person ' || n, 'person-' || n || '@example.org', false, null, ${at(now)}, ${at(now)}
      from generate_series(1, ${people}::int) as n`.execute(trx);
}

async function fillTies(trx: Trx, { people }: WorldSize, now: Date): Promise<void> {
  const begun = (most: RawBuilder<unknown>) =>
    sql`select n as a, pg_temp.other(n, k)::int as b
      from generate_series(1, ${people}::int) as n, generate_series(1, ${most}) as k`;
  await sql`
    insert into friendship (person_id, friend_id, since)
      select pg_temp.person(a), pg_temp.person(b),
        ${at(now)} - pg_temp.dice(least(a, b)::bigint * ${people}::int + greatest(a, b), 3, 1500) * interval '1 day'
      from (select a, b from (${begun(sql`pg_temp.friends_of(n)`)}) as begun
        union select b, a from (${begun(sql`pg_temp.friends_of(n)`)}) as begun) as pairs`.execute(trx);
  await sql`
    insert into affinity (person_id, other_id, score, scored_at)
      select pg_temp.person(a), pg_temp.person(b), pg_temp.dice(a::bigint * ${people}::int + b, 4, 4000) / 100.0,
        ${at(now)} - pg_temp.dice(a::bigint * ${people}::int + b, 5, 60) * interval '1 day'
      from (select a, b from (${begun(sql`least(8, pg_temp.friends_of(n))`)}) as begun
        union select b, a from (${begun(sql`least(8, pg_temp.friends_of(n))`)}) as begun) as pairs`.execute(trx);
  // Every other block is one between friends: the rule, not the absence of a row, has to keep these apart.
  await sql`
    insert into block (person_id, blocked_id, since)
      select pg_temp.person(n),
        pg_temp.person(pg_temp.other(n, case when n % 20 = 0 then 2 else pg_temp.friends_of(n) + 3 end)), ${at(now)}
      from generate_series(10, ${people}::int, 10) as n`.execute(trx);
  await sql`
    insert into dimmer (person_id, dimmed_id, until)
      select pg_temp.person(n), pg_temp.person(pg_temp.other(n, 1)),
        (array[null, ${at(now)} + interval '6 hours', ${at(now)} - interval '6 hours'])[1 + pg_temp.dice(n, 6, 3)]
      from generate_series(5, ${people}::int, 10) as n`.execute(trx);
  await sql`
    insert into tie_mark (person_id, other_id, close, tell)
      select pg_temp.person(n), pg_temp.person(pg_temp.other(n, k)), true, n % 2 = 0
      from generate_series(4, ${people}::int, 4) as n, generate_series(1, 3) as k`.execute(trx);
}

async function fillGroups(trx: Trx, size: WorldSize, now: Date): Promise<void> {
  const sizes = groupSizes(size);
  await sql`
    create temp table world_group on commit drop as
      select n, size, md5('group ' || n) as id
      from unnest(${sql.lit(`{${sizes.join()}}`)}::int[]) with ordinality as sizes (size, n)`.execute(trx);
  await sql`
    create or replace function pg_temp.member(g bigint, k bigint) returns bigint language sql immutable as
      $$ select 1 + (pg_temp.dice(g, 7, ${sql.lit(size.people)}) + k * pg_temp.step(-g)) % ${sql.lit(size.people)} $$`
    .execute(trx);
  await sql`
    insert into person_group (id, name, description, code, joining, created_at)
      select id, 'Group ' || n, '', 'code-' || id, case when n % 2 = 0 then 'link' else 'approval' end, ${at(now)}
      from world_group`.execute(trx);
  await sql`
    insert into group_member (group_id, person_id, role, joined_at)
      select id, pg_temp.person(pg_temp.member(n, k)), case when k = 1 then 'admin' else 'member' end, ${at(now)}
      from world_group, generate_series(1, size) as k`.execute(trx);
}

/** By rank to a power, as large things come: the first has `largestGroup`, all together make `groupsEach`. */
function groupSizes({ people, groups, largestGroup, groupsEach }: WorldSize): number[] {
  const sizesBy = (power: number) =>
    Array.from({ length: groups }, (_, at) => Math.ceil(largestGroup * (at + 1) ** -power));
  let [flattest, steepest] = [0, 8];
  for (let round = 0; round < 40; round++) {
    const power = (flattest + steepest) / 2;
    const total = sizesBy(power).reduce((sum, members) => sum + members, 0);
    if (total > people * groupsEach) flattest = power;
    else steepest = power;
  }
  return sizesBy(steepest);
}

function coprimeFrom(candidate: number, to: number): number {
  while (divisor(candidate, to) !== 1) candidate++;
  return candidate;
}

/** The greatest that both have. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** A point in time as PostgreSQL understands it in any place of a statement. */
export function at(time: Date): RawBuilder<Date> {
  return sql`${time.toISOString()}::timestamptz`;
}
