/**
 * What is known of one tab's visit to a room, as signals that the islands draw. Holds facts only: `room_session.ts` and
 * `entrance.ts` change them.
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SeatId } from "../domain/ids.ts";
import type { KnockView } from "../domain/knock.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { LiveRoom } from "../domain/room.ts";
import type { DoorView, ToldAudience, WireKnock } from "../protocol/signal.ts";

/**
 * `knocking`: asks to come in, and does so by itself when let in or when the door opens. `waiting`: behind the open door, seen by nobody. `elsewhere`: the seat is
 * used by another tab or device now. `out`: no longer inside, and the door is locked; why it is so is not told.
 */
export type Stage = "lobby" | "joining" | "knocking" | "waiting" | "inside" | "left" | "ended" | "elsewhere" | "out";

/** Why one is not inside; shown once, by the stage that one is thrown back to. */
export type Trouble = Refusal | "no_answer" | "failed" | "outdated";

/** How one's own knock stands. */
export interface OwnKnock {
  readonly state: KnockView["state"];
  /** Not too soon after the one before. */
  readonly mayKnock: boolean;
  /** What one has said with it. */
  readonly line: string | null;
}

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
  /** Null while nothing is known of any. */
  readonly knocking: Signal<OwnKnock | null>;
  /** Who knocks, for those inside who look after the room. */
  readonly knocks: Signal<readonly WireKnock[]>;
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
    knocking: signal(null),
    knocks: signal([]),
  };
}
