/**
 * What is known of one tab's visit to a room, as signals that the islands draw. Holds facts only: `room_session.ts` and
 * `entrance.ts` change them.
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SeatId } from "../domain/ids.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { LiveRoom } from "../domain/room.ts";
import type { DoorView, ToldAudience } from "../protocol/signal.ts";

/**
 * `early`: comes in by itself when the room starts. `waiting`: behind the open door, seen by nobody. `elsewhere`: the seat is
 * used by another tab or device now. `out`: no longer inside, and the door is locked; why it is so is not told.
 */
export type Stage = "lobby" | "joining" | "early" | "waiting" | "inside" | "left" | "ended" | "elsewhere" | "out";

/** Why one is not inside; shown once, by the stage that one is thrown back to. */
export type Trouble = Refusal | "no_answer" | "failed" | "outdated";

export interface Visit {
  readonly stage: Signal<Stage>;
  readonly door: Signal<DoorView>;
  readonly live: Signal<LiveRoom | null>;
  /** As the server said last; null until it has. */
  readonly audience: Signal<ToldAudience | null>;
  readonly ownSeatId: Signal<SeatId | null>;
  readonly trouble: Signal<Trouble | null>;
  readonly mediaDown: Signal<boolean>;
  /** Who asks one to unmute, by name; null if nobody does. */
  readonly unmuteAskedBy: Signal<string | null>;
}

/** The same for those who only look. */
export type SeenVisit = { readonly [Part in keyof Visit]: ReadonlySignal<Visit[Part]["value"]> };

export function createVisit(door: DoorView): Visit {
  return {
    stage: signal<Stage>("lobby"),
    door: signal(door),
    live: signal(null),
    audience: signal(null),
    ownSeatId: signal(null),
    trouble: signal(null),
    mediaDown: signal(false),
    unmuteAskedBy: signal(null),
  };
}
