/** The timers that signalling sets, as a port, so that tests move time by hand. */
export interface Timers {
  /** Returns the function that calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemTimers: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
