/**
 * The road of events out of a line: in order, never before its `join` has resolved, never after its `close`.
 * Both implementations send through it, so that the promise of `LineJoin.onEvent` is kept in one place.
 */
import { setImmediate } from "node:timers";
import type { LineEvent } from "./gateway.ts";

export class LineOutbox {
  #listener: ((event: LineEvent) => void) | null = null;
  #waiting: LineEvent[] = [];
  #state: "open" | "ending" | "closed" = "open";
  /** Counts openings and holds: an opening that has been overtaken opens nothing. */
  #turn = 0;

  /** Until the next `open` events wait. */
  hold(): void {
    this.#turn++;
    this.#listener = null;
  }

  /** To be called as the last thing in `approach` and `join`: what waits goes out in a later turn, when the caller has seen `join` resolve. */
  open(listener: (event: LineEvent) => void): void {
    const turn = ++this.#turn;
    setImmediate(() => {
      if (this.#state === "closed" || turn !== this.#turn) return;
      this.#listener = listener;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const event of waiting) this.#listener?.(event);
      if (this.#state === "ending") this.close();
    });
  }

  send(event: LineEvent): void {
    if (this.#state !== "open") return;
    if (this.#listener === null) this.#waiting.push(event);
    else this.#listener(event);
  }

  /** The line ended by itself: what was sent still goes out, nothing more. */
  end(): void {
    if (this.#listener !== null) this.close();
    else if (this.#state === "open") this.#state = "ending";
  }

  /** The line was closed by its owner: nothing goes out any more. */
  close(): void {
    this.#state = "closed";
    this.#listener = null;
    this.#waiting = [];
  }
}
