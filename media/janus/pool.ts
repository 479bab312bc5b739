/**
 * Lines made ahead of need, so that a join starts with its session and handles in place. Refilled in the background while the
 * media server is up; dead ones are never handed out (the connection's keep-alive finds them).
 */
import type { Log } from "../../domain/log.ts";
import { MediaUnavailable } from "../gateway.ts";
import type { JanusLine } from "./line.ts";

export interface PoolOptions {
  /** How many lines wait. */
  readonly size: number;
  readonly prepare: () => Promise<JanusLine>;
  readonly log: Log;
}

export class LinePool implements AsyncDisposable {
  readonly #options: PoolOptions;
  #ready: JanusLine[] = [];
  #filling: Promise<void> | null = null;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get ready(): number {
    return this.#ready.filter((line) => line.isAlive).length;
  }

  async take(): Promise<JanusLine> {
    for (let line = this.#ready.shift(); line !== undefined; line = this.#ready.shift()) {
      if (!line.isAlive) continue;
      this.fill();
      return line;
    }
    const line = await this.#options.prepare();
    this.fill();
    return line;
  }

  /** Brings it to its size; a failure ends this attempt only. */
  fill(): void {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#filling;
    const lines = this.#ready;
    this.#ready = [];
    await Promise.all(lines.map((line) => line.close()));
  }

  async #fill(): Promise<void> {
    this.#ready = this.#ready.filter((line) => line.isAlive);
    try {
      while (!this.#closed && this.#ready.length < this.#options.size) this.#ready.push(await this.#options.prepare());
    } catch (error) {
      if (!(error instanceof MediaUnavailable)) this.#options.log.warn("Line not prepared", {}, error);
    }
  }
}
