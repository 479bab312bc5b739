/**
 * The road of events out of a line: in order, never before its `join` has resolved, never after its `close`.
 * Both implementations send through it, so that the promise of `LineJoin.onEvent` is kept in one place.
 */
import { setImmediate } from "node:timers";
import type { LineEvent } from "./gateway.ts";

export class LineOutbox {
  #listener: ((event: LineEvent) => void) | null = null;
  #waiting: LineEvent[] = [];
  #closed = false;

  /** To be called as the last thing in `join`: what waits goes out in a later turn, when the caller has seen `join` resolve. */
  open(listener: (event: LineEvent) => void): void {
    setImmediate(() => {
      if (this.#closed) return;
      this.#listener = listener;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const event of waiting) this.send(event);
    });
  }

  send(event: LineEvent): void {
    if (this.#closed) return;
    if (this.#listener === null) this.#waiting.push(event);
    else this.#listener(event);
  }

  close(): void {
    this.#closed = true;
    this.#listener = null;
    this.#waiting = [];
  }
}
