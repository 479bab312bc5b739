/**
 * Random small worlds in which every (viewer, room) pair is asked twice: the tray as people get it, and the oracle. Many
 * ties per pair of people, so that most rooms are nearly found or found by one reason alone. Repeatable from its seed.
 */
import { sql } from "kysely";
import { readTray, readTrayRoom } from "../../actions/read_tray.ts";
import type { Db } from "../../db/database.ts";
import { type PersonId, personId, roomId } from "../../domain/ids.ts";
import type { Because, TrayRoom } from "../../domain/tray.ts";
import { type Found, oracleFinds, type OracleRoom, type OracleWorld } from "./tray_oracle.ts";

export interface Comparison {
  readonly pairs: number;
  /** Pairs in which both say that the viewer finds the room. */
  readonly found: number;
  /** Rooms that somebody was shown and should not have been, or was told more or other things of. */
  readonly leaks: number;
  readonly omissions: number;
  /** The first pair that differs, to look into. */
  readonly first: string | null;
}

const PEOPLE = 100;
const ROOMS = 100;
const GROUPS = 8;
const MINUTE_MS = 60_000;
const NOON_MS = Date.parse("2026-03-01T12:00:00Z");
/** Rows per statement: a statement has room for 65,535 values. */
const INSERTED_AT_ONCE = 2000;

/** Empties the database first, and before each world. At least `pairs` pairs are compared, a world at a time. */
export async function compareWithOracle(
  db: Db,
  { pairs, seed }: { readonly pairs: number; readonly seed: number },
): Promise<Comparison> {
  const chance = new Chance(seed);
  let sum: Comparison = { pairs: 0, found: 0, leaks: 0, omissions: 0, first: null };
  while (sum.pairs < pairs) {
    const world = someWorld(chance);
    await write(db, world, chance);
    sum = await compareWorld(db, world, sum);
  }
  return sum;
}

async function compareWorld(db: Db, world: OracleWorld, before: Comparison): Promise<Comparison> {
  let { pairs, found, leaks, omissions, first } = before;
  const deps = { db, now: () => new Date(world.nowMs) };
  const viewers = world.people.map((id) => personId(id));
  const byRoom = new Map<string, ReadonlyMap<PersonId, TrayRoom>>();
  for (const room of world.rooms) byRoom.set(room.id, await readTrayRoom(deps, roomId(room.id), viewers));
  for (const viewer of viewers) {
    const outcome = await readTray(deps, { kind: "person", personId: viewer, name: "Viewer" });
    if (!outcome.ok) throw new Error(`Expected a tray, not ${outcome.refusal}`);
    const tray = new Map<string, TrayRoom>(outcome.value.map((room) => [room.id, room]));
    if (tray.size !== outcome.value.length) throw new Error("The tray has a room twice");
    for (const room of world.rooms) {
      pairs++;
      const expected = said(oracleFinds(world, viewer, room));
      const got = [tray.get(room.id), byRoom.get(room.id)?.get(viewer)].map((one) => said(toFound(one)));
      if (got.every((one) => one === expected)) {
        if (expected !== null) found++;
        continue;
      }
      if (got.every((one) => one === null || one === expected)) omissions++;
      else leaks++;
      first ??= `${viewer} and ${room.id}: ${JSON.stringify(got)} instead of ${expected}`;
    }
  }
  return { pairs, found, leaks, omissions, first };
}

function toFound(room: TrayRoom | undefined): Found | null {
  if (room === undefined) return null;
  return { inside: room.inside.map(({ name }) => name), because: inWords(room.because) };
}

function inWords(because: Because): string {
  if (because.kind === "together") return `together ${because.rooms}`;
  return because.kind === "group" ? `group ${because.name}` : because.kind;
}

function said(found: Found | null): string | null {
  return found === null ? null : JSON.stringify([found.inside, found.because]);
}

function someWorld(chance: Chance): OracleWorld {
  const nowMs = NOON_MS;
  const people = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`);
  const groups = new Map(
    Array.from({ length: GROUPS }, (_, index) => [`group-${index}`, new Set(people.filter(() => chance.of(0.3)))]),
  );
  const friends = new Set<string>();
  const blocks = new Set<string>();
  const dimmers = new Map<string, number | null>();
  for (const one of people) {
    for (const other of people) {
      if (one === other) continue;
      if (one < other && chance.of(0.4)) friends.add(`${one} ${other}`).add(`${other} ${one}`);
      if (chance.of(0.04)) blocks.add(`${one} ${other}`);
      if (chance.of(0.1)) {
        const endsMs = nowMs + chance.pick([-1, 0, 1, -60 * MINUTE_MS, 60 * MINUTE_MS]);
        dimmers.set(`${one} ${other}`, chance.of(0.3) ? null : endsMs);
      }
    }
  }
  const rooms = Array.from({ length: ROOMS }, (_, index) => someRoom(chance, index, { nowMs, people, groups }));
  return { nowMs, people, rooms, friends, blocks, dimmers, groups };
}

function someRoom(
  chance: Chance,
  index: number,
  { nowMs, people, groups }: Pick<OracleWorld, "nowMs" | "people" | "groups">,
): OracleRoom {
  const host = chance.pick(people);
  const audience = chance.pick(["link", "people", "friends", "friends", "friends", "group"]);
  const group = audience === "group" && chance.of(0.9) ? chance.pick([...groups.keys()]) : null;
  const sinceMinutes = chance.pick([0, 1, 4, 5, 6, 14, 15, 16, 60]);
  const shownSinceMs = nowMs - sinceMinutes * MINUTE_MS - chance.pick([-1, 0, 0, 1]) * Math.min(1, sinceMinutes);
  const cameMs = shownSinceMs + chance.pick([0, 1, 4, 5, 6, 15, 20]) * MINUTE_MS;
  const removedGroup = audience === "group" && group === null;
  return {
    id: `room-${index}`,
    host,
    audience,
    group,
    state: chance.pick(["scheduled", "open", "open", "open", "open", "open", "ended"]),
    shownSinceMs,
    shownToAll: chance.of(0.1),
    firstCameMs: chance.of(0.3) && cameMs <= nowMs ? cameMs : null,
    openedMs: shownSinceMs - chance.below(3) * MINUTE_MS,
    // Also strangers, as when friends part, and rooms for others, as when an audience changes.
    shown: new Map(
      people.filter((person) => person !== host && !removedGroup && chance.of(0.6)).map((person) => [
        person,
        { ring: chance.pick([1, 2, 3] as const), struck: chance.of(0.15), together: chance.pick([0, 0, 1, 4]) },
      ]),
    ),
    invited: new Set(people.filter((person) => person !== host && chance.of(0.05))),
    inside: Array.from({ length: chance.below(5) }, (_, seat) => {
      const person = people[(index * 7 + seat * 13) % PEOPLE];
      return chance.of(0.3) || person === undefined
        ? { name: `Guest ${seat}`, person: null }
        : { name: `Seated ${person}`, person };
    }),
  };
}

async function write(db: Db, world: OracleWorld, chance: Chance): Promise<void> {
  await sql`truncate person, person_group, interaction cascade`.execute(db);
  const now = new Date(world.nowMs);
  for (const batch of batches(world.people)) {
    await db.insertInto("person").values(batch.map((id) => ({
      id,
      name: `Name of ${id}`,
      email: `${id}@example.org`,
      email_verified: false,
      image: null,
      created_at: now,
      updated_at: now,
    }))).execute();
  }
  const friends = [...world.friends].map(twoOf);
  for (const batch of batches(friends)) {
    await db.insertInto("friendship")
      .values(batch.map(([person_id, friend_id]) => ({ person_id, friend_id, since: now }))).execute();
  }
  for (const batch of batches(friends.filter(() => chance.of(0.3)))) {
    await db.insertInto("affinity").values(
      batch.map(([person_id, other_id]) => ({ person_id, other_id, score: chance.below(9), scored_at: now })),
    ).execute();
    await db.insertInto("tie_mark").values(
      batch.map(([person_id, other_id]) => ({ person_id, other_id, close: chance.of(0.5), tell: chance.of(0.5) })),
    ).execute();
  }
  for (const batch of batches([...world.blocks].map(twoOf))) {
    await db.insertInto("block")
      .values(batch.map(([person_id, blocked_id]) => ({ person_id, blocked_id, since: now }))).execute();
  }
  for (const batch of batches([...world.dimmers])) {
    await db.insertInto("dimmer").values(batch.map(([pair, endsMs]) => {
      const [person_id, dimmed_id] = twoOf(pair);
      return { person_id, dimmed_id, until: endsMs === null ? null : new Date(endsMs) };
    })).execute();
  }
  await writeGroups(db, world);
  for (const room of world.rooms) await writeRoom(db, room, now);
}

async function writeGroups(db: Db, world: OracleWorld): Promise<void> {
  const created_at = new Date(world.nowMs);
  for (const [id, members] of world.groups) {
    await db.insertInto("person_group")
      .values({ id, name: id, description: "", code: `code-of-${id}-${"x".repeat(22)}`, joining: "link", created_at })
      .execute();
    for (const batch of batches([...members])) {
      await db.insertInto("group_member")
        .values(batch.map((person_id) => ({ group_id: id, person_id, role: "member", joined_at: created_at })))
        .execute();
    }
  }
}

async function writeRoom(db: Db, room: OracleRoom, now: Date): Promise<void> {
  await db.insertInto("room").values({
    id: room.id,
    code: `code-of-${room.id}-${"x".repeat(22)}`,
    host_id: room.host,
    activity_emoji: "🎨",
    activity_title: "Painting",
    audience: room.audience,
    group_id: room.group,
    shown_since: new Date(room.shownSinceMs),
    shown_to_all: room.shownToAll,
    first_came_at: room.firstCameMs === null ? null : new Date(room.firstCameMs),
    state: room.state,
    locked: false,
    started_at: new Date(room.openedMs),
    seat_limit: 8,
    opens_at: new Date(room.openedMs),
    ended_at: room.state === "ended" ? now : null,
    created_at: now,
  }).execute();
  for (const batch of batches([...room.shown])) {
    await db.insertInto("room_shown").values(batch.map(([person_id, { ring, struck, together }]) => ({
      room_id: room.id,
      person_id,
      ring,
      struck,
      rooms_together: together,
    }))).execute();
  }
  await invite(db, room, now);
  const seats = room.inside.map(({ name, person }, index) => ({
    id: `${room.id}-seat-${index}`,
    room_id: room.id,
    person_id: person,
    name,
    joined_at: new Date(room.openedMs + index),
    left_at: null,
  }));
  const joined_at = new Date(room.openedMs);
  // Whoever has left is not inside.
  const gone = { id: `${room.id}-gone`, room_id: room.id, person_id: null, name: "Gone", joined_at, left_at: now };
  await db.insertInto("seat").values([...seats, gone]).execute();
}

async function invite(db: Db, { id, invited }: OracleRoom, now: Date): Promise<void> {
  const rows = [...invited].map((person) => ({ invitation: `${id}-asks-${person}`, person }));
  if (rows.length === 0) return;
  await db.insertInto("invitation").values(rows.map(({ invitation, person }) => ({
    id: invitation,
    room_id: id,
    kind: "person" as const,
    person_id: person,
    code: invitation,
    made_by_name: "Somebody",
    made_at: now,
  }))).execute();
  await db.insertInto("invited").values(rows.map(({ invitation, person }) => ({
    invitation_id: invitation,
    room_id: id,
    person_id: person,
    since: now,
  }))).execute();
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE) yield rows.slice(from, from + INSERTED_AT_ONCE);
}

function twoOf(pair: string): [string, string] {
  const [one = "", other = ""] = pair.split(" ");
  return [one, other];
}

/** Random numbers that are the same from the same seed: the 32-bit generator mulberry32. */
class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  of(probability: number): boolean {
    return this.#next() < probability;
  }

  below(count: number): number {
    return Math.floor(this.#next() * count);
  }

  pick<const T>(from: readonly T[]): T {
    const one = from[this.below(from.length)];
    if (one === undefined) throw new Error("Nothing to pick from");
    return one;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
