/** The browser's own timers. */
import type { Timers } from "../domain/timers.ts";

export const WINDOW_TIMERS: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
