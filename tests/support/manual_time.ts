/** Time that stands still until a test moves it: the clock of the deeds and the timers of signalling in one. */
import type { Timers } from "../../signalling/timers.ts";

interface Due {
  readonly at: number;
  readonly run: () => void;
}

export class ManualTime implements Timers {
  #now: number;
  #due: Due[] = [];

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  readonly now = (): Date => new Date(this.#now);

  /** How many timers wait: what a leak test counts. */
  get pending(): number {
    return this.#due.length;
  }

  after(milliseconds: number, run: () => void): () => void {
    const due = { at: this.#now + milliseconds, run };
    this.#due.push(due);
    return () => {
      this.#due = this.#due.filter((each) => each !== due);
    };
  }

  /** Runs what falls due on the way, in its order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#due = this.#due.filter((each) => each !== next);
      next.run();
    }
    this.#now = end;
  }
}
