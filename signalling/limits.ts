/** Bounds on what one socket, and all idle ones together, may cost. */
import type { ClientMessage } from "../protocol/signal.ts";

/** From the opening of a socket to its `hello`. */
export const HELLO_DEADLINE_MS = 10_000;
/** So that a page notices a dead socket by its silence. */
export const BEAT_INTERVAL_MS = 15_000;

/** Messages that may come at once, by cost, and how fast the allowance fills again. A join takes about 6 messages. */
export const BURST_COST = 120;
export const COST_PER_SECOND = 20;

/** What a message costs: those that reach for the database or open connections cost more than what they carry. */
const COST = {
  hello: 5,
  join: 10,
  publish: 5,
  answer: 1,
  candidates: 1,
  set_media: 1,
  restart_receiving: 5,
  leave: 5,
  knock: 10,
  answer_knock: 5,
  say: 4,
} as const satisfies Record<ClientMessage["type"], number>;

export function costOf(type: ClientMessage["type"]): number {
  return COST[type];
}

/** How long a line is kept ready for somebody who stands at the door and does not come in. */
export const IDLE_LINE_MS = 120_000;
/** Lines kept ready at the same time; further visitors get theirs when they join. */
export const IDLE_LINES_MAX = 32;

/** Candidates kept for a page whose socket is lost. A gathering is a few dozen at most. */
export const BACKLOG_MAX = 128;
/** What may wait in memory for a page that reads too slowly, in bytes. */
export const UNSENT_MAX_BYTES = 4 * 1024 * 1024;

/** An allowance of cost that fills with time. Time comes as an argument, in milliseconds. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #level: number;
  #at: number;

  constructor(capacity: number, perSecond: number, now: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#level = capacity;
    this.#at = now;
  }

  /** False if there is not that much left; then nothing is taken. */
  take(cost: number, now: number): boolean {
    const filled = Math.max(0, now - this.#at) / 1000 * this.#perSecond;
    this.#level = Math.min(this.#capacity, this.#level + filled);
    this.#at = now;
    if (cost > this.#level) return false;
    this.#level -= cost;
    return true;
  }
}
