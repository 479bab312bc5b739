/**
 * How far one's own room for friends is shown, for whoever draws it. The server alone knows: rings widen by time, and friends,
 * blocks and dimmers change in other tabs. So it is asked again when the room is shown further, and once a minute.
 */
import type { RoomId } from "../domain/ids.ts";
import type { Timers } from "../domain/timers.ts";

/** How many see the room: now, as of the next moment when it is shown further by itself, and in the end. */
export interface RoomShowing {
  readonly now: number;
  /** `at`: milliseconds since the epoch. */
  readonly next: { readonly at: number; readonly more: number } | null;
  readonly total: number;
}

export interface ShowingDeps {
  readonly fetch: (path: string) => Promise<Pick<Response, "ok" | "json">>;
  readonly timers: Timers;
  readonly now: () => number;
}

const AGAIN_MILLISECONDS = 60_000;
/** Clocks differ: a moment that is past here may be still to come there. */
const SOONEST_MILLISECONDS = 2000;

/** Calls `show` with every answer. A failure shows nothing new and is tried again. Returns what ends it. */
export function followShowing(
  roomId: RoomId,
  show: (showing: RoomShowing) => void,
  { fetch, timers, now }: ShowingDeps,
): () => void {
  let over = false;
  let callOff = () => {};

  async function ask(): Promise<void> {
    const showing = await read();
    if (over) return;
    if (showing) show(showing);
    const wait = showing?.next ? showing.next.at - now() : AGAIN_MILLISECONDS;
    callOff = timers.after(Math.min(Math.max(wait, SOONEST_MILLISECONDS), AGAIN_MILLISECONDS), () => void ask());
  }

  async function read(): Promise<RoomShowing | null> {
    try {
      const response = await fetch(`/api/v1/rooms/${encodeURIComponent(roomId)}/showing`);
      if (!response.ok) return null;
      const { showing: { now, later: [next], total } } = await response.json();
      return { now, next: next ? { at: Date.parse(next.at), more: next.more } : null, total };
    } catch {
      return null;
    }
  }

  void ask();
  return () => {
    over = true;
    callOff();
  };
}
