/** Runs deeds one after the other, in the order in which they came. One that fails fails for its caller alone. */
export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;

  /** How many deeds run or wait. */
  get length(): number {
    return this.#length;
  }

  run<T>(deed: () => Promise<T>): Promise<T> {
    this.#length++;
    const done = this.#last.then(deed).finally(() => this.#length--);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Resolves when all that waits now is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
