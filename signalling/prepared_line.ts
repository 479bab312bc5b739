/**
 * A line made ready while somebody stands at the door, so that coming in does not wait for it. It is given up after a
 * while, and a server full of idle visitors prepares no more than a few: a line is then had when it is needed.
 */
import type { Deps, Line } from "../actions/deps.ts";
import { IDLE_LINE_MS, IDLE_LINES_MAX } from "./limits.ts";
import type { Timers } from "./timers.ts";

/** How many lines are kept ready; shared by all connections. */
export class LineBudget {
  #used = 0;

  take(): boolean {
    if (this.#used >= IDLE_LINES_MAX) return false;
    this.#used++;
    return true;
  }

  giveBack(): void {
    this.#used--;
  }
}

export class PreparedLine {
  readonly #deps: Pick<Deps, "gateway" | "log">;
  readonly #timers: Timers;
  readonly #budget: LineBudget;
  #waiting: { readonly line: Promise<Line | null>; readonly callOff: () => void } | null = null;

  constructor(deps: Pick<Deps, "gateway" | "log">, timers: Timers, budget: LineBudget) {
    this.#deps = deps;
    this.#timers = timers;
    this.#budget = budget;
  }

  /** Begins in the background; does nothing if one is ready, the media server is away or enough are ready already. */
  warm(): void {
    if (this.#waiting !== null || this.#deps.gateway.health().state !== "up" || !this.#budget.take()) return;
    const line = this.#deps.gateway.line().catch((error: unknown) => {
      this.#deps.log.debug("No line could be made ready", { reason: String(error) });
      return null;
    });
    this.#waiting = { line, callOff: this.#timers.after(IDLE_LINE_MS, () => this.drop()) };
  }

  /** The ready line, or a new one. It belongs to the caller. Throws `MediaUnavailable`. */
  async take(): Promise<Line> {
    const line = await this.#release();
    return line ?? await this.#deps.gateway.line();
  }

  /** Closes what is ready. Idempotent. */
  drop(): void {
    this.#release()
      .then((line) => line?.close())
      .catch((error: unknown) => this.#deps.log.warn("Failed to close an unused line", {}, error));
  }

  #release(): Promise<Line | null> {
    const waiting = this.#waiting;
    if (waiting === null) return Promise.resolve(null);
    this.#waiting = null;
    waiting.callOff();
    this.#budget.giveBack();
    return waiting.line;
  }
}
