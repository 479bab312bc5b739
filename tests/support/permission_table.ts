/**
 * Who may do what with a room, said a second time: written for the tests from what the rooms promise people, without looking at
 * the house's own table. Every cell is tried against a running server.
 */

/** `removed_guest` is kept out by the seat that a good cookie names, `removed` by the account. */
export const WHO = [
  "operator",
  "host",
  "co_host",
  "guest_co_host",
  "group_admin",
  "member",
  "friend",
  "invited",
  "guest",
  "removed",
  "removed_guest",
  "blocked",
  "stranger",
  "nobody",
] as const;

export type Who = (typeof WHO)[number];

export const STATES = ["scheduled", "waiting", "open", "locked", "full", "ended"] as const;

export type State = (typeof STATES)[number];

/** `ok`, or the code of the refusal. */
export type Cell = string;

/** In the order of `STATES`. A guest and both co-hosts sit inside while the room lasts; nobody else does. */
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell];

const NOT_OPEN = "room_not_open";
const ENDED = "room_ended";
const NOTHING: Row = row("not_found");
const NOT_ALLOWED: Row = row("not_allowed");

function row(cell: Cell): Row {
  return [cell, cell, cell, cell, cell, cell];
}

/** Comes in while nothing stands in the way. */
const NEWCOMER: Row = [NOT_OPEN, "room_not_started", "ok", "room_locked", "room_full", ENDED];
/** Comes back to the seat that is held, or has rights that no door stops. */
const UNSTOPPED: Row = [NOT_OPEN, "ok", "ok", "ok", "ok", ENDED];
const PUT_OUT: Row = [NOT_OPEN, "room_locked", "room_locked", "room_locked", "room_locked", ENDED];

export const ENTERING: Readonly<Record<Who, Row>> = {
  operator: NEWCOMER,
  host: UNSTOPPED,
  co_host: UNSTOPPED,
  guest_co_host: UNSTOPPED,
  group_admin: [NOT_OPEN, "room_not_started", "ok", "ok", "room_full", ENDED],
  member: NEWCOMER,
  friend: NEWCOMER,
  invited: NEWCOMER,
  guest: UNSTOPPED,
  removed: PUT_OUT,
  removed_guest: PUT_OUT,
  blocked: NOTHING,
  stranger: NEWCOMER,
  nobody: NEWCOMER,
};

/** Where the door is open to them, knocking is answered so, too; who was put out is answered as if somebody heard it. */
const KNOCKER: Row = [NOT_OPEN, "ok", "ok", "ok", "ok", ENDED];

export const KNOCKING: Readonly<Record<Who, Row>> = {
  ...Object.fromEntries(WHO.map((who) => [who, KNOCKER])) as Record<Who, Row>,
  blocked: NOTHING,
};

/** Whoever stands or stood before the door, also when it has ended; who was put out, too. */
export const REPORTING: Readonly<Record<Who, Row>> = {
  ...Object.fromEntries(WHO.map((who) => [who, row("ok")])) as Record<Who, Row>,
  blocked: NOTHING,
};

/** What hosts do with an open room; in an ended one it is too late. */
const WHILE_IT_LASTS: Row = ["ok", "ok", "ok", "ok", "ok", ENDED];
const ALWAYS: Row = row("ok");
/** Who sits inside is told that they may not; when it has ended, nobody sits inside. */
const INSIDE: Row = [NOT_ALLOWED[0], NOT_ALLOWED[1], NOT_ALLOWED[2], NOT_ALLOWED[3], NOT_ALLOWED[4], "not_found"];

/** Before a room opens there is no door to lock. */
const WHILE_OPEN: Row = ["room_not_open", "ok", "ok", "ok", "ok", ENDED];

function managed(host: Row, coHost: Row, operator: Row = NOTHING): Readonly<Record<Who, Row>> {
  return {
    ...Object.fromEntries(WHO.map((who) => [who, NOTHING])) as Record<Who, Row>,
    host,
    co_host: coHost,
    guest_co_host: coHost,
    guest: INSIDE,
    operator,
  };
}

/** When it opens is changed before it does. */
const BEFORE_IT_OPENS: Row = ["ok", "already_open", "already_open", "already_open", "already_open", ENDED];

export const RESCHEDULING = managed(BEFORE_IT_OPENS, BEFORE_IT_OPENS);
export const LOCKING = managed(WHILE_OPEN, WHILE_OPEN);
export const HOSTS_AND_CO_HOSTS = managed(WHILE_IT_LASTS, WHILE_IT_LASTS);
export const HOSTS_ALONE = managed(WHILE_IT_LASTS, INSIDE);
export const LOOKING_AFTER = managed(ALWAYS, ALWAYS);
export const ENDING = managed(ALWAYS, ALWAYS, ALWAYS);
