/**
 * Sees to it that rooms open and close at their times. Keeps one timer, for whatever is due next; what is due is told by the
 * database, so a restart, a second process or a clock that was set loses nothing.
 */
import type { Deps } from "../actions/deps.ts";
import { runDueRooms } from "../actions/run_due_rooms.ts";
import type { Timers } from "../domain/timers.ts";
import type { TidingsBoard } from "./tidings.ts";

/** A clock that was set, another process' new room and a room that has emptied past its time are noticed by then. */
const LOOK_EVERY_MS = 15_000;

type ClockDeps =
  & Pick<Deps, "db" | "ids" | "gateway" | "publisher" | "background" | "log" | "now">
  & { readonly tidings: TidingsBoard };

export class RoomClock implements Disposable {
  readonly #deps: ClockDeps;
  readonly #timers: Timers;
  readonly #endListening: () => void;
  #callOff: () => void = () => {};
  /** While rooms are opened and closed: whether to look once more. */
  #running: { again: boolean } | null = null;
  #stopped = false;

  constructor(deps: ClockDeps, timers: Timers) {
    this.#deps = deps;
    this.#timers = timers;
    this.#endListening = deps.tidings.listen((tiding) => {
      if (tiding.type === "schedule_changed") this.look();
    });
  }

  /** Does what is due now, and goes on from there. Returns at once. */
  look(): void {
    if (this.#stopped) return;
    if (this.#running !== null) return void (this.#running.again = true);
    const running = this.#running = { again: false };
    this.#deps.background.start("Failed to open and close rooms at their times", async () => {
      let next: Date | null = null;
      try {
        do {
          running.again = false;
          next = await runDueRooms(this.#deps);
        } while (running.again && !this.#stopped);
      } finally {
        this.#running = null;
        this.#lookAt(next);
      }
    });
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    this.#endListening();
    this.#callOff();
  }

  #lookAt(next: Date | null): void {
    this.#callOff();
    if (this.#stopped) return;
    const dueMs = next === null ? LOOK_EVERY_MS : next.getTime() - this.#deps.now().getTime();
    this.#callOff = this.#timers.after(Math.max(0, Math.min(dueMs, LOOK_EVERY_MS)), () => this.look());
  }
}
