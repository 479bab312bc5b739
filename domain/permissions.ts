/**
 * The one table of who may do what with a room. A role is what somebody is towards the room, most telling first; a deed that
 * no row grants is refused. What one may not even see is refused as if it did not exist: see `visibility.ts`.
 */
import { granted, type Outcome, type Refusal, refused } from "./refusal.ts";
import type { Room } from "./room.ts";
import type { Standing } from "./standing.ts";
import type { Viewer } from "./viewer.ts";

/**
 * By precedence. `invited`: one of the chosen people, or asked by an invitation, with or without an account. `guest`: nobody signed in, with a seat in the room. `removed`: put out
 * of this room. `nobody`: nobody signed in, without a seat.
 */
export const ROLES = [
  "host",
  "blocked",
  "removed",
  "co_host",
  "group_admin",
  "member",
  "invited",
  "friend",
  "operator",
  "guest",
  "stranger",
  "nobody",
] as const;

export type Role = (typeof ROLES)[number];

/** What can be done with a room by somebody who is not simply inside it. */
export const DEEDS = [
  "enter",
  "manage",
  "lock",
  "unlock",
  "remove",
  "readmit",
  "mute",
  "ask_unmute",
  "stop_screen",
  "answer_knock",
  "replace_link",
  "invite",
  "change_settings",
  "rename",
  "name_co_host",
  "set_audience",
  "reschedule",
  "open",
  "end",
] as const;

export type Deed = (typeof DEEDS)[number];

/**
 * What stands in the way of coming in, the first that applies: `ended`, `scheduled`, `waiting` for the host, `locked`, `full`;
 * else `open`.
 */
export const CONDITIONS = ["ended", "scheduled", "waiting", "locked", "full", "open"] as const;

export type Condition = (typeof CONDITIONS)[number];

export function conditionOf(
  { state, startedAt, locked, seatLimit }: Pick<Room, "state" | "startedAt" | "locked" | "seatLimit">,
  seatsHeld: number,
): Condition {
  if (state !== "open") return state;
  if (startedAt === null) return "waiting";
  if (locked) return "locked";
  return seatsHeld >= seatLimit ? "full" : "open";
}

export interface RoleFacts {
  readonly room: Pick<Room, "hostId" | "audience">;
  readonly viewer: Viewer;
  readonly standing: Standing;
  /** The visitor's seat in the room, held or left; null if there is none. */
  readonly seat: { readonly coHost: boolean } | null;
  /** Looks after the whole house. */
  readonly operator: boolean;
}

export function roleOf({ room, viewer, standing, seat, operator }: RoleFacts): Role {
  if (viewer.kind === "person" && viewer.personId === room.hostId) return "host";
  if (standing.blocked) return "blocked";
  if (standing.removed) return "removed";
  if (seat?.coHost || standing.coHost) return "co_host";
  if (viewer.kind === "guest") return standing.invited ? "invited" : seat === null ? "nobody" : "guest";
  if (room.audience.kind === "group" && standing.groupAdmin) return "group_admin";
  if (room.audience.kind === "group" && standing.member) return "member";
  if (standing.invited) return "invited";
  if (room.audience.kind === "people" && standing.shown !== null && !standing.shown.struck) return "invited";
  if (standing.friends) return "friend";
  return operator ? "operator" : "stranger";
}

/** Whether somebody has the host's rights: a room with one of them inside is looked after. */
export function looksAfter(role: Role): boolean {
  return role === "host" || role === "co_host";
}

const MANAGING: readonly Deed[] = DEEDS.filter((deed) => deed !== "enter");
/** A co-host does all that a host does, but for what is the host's own: whose friends see the room, and who else is a co-host. */
const HELPING: readonly Deed[] = MANAGING.filter((deed) => deed !== "name_co_host" && deed !== "set_audience");
const WHILE_IT_LASTS: readonly Condition[] = ["scheduled", "waiting", "locked", "full", "open"];
/** Before a room opens there is no door to lock. */
const OF_A_DOOR: ReadonlySet<Deed> = new Set<Deed>(["lock", "unlock"]);

/** What may be done besides coming in. An ended room can be looked at by those who had it, and ended once more to no effect. */
function may(role: Role, deed: Deed, condition: Condition): boolean {
  if (deed === "manage" || deed === "end") {
    return role === "host" || role === "co_host" || (deed === "end" && role === "operator");
  }
  if (!WHILE_IT_LASTS.includes(condition) || (condition === "scheduled" && OF_A_DOOR.has(deed))) return false;
  return role === "host" ? MANAGING.includes(deed) : role === "co_host" && HELPING.includes(deed);
}

/** How coming in is refused to everybody for whom no exception is made. */
const STOPPED: Readonly<Record<Condition, Refusal | null>> = {
  ended: "room_ended",
  scheduled: "room_not_open",
  waiting: "room_not_started",
  locked: "room_locked",
  full: "room_full",
  open: null,
};

/** What does not stop them: who looks after a room is never kept out of it, and a group's admins not by its lock. */
const PASSES: Partial<Readonly<Record<Role, readonly Condition[]>>> = {
  host: ["waiting", "locked", "full"],
  co_host: ["waiting", "locked", "full"],
  group_admin: ["locked"],
};

/** Whether that alone does not keep them out. */
export function passes(role: Role, condition: Condition): boolean {
  return PASSES[role]?.includes(condition) ?? false;
}

/**
 * Coming in, for those to whom the room is open at all. Refuses with `not_found` (blocked), `room_locked` (removed, whatever
 * else is the case while the room lasts: a removal cannot be told from a lock), or what stands in the way.
 */
export function decideEntering(role: Role, condition: Condition): Outcome<null> {
  if (role === "blocked") return refused("not_found");
  if (role === "removed" && condition !== "ended") return refused("room_locked");
  const stopped = passes(role, condition) ? null : STOPPED[condition];
  return stopped === null ? granted(null) : refused(stopped);
}

/**
 * Every other deed. Refuses with `room_ended` or `room_not_open` to those who could do it while the room is open, with
 * `not_allowed` to who sits inside, and with `not_found` to everybody else: from outside, a room that one has no rights in is
 * none.
 */
export function decideDeed(
  role: Role,
  deed: Exclude<Deed, "enter">,
  condition: Condition,
  seated: boolean,
): Outcome<null> {
  if (may(role, deed, condition)) return granted(null);
  if (may(role, deed, "open")) return refused(condition === "ended" ? "room_ended" : "room_not_open");
  return refused(seated && role !== "blocked" && role !== "removed" ? "not_allowed" : "not_found");
}
