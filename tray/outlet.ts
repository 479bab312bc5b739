/** One open stream of server-sent events. A reader that is too slow is cut: it comes back and gets the whole tray. */

const WAITING_AT_MOST_BYTES = 64 * 1024;
const HEARTBEAT = new TextEncoder().encode(":\n\n");

export class Outlet {
  readonly stream: ReadableStream<Uint8Array>;
  readonly openedAt: Date;
  /** The id of the last event that the reader had when it came. */
  readonly lastEventId: string | null;
  readonly #onGone: (outlet: Outlet) => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;

  /** `onGone` is called once: when the reader has gone, was cut, or the stream was closed. */
  constructor(openedAt: Date, lastEventId: string | null, onGone: (outlet: Outlet) => void) {
    this.openedAt = openedAt;
    this.lastEventId = lastEventId;
    this.#onGone = onGone;
    this.stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => this.#gone(),
    }, new ByteLengthQueuingStrategy({ highWaterMark: WAITING_AT_MOST_BYTES }));
  }

  /** What waits already is measured, so that a large tray can be sent at all. */
  write(bytes: Uint8Array): void {
    const controller = this.#controller;
    if (controller === null) return;
    if ((controller.desiredSize ?? 0) < 0) {
      controller.error(new Error("The reader of a tray is too slow"));
      this.#gone();
    } else {
      controller.enqueue(bytes);
    }
  }

  beat(): void {
    this.write(HEARTBEAT);
  }

  close(): void {
    this.#controller?.close();
    this.#gone();
  }

  #gone(): void {
    if (this.#controller === null) return;
    this.#controller = null;
    this.#onGone(this);
  }
}
