/** Waiting with a deadline: for a signal to reach a state, or for a promise. Nothing polls. */
import { effect } from "@preact/signals";

/** Resolves with the first value of `read` that is not null; with null at the deadline. */
export function until<T>(read: () => T | null, deadlineMilliseconds: number): Promise<T | null> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => end(null), deadlineMilliseconds);
    let ended = false;
    const stop = effect(() => {
      const value = read();
      if (value !== null) end(value);
    });
    if (ended) stop();

    function end(value: T | null): void {
      if (ended) return;
      ended = true;
      clearTimeout(deadline);
      // The first run of an effect comes before its disposer is known.
      queueMicrotask(() => stop());
      resolve(value);
    }
  });
}

/** As the promise does; with null at the deadline, and then what it does later is of no interest. */
export function within<T>(promise: Promise<T>, deadlineMilliseconds: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(resolve, deadlineMilliseconds, null);
    promise.then(resolve, reject).finally(() => clearTimeout(deadline));
  });
}
