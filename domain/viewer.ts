/**
 * Who is asking. Always taken from the session and the signed seat cookie, never from a message.
 */
import type { PersonId, SeatId } from "./ids.ts";
import { NO_TRACES, type Traces } from "./traces.ts";

/** A signed-in person, or somebody whom only a seat cookie may name. */
export type Viewer =
  | { readonly kind: "person"; readonly personId: PersonId; readonly name: string }
  | { readonly kind: "guest" };

/**
 * A viewer at one room's door. `guestSeatId` is the seat named by that room's verified seat cookie; it is null for
 * people with accounts, whose seat hangs on the account.
 */
export interface Visitor {
  readonly viewer: Viewer;
  readonly guestSeatId: SeatId | null;
  /** Of the browser that asks. Only a guest is known again by them. */
  readonly traces: Traces;
}

/** Somebody who does not stand at a door: only an account can have a seat there. */
export function visitorOf(viewer: Viewer): Visitor {
  return { viewer, guestSeatId: null, traces: NO_TRACES };
}
