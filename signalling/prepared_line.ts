/**
 * A line made ready while somebody stands at the door, so that coming in does not wait for it. It is given up after a
 * while, and a server full of idle visitors prepares no more than a few: a line is then had when it is needed.
 */
import type { Deps, Line, LineEvent, ReceiveOffer } from "../actions/deps.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
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

/** To which door a line goes, for which seat, and who hears what is offered there. */
export interface Approach {
  readonly roomId: RoomId;
  readonly seatId: SeatId;
  readonly tell: (event: Extract<LineEvent, { readonly type: "offer" | "candidates" }>) => void;
}

/** What the page was offered at the door. */
export interface Foothold {
  readonly offer: ReceiveOffer;
  readonly answered: boolean;
}

interface Waiting {
  line: Promise<Line | null>;
  readonly callOff: () => void;
  /** Null: the line is at no door. */
  seatId: SeatId | null;
  foothold: Foothold | null;
}

export class PreparedLine {
  readonly #deps: Pick<Deps, "gateway" | "log">;
  readonly #timers: Timers;
  readonly #budget: LineBudget;
  #waiting: Waiting | null = null;

  constructor(deps: Pick<Deps, "gateway" | "log">, timers: Timers, budget: LineBudget) {
    this.#deps = deps;
    this.#timers = timers;
    this.#budget = budget;
  }

  /** Begins in the background; does nothing if one is ready, the media server is away or enough are ready already. */
  warm(): void {
    if (this.#waiting !== null || this.#deps.gateway.health().state !== "up" || !this.#budget.take()) return;
    this.#waiting = {
      line: this.#deps.gateway.line().catch((error: unknown) => this.#failed(error)),
      callOff: this.#timers.after(IDLE_LINE_MS, () => this.drop()),
      seatId: null,
      foothold: null,
    };
  }

  /** The line goes to that door, in the background; does nothing if it is at one, or if none is ready. */
  approach({ roomId, seatId, tell }: Approach): void {
    const waiting = this.#waiting;
    if (waiting === null || waiting.seatId !== null) return;
    waiting.seatId = seatId;
    const onEvent = (event: LineEvent): void => {
      if (waiting !== this.#waiting) return;
      if (event.type === "hung_up" || event.type === "lost") return this.drop();
      if (event.type === "offer") waiting.foothold = { offer: event.offer, answered: false };
      if (event.type === "offer" || event.type === "candidates") tell(event);
    };
    waiting.line = waiting.line.then(async (line) => {
      if (waiting === this.#waiting) await line?.approach({ roomId, seatId, onEvent });
      return line;
    }).catch((error: unknown) => this.#failed(error));
  }

  /** A line at a door is let go of; one that is only ready stays. */
  retreat(): void {
    if ((this.#waiting?.seatId ?? null) !== null) this.drop();
  }

  /** The line that the page was offered something over, or null. */
  async near(): Promise<Line | null> {
    return this.#waiting?.foothold ? await this.#waiting.line : null;
  }

  /** The page has answered what it was offered at the door. */
  answered(): void {
    const waiting = this.#waiting;
    if (waiting?.foothold) waiting.foothold = { ...waiting.foothold, answered: true };
  }

  /**
   * The ready line, or a new one; it belongs to the caller. `stands`: the page goes on from what it was offered at the door; a line
   * of which it does not is of no use. With a foothold that is what the line goes on from. Throws `MediaUnavailable`.
   */
  async take(seatId: SeatId, stands: boolean): Promise<{ readonly line: Line; readonly foothold: Foothold | null }> {
    const waiting = this.#waiting;
    const isReady = waiting !== null && waiting.seatId === null;
    const isTheirs = stands && waiting !== null && waiting.foothold !== null && waiting.seatId === seatId;
    if (!isReady && !isTheirs) this.drop();
    const line = isReady || isTheirs ? await this.#release() : null;
    if (line === null) return { line: await this.#deps.gateway.line(), foothold: null };
    return { line, foothold: waiting?.foothold ?? null };
  }

  /** Closes what is ready. Idempotent. */
  drop(): void {
    this.#release()
      .then((line) => line?.close())
      .catch((error: unknown) => this.#deps.log.warn("Failed to close an unused line", {}, error));
  }

  #failed(error: unknown): null {
    this.#deps.log.debug("No line could be made ready", { reason: String(error) });
    return null;
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
