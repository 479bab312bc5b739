/**
 * Who finds which room in their tray, said a second time: from what the rooms promise people, pair by pair, without the
 * house's own rules, rows or SQL. Slow and plain on purpose; the two are compared over many random worlds.
 */

export interface OracleRoom {
  readonly id: string;
  readonly host: string;
  readonly audience: "link" | "people" | "friends" | "group";
  /** Null also for a group's room whose group was removed. */
  readonly group: string | null;
  readonly state: "scheduled" | "open" | "ended";
  readonly shownSinceMs: number;
  readonly shownToAll: boolean;
  readonly firstCameMs: number | null;
  readonly openedMs: number;
  /** Chosen people, or friends with their rings; `together` is the number of rooms shared in the month before. */
  readonly shown: ReadonlyMap<
    string,
    { readonly ring: 1 | 2 | 3; readonly struck: boolean; readonly together: number }
  >;
  /** Whom somebody who looks after it asked to come. */
  readonly invited: ReadonlySet<string>;
  /** By arrival; only who is inside now. `person` is null for guests. */
  readonly inside: readonly { readonly name: string; readonly person: string | null }[];
}

export interface OracleWorld {
  readonly nowMs: number;
  readonly people: readonly string[];
  readonly rooms: readonly OracleRoom[];
  /** `"one other"`, from both sides. */
  readonly friends: ReadonlySet<string>;
  /** `"who whom"`. */
  readonly blocks: ReadonlySet<string>;
  /** `"who whom"` with the end of it; null: until it is changed. */
  readonly dimmers: ReadonlyMap<string, number | null>;
  /** Members by group. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Found {
  /** Names. */
  readonly inside: readonly string[];
  readonly because: string;
}

const MINUTE_MS = 60_000;
/** Close friends find the room at once, others while nobody has come, after this long. */
const WAIT_MS = { 1: 0, 2: 5 * MINUTE_MS, 3: 15 * MINUTE_MS };

/** Null: this viewer's tray does not have the room. */
export function oracleFinds(world: OracleWorld, viewer: string, room: OracleRoom): Found | null {
  const { host } = room;
  if (viewer === host) return null;
  if (room.state !== "open") return null;
  if (apart(world, viewer, host)) return null;
  if (room.inside.some(({ person }) => person === viewer)) return null;
  const dimmedUntil = world.dimmers.get(`${host} ${viewer}`);
  if (dimmedUntil === null) return null;
  if (dimmedUntil !== undefined && dimmedUntil > world.nowMs) return null;
  const place = room.shown.get(viewer);
  if (place?.struck === true && !room.invited.has(viewer)) return null;
  const because = reason(world, viewer, room);
  if (because === null) return null;
  const inside = room.inside.filter(({ person }) => person === null || !apart(world, viewer, person));
  return { inside: inside.map(({ name }) => name), because };
}

function reason(world: OracleWorld, viewer: string, room: OracleRoom): string | null {
  const friends = world.friends.has(`${room.host} ${viewer}`);
  const place = room.shown.get(viewer);
  if (room.invited.has(viewer)) return "invited";
  if (room.audience === "people" && friends && place !== undefined) return "chosen";
  if (room.audience === "group" && room.group !== null && world.groups.get(room.group)?.has(viewer)) {
    return `group ${room.group}`;
  }
  if (room.audience === "friends" && friends && place !== undefined && reached(world, room, place.ring)) {
    return place.together > 0 ? `together ${place.together}` : "friends";
  }
  return null;
}

function reached(world: OracleWorld, room: OracleRoom, ring: 1 | 2 | 3): boolean {
  if (room.shownToAll) return true;
  const fromMs = room.shownSinceMs + WAIT_MS[ring];
  if (fromMs > world.nowMs) return false;
  return room.firstCameMs === null || fromMs <= room.firstCameMs;
}

function apart(world: OracleWorld, one: string, other: string): boolean {
  return world.blocks.has(`${one} ${other}`) || world.blocks.has(`${other} ${one}`);
}
