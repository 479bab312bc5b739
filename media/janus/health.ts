/**
 * Whether Janus still answers. A frozen one keeps its sockets open, so it is asked: the core (`ping`) and the plugin
 * (`exists`). Some misses in a row mean dead; one answer means alive again.
 */
import type { JanusAdmin } from "./admin.ts";

export interface HealthSettings {
  readonly intervalMs: number;
  readonly deadlineMs: number;
  /** So many misses in a row mean dead. */
  readonly misses: number;
}

export class HealthWatch implements Disposable {
  readonly #admin: JanusAdmin;
  readonly #settings: HealthSettings;
  readonly #onChange: (isAlive: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #missed = 0;
  /** Counts starts, so that a question asked before a restart is not held against the new process. */
  #round = 0;

  constructor(admin: JanusAdmin, settings: HealthSettings, onChange: (isAlive: boolean) => void) {
    this.#admin = admin;
    this.#settings = settings;
    this.#onChange = onChange;
  }

  start(): void {
    this.stop();
    this.#missed = 0;
    const round = this.#round;
    this.#timer = setTimeout(() => this.#ask(round), this.#settings.intervalMs);
  }

  stop(): void {
    this.#round++;
    clearTimeout(this.#timer);
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  async #ask(round: number): Promise<void> {
    const { deadlineMs, intervalMs, misses } = this.#settings;
    const answered = await Promise.all([
      this.#admin.ping(deadlineMs),
      this.#admin.plugin({ request: "exists", room: "health" }, deadlineMs),
    ]).then(() => true, () => false);
    if (round !== this.#round) return;
    if (answered && this.#missed >= misses) this.#onChange(true);
    this.#missed = answered ? 0 : this.#missed + 1;
    if (this.#missed === misses) this.#onChange(false);
    if (round === this.#round) this.#timer = setTimeout(() => this.#ask(round), intervalMs);
  }
}
