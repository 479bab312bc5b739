/** How far a room for friends is shown now, and how far it will be: what its host reads before opening it, and after. */
import type { PersonId } from "./ids.ts";
import { ringAt, WIDENS_AFTER_MINUTES } from "./rings.ts";
import type { Ring, Showing } from "./room.ts";

/** Somebody to whom the room is, or will be, shown; the closest to the host come first. */
export interface Placed {
  readonly personId: PersonId;
  readonly name: string;
  readonly ring: Ring;
  readonly struck: boolean;
  /** The host's "not today" is on: they do not see it as long as that lasts. */
  readonly dimmed: boolean;
}

export interface Foresight {
  /** Who sees it now, the closest first. */
  readonly now: readonly Pick<Placed, "personId" | "name">[];
  /** Who sees it later if nobody comes. Empty once it widens no further. */
  readonly later: readonly { readonly at: Date; readonly inMinutes: number; readonly more: number }[];
  /** Everybody who is neither struck out nor dimmed. */
  readonly total: number;
}

const MINUTE_MS = 60_000;

/** Minutes are rounded up, so that nothing is promised too early. */
export function foresee(placed: readonly Placed[], showing: Showing, now: Date): Foresight {
  const meant = placed.filter(({ struck, dimmed }) => !struck && !dimmed);
  const ring = ringAt(showing, now);
  const later = showing.firstCameAt !== null ? [] : ([2, 3] as const).filter((next) => next > ring).map((next) => {
    const at = new Date(showing.shownSince.getTime() + WIDENS_AFTER_MINUTES[next] * MINUTE_MS);
    return {
      at,
      inMinutes: Math.ceil((at.getTime() - now.getTime()) / MINUTE_MS),
      more: meant.filter((each) => each.ring === next).length,
    };
  });
  return {
    now: meant.filter((each) => each.ring <= ring).map(({ personId, name }) => ({ personId, name })),
    later: later.filter(({ more }) => more > 0),
    total: meant.length,
  };
}
