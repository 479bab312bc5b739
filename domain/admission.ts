/**
 * Who may take a seat, and under which name. The caller gathers the facts under a lock of the room's row, so that the
 * last seat is given once.
 */
import { granted, type Outcome, type Refusal, refused } from "./refusal.ts";
import type { Room } from "./room.ts";
import { parseNickname } from "./text.ts";
import type { Viewer } from "./viewer.ts";
import { mayEnter, type Sight } from "./visibility.ts";

/** The visitor's seat in this room: `held` now, held before and `left`, `none` yet, or `foreign`: not theirs at all. */
export type SeatClaim = "held" | "left" | "none" | "foreign";

export interface JoinFacts {
  /** Null if there is none. */
  readonly room: Pick<Room, "state" | "locked" | "seatLimit"> | null;
  readonly sight: Sight;
  readonly claim: SeatClaim;
  /** Another tab or device of the same holder is connected on the seat, and the visitor did not ask to take it over. */
  readonly inUse: boolean;
  readonly seatsHeld: number;
  /** Somebody whom the visitor has blocked is inside, and the visitor was not told yet or did not say "come in anyway". */
  readonly meetsBlocked: boolean;
}

/**
 * By precedence: 1 `not_found`, also for a room that one may not see; 2 `room_ended`; 3 `room_not_open`; 4 `not_for_you`;
 * 5 `seat_invalid`; 6 `seat_in_use`; 7 `room_locked`, but who had a seat comes back, and the host comes in; 8 `room_full`, but
 * who holds a seat comes back; 9 `blocked_inside`, but who holds a seat comes back.
 */
export function decideJoin(
  { room, sight, claim, inUse, seatsHeld, meetsBlocked }: JoinFacts,
): Outcome<"first" | "again"> {
  if (room === null || sight === "nothing") return refused("not_found");
  const refusal = roomRefusal(room.state) ?? (mayEnter(sight) ? null : "not_for_you") ?? seatRefusal(claim, inUse);
  if (refusal !== null) return refused(refusal);
  if (room.locked && claim === "none" && sight !== "everything") return refused("room_locked");
  if (seatsHeld >= room.seatLimit && claim !== "held") return refused("room_full");
  if (meetsBlocked && claim !== "held") return refused("blocked_inside");
  return granted(claim === "none" ? "first" : "again");
}

function roomRefusal(state: Room["state"]): Refusal | null {
  switch (state) {
    case "ended":
      return "room_ended";
    case "scheduled":
      return "room_not_open";
    case "open":
      return null;
  }
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
