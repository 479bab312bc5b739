/** How far a room for friends is shown, as time goes by. Rings only widen, and not past what the host chose. */
import type { Ring, Showing } from "./room.ts";

/** Minutes after `shownSince` from which ring 2, and ring 3, see the room while nobody has come. */
export const WIDENS_AFTER_MINUTES: Readonly<Record<2 | 3, number>> = { 2: 5, 3: 15 };

const MINUTE_MS = 60_000;

/** The widest ring that sees the room at that time. */
export function ringAt({ shownSince, shownToAll, firstCameAt }: Showing, now: Date): Ring {
  if (shownToAll) return 3;
  const until = Math.min(now.getTime(), firstCameAt?.getTime() ?? Infinity);
  const minutes = (until - shownSince.getTime()) / MINUTE_MS;
  if (minutes >= WIDENS_AFTER_MINUTES[3]) return 3;
  return minutes >= WIDENS_AFTER_MINUTES[2] ? 2 : 1;
}

/** When the room is shown further by itself next; null if that does not happen any more. */
export function widensAt(showing: Showing, now: Date): Date | null {
  const ring = ringAt(showing, now);
  if (ring === 3 || showing.firstCameAt !== null) return null;
  return new Date(showing.shownSince.getTime() + WIDENS_AFTER_MINUTES[ring === 1 ? 2 : 3] * MINUTE_MS);
}
