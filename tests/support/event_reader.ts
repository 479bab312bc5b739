/** Reads a stream of server-sent events as a browser does, and waits for what a test expects. */
import { until } from "./until.ts";

export interface ReadEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

export class EventReader {
  readonly events: ReadEvent[] = [];
  comments = 0;
  ended = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #taken = 0;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
    this.#read().catch(() => {}).finally(() => this.ended = true);
  }

  /** Of the last event that was read. */
  get lastEventId(): string {
    return this.events.at(-1)?.id ?? "";
  }

  /** The first event that no earlier call gave. */
  async next(): Promise<ReadEvent> {
    const event = await until("an event", () => this.events[this.#taken]);
    this.#taken++;
    return event;
  }

  /** How many events nobody has asked for. */
  get waiting(): number {
    return this.events.length - this.#taken;
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      const blocks = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    if (block.startsWith(":")) {
      this.comments++;
      return;
    }
    const fields = new Map(
      block.split("\n").map((line) => {
        const colon = line.indexOf(": ");
        return [line.slice(0, colon), line.slice(colon + 2)];
      }),
    );
    this.events.push({
      id: fields.get("id") ?? "",
      event: fields.get("event") ?? "message",
      data: JSON.parse(fields.get("data") ?? "null"),
    });
  }
}
