/**
 * Work that a deed leaves behind: nobody waits for its outcome, and its failure undoes nothing. It is kept here, so that
 * who ends the process, and who tests, can wait for it.
 */
import type { Log } from "../domain/log.ts";

export class Background {
  readonly #log: Log;
  readonly #pending = new Set<Promise<void>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Returns at once, and begins when the answer that is under way has been given. `failure` is what the log says if it fails. */
  start(failure: string, work: () => Promise<void>): void {
    const done = new Promise<void>((resolve) => setTimeout(resolve))
      .then(work)
      .catch((error: unknown) => this.#log.error(failure, {}, error))
      .finally(() => this.#pending.delete(done));
    this.#pending.add(done);
  }

  /** Resolves when nothing is under way, also of what began meanwhile. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }
}
