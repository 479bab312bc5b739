/**
 * Serialises a slow change towards the latest wanted value: one change at a time, values overtaken meanwhile are skipped.
 * Camera on, off, on within a second thus ends with the camera on, whichever call of the browser was slow.
 */

/**
 * The returned function notes what is wanted and resolves when nothing is left to change. A change that throws rejects the
 * calls that wait for it; the next wanted value starts afresh.
 */
export function createLatest<T>(change: (wanted: T) => Promise<void>): (wanted: T) => Promise<void> {
  let next: { readonly wanted: T } | null = null;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      while (next) {
        const { wanted } = next;
        next = null;
        await change(wanted);
      }
    } finally {
      running = null;
    }
  }

  return (wanted) => {
    next = { wanted };
    running ??= run();
    return running;
  };
}
