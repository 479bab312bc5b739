/**
 * Whether a room is talking or quiet, as its people's friends are told. A pause between two sentences is no quiet, and a
 * change is told at most every few seconds: each one is a look at the database.
 */
import type { Timers } from "../domain/timers.ts";

const QUIET_AFTER_MS = 10_000;
const TOLD_AT_MOST_EVERY_MS = 5000;

export class Talk {
  readonly #now: () => Date;
  readonly #timers: Timers;
  readonly #tell: () => void;
  #speaking = false;
  #spokeAt = -Infinity;
  #told = false;
  #toldAt = -Infinity;
  #callOff: () => void = () => {};

  /** `tell` is called after every change of `talking`. */
  constructor(now: () => Date, timers: Timers, tell: () => void) {
    this.#now = now;
    this.#timers = timers;
    this.#tell = tell;
  }

  /** Somebody speaks, or did a moment ago. */
  get talking(): boolean {
    return this.#speaking || this.#now().getTime() - this.#spokeAt < QUIET_AFTER_MS;
  }

  /** Whether anybody speaks right now. */
  hear(speaking: boolean): void {
    if (speaking === this.#speaking) return;
    this.#speaking = speaking;
    this.#spokeAt = this.#now().getTime();
    this.#review();
  }

  /** Lets go of its timer. */
  end(): void {
    this.#callOff();
  }

  #review(): void {
    this.#callOff();
    const now = this.#now().getTime();
    if (this.talking !== this.#told) {
      const wait = this.#toldAt + TOLD_AT_MOST_EVERY_MS - now;
      if (wait > 0) return this.#reviewAfter(wait);
      this.#told = this.talking;
      this.#toldAt = now;
      this.#tell();
    }
    if (this.talking && !this.#speaking) this.#reviewAfter(this.#spokeAt + QUIET_AFTER_MS - now);
  }

  #reviewAfter(milliseconds: number): void {
    this.#callOff = this.#timers.after(milliseconds, () => this.#review());
  }
}
