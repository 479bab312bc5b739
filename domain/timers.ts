/** The timers that the live sides set, as a port, so that tests move time by hand. */
export interface Timers {
  /** Returns the function that calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}
