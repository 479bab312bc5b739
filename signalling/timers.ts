/** The timers of the running process. */
import type { Timers } from "../domain/timers.ts";

export type { Timers };

export const systemTimers: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
