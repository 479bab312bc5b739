/**
 * Who may take a seat, and under which name. The caller gathers the facts under a lock of the room's row, so that the
 * last seat is given once.
 */
import { conditionOf, decideEntering, looksAfter, passes, type Role } from "./permissions.ts";
import { granted, type Outcome, type Refusal, refused } from "./refusal.ts";
import type { Room } from "./room.ts";
import { parseNickname } from "./text.ts";
import type { Viewer } from "./viewer.ts";
import { mayEnter, type Sight } from "./visibility.ts";

/** The visitor's seat in this room: `held` now, held before and `left`, `none` yet, or `foreign`: not theirs at all. */
export type SeatClaim = "held" | "left" | "none" | "foreign";

export interface JoinFacts {
  /** Null if there is none. */
  readonly room: Pick<Room, "state" | "startedAt" | "locked" | "lock" | "seatLimit" | "settings"> | null;
  readonly sight: Sight;
  readonly role: Role;
  readonly isGuest: boolean;
  readonly claim: SeatClaim;
  /** When the seat was left, for the claim `left`. */
  readonly leftAt: Date | null;
  /** Somebody who looks after the room has answered their knock with "let in", and they have not come in since. */
  readonly letIn: boolean;
  /** Another tab or device of the same holder is connected on the seat, and the visitor did not ask to take it over. */
  readonly inUse: boolean;
  readonly seatsHeld: number;
  /** Somebody whom the visitor has blocked is inside, and the visitor was not told yet or did not say "come in anyway". */
  readonly meetsBlocked: boolean;
}

/**
 * By precedence: 1 `not_found`, also for a room that one may not see; 2 `room_ended`; 3 `room_not_open`; 4 `room_locked` for
 * who was put out; 5 `not_for_you`; 6 `seat_invalid`; 7 `seat_in_use`; 8 who holds a seat comes back; 9 `account_needed`,
 * unless they were invited, or the door is locked: that looks to everybody as to who was put out; 10 `room_not_started`, `room_locked`, `room_full` as
 * `decideEntering` has it, but who was inside when the door was locked comes back; 11 `blocked_inside`. Having been let in overrules 5, 9 and 10.
 */
export function decideJoin(facts: JoinFacts): Outcome<"first" | "again"> {
  const { room, sight, role, claim, letIn } = facts;
  if (room === null || sight === "nothing") return refused("not_found");
  if (room.state !== "open") return refused(room.state === "ended" ? "room_ended" : "room_not_open");
  if (sight === "shut") return refused("room_locked");
  if (!mayEnter(sight) && !letIn) return refused("not_for_you");
  const refusal = seatRefusal(claim, facts.inUse);
  if (refusal !== null) return refused(refusal);
  if (claim === "held") return granted("again");
  if (!letIn) {
    const entering = decideEntering(role, conditionOf(unlockedFor(room, facts), facts.seatsHeld));
    const isLocked = !entering.ok && entering.refusal === "room_locked";
    // An invitation is the exception that a host has made already.
    const needsAccount = facts.isGuest && !room.settings.guestsAllowed && !looksAfter(role) && role !== "invited";
    if (needsAccount && !isLocked) return refused("account_needed");
    if (!entering.ok) return entering;
  }
  if (facts.meetsBlocked) return refused("blocked_inside");
  return granted(claim === "none" ? "first" : "again");
}

/**
 * A lock keeps out who is new: who left after it was inside when it came. Whoever it does not keep out finds the room as it is
 * behind it, full perhaps.
 */
function unlockedFor(room: NonNullable<JoinFacts["room"]>, { claim, leftAt, role }: JoinFacts): typeof room {
  const wasInside = claim === "left" && leftAt !== null && room.lock !== null && leftAt >= room.lock.at;
  return wasInside || passes(role, "locked") ? { ...room, locked: false } : room;
}

function seatRefusal(claim: SeatClaim, inUse: boolean): Refusal | null {
  if (claim === "foreign") return "seat_invalid";
  return claim === "held" && inUse ? "seat_in_use" : null;
}

/**
 * A person is called as the account says, a guest as asked. A guest who comes back without saying a name keeps the one
 * before. Refuses with `bad_nickname`.
 */
export function decideName(viewer: Viewer, nickname: string | null, before: string | null): Outcome<string> {
  if (viewer.kind === "person") return granted(viewer.name);
  if (nickname === null && before !== null) return granted(before);
  return parseNickname(nickname ?? "");
}
