/** When trays change by the time alone, so that their streams wait for it instead of asking again and again. */
import { listNarrowRooms, nextDimmerEnd } from "../db/tray_clock.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import { WIDENS_AFTER_MINUTES, widensAt } from "../domain/rings.ts";
import type { Deps } from "./deps.ts";

export interface Widening {
  readonly roomId: RoomId;
  readonly at: Date;
}

/** The rooms that will be shown further by themselves, and when next; of all, or that one if it does. */
export async function readWidenings(deps: Pick<Deps, "db" | "now">, only: RoomId | null): Promise<readonly Widening[]> {
  const now = deps.now();
  const shownAfter = new Date(now.getTime() - WIDENS_AFTER_MINUTES[3] * 60_000);
  const rooms = await listNarrowRooms(deps.db, shownAfter, only);
  return rooms.flatMap(({ id, showing }) => {
    const at = widensAt(showing, now);
    return at === null ? [] : [{ roomId: id, at }];
  });
}

/** Null if no dimmer towards the person ends by itself. */
export async function readNextDimmerEnd(deps: Pick<Deps, "db" | "now">, personId: PersonId): Promise<Date | null> {
  return await nextDimmerEnd(deps.db, personId, deps.now());
}
