/** Waiting on a condition with a deadline: the only kind of waiting that tests do. */

/**
 * Resolves with the first value of `probe` that is neither undefined, null nor false. Throws past the deadline, with what
 * was waited for and the last error of the probe. Time between probes is short beside any deadline used.
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  deadlineMs = 10_000,
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + deadlineMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) {
        return value as Exclude<T, undefined | null | false>;
      }
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`Waited ${deadlineMs} ms in vain: ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
