/** Putting somebody out of a room: who may be, what keeps them out, and whether the door is then locked. */
import type { PersonId, SeatId } from "./ids.ts";
import { granted, type Outcome, refused } from "./refusal.ts";
import type { Room } from "./room.ts";

/** Many people share an address, and who has it changes: it tells no more than for a while who somebody is. */
export const ADDRESS_KEEPS_OUT_MS = 30 * 60_000;

export interface RemovalFacts {
  readonly room: Pick<Room, "hostId">;
  readonly seat: { readonly id: SeatId; readonly personId: PersonId | null; readonly leftAt: Date | null };
  /** Whether its holder is kept out already. */
  readonly removed: boolean;
  /** The seat of who asks; null if they have none. */
  readonly ownSeat: SeatId | null;
}

/**
 * What is left to be done, for who may remove people from this room at all. By precedence: 1 `is_oneself`; 2 `not_allowed`: nobody
 * takes a room from its host; 3 who is kept out already stays out; 4 `not_found` for who has left.
 */
export function decideRemoval({ room, seat, removed, ownSeat }: RemovalFacts): Outcome<"put_out" | "is_out"> {
  if (seat.id === ownSeat) return refused("is_oneself");
  if (seat.personId === room.hostId) return refused("not_allowed");
  if (removed) return granted("is_out");
  return seat.leftAt === null ? granted("put_out") : refused("not_found");
}

/** The room of a group is not its host's to lock against the group. */
export function locksAfterRemoval(
  { audience, settings, state, locked }: Pick<Room, "audience" | "settings" | "state" | "locked">,
): boolean {
  return state === "open" && !locked && settings.lockAfterRemoval && audience.kind !== "group";
}
