/** What a line says, in order, with a way to wait for it; offers are taken one by one. */
import type { LineEvent, ReceiveOffer } from "../../media/gateway.ts";
import { until } from "./until.ts";

export class LineEvents {
  readonly all: LineEvent[] = [];
  #offersTaken = 0;

  readonly listener = (event: LineEvent): void => {
    this.all.push(event);
  };

  offers(): readonly ReceiveOffer[] {
    return this.all.flatMap((event) => event.type === "offer" ? [event.offer] : []);
  }

  /** The next offer that was not taken before. */
  async nextOffer(): Promise<ReceiveOffer> {
    const index = this.#offersTaken++;
    return await until(`offer ${index + 1} as an event`, () => this.offers()[index]);
  }

  async first(type: LineEvent["type"], deadlineMs?: number): Promise<LineEvent> {
    return await until(`a ${type} event`, () => this.all.find((event) => event.type === type), deadlineMs);
  }
}
