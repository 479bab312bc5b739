/** Somebody in a room of a real media server: a line, its events, and the media bots on both ends. */
import type { RoomId, SeatId } from "../../domain/ids.ts";
import {
  type Gateway,
  type Line,
  MediaUnavailable,
  type ReceivedTrack,
  type ReceiveOffer,
  type TrackKind,
} from "../../media/gateway.ts";
import { LineEvents } from "./line_events.ts";
import { ReceivingBot, SendingBot } from "./media_bot.ts";
import { until } from "./until.ts";

export class Guest implements AsyncDisposable {
  readonly line: Line;
  readonly events: LineEvents;
  readonly receiver = new ReceivingBot();
  sender: SendingBot | null = null;
  #tracks: readonly ReceivedTrack[] = [];
  #answered = 0;
  #following = true;
  readonly #loop: Promise<void>;

  private constructor(line: Line, events: LineEvents, firstOffer: ReceiveOffer | null) {
    this.line = line;
    this.events = events;
    this.#loop = this.#answerAll(firstOffer);
  }

  /** Comes in, and answers every offer from then on. The room is opened if need be. */
  static async enter(gateway: Gateway, roomId: RoomId, seatId: SeatId, seatLimit = 8): Promise<Guest> {
    await gateway.openRoom({ roomId, seatLimit });
    const line = await gateway.line();
    const events = new LineEvents();
    const offer = await line.join({ roomId, seatId, onEvent: events.listener });
    return new Guest(line, events, offer);
  }

  /** Resolves when the sending connection is up. */
  async send(kinds: readonly TrackKind[]): Promise<void> {
    const connections = this.events.all.filter(isSending).length;
    await this.sender?.[Symbol.asyncDispose]();
    this.sender = new SendingBot(kinds, 1);
    const { sdp, tracks } = await this.sender.offer();
    await this.sender.accept(await this.line.publish(sdp, tracks));
    await until("the sending connection", () => this.events.all.filter(isSending).length > connections);
  }

  get tracks(): readonly ReceivedTrack[] {
    return this.#tracks;
  }

  /** Packets of a seat's track so far. */
  packets(seatId: SeatId, kind: TrackKind): number {
    const track = this.#tracks.find((candidate) => candidate.seatId === seatId && candidate.kind === kind);
    return track === undefined ? 0 : this.receiver.packets(track.mid);
  }

  /** Resolves when ten more packets of that track have come. */
  async hears(seatId: SeatId, kind: TrackKind, deadlineMs?: number): Promise<void> {
    const before = this.packets(seatId, kind);
    await until(`media of ${seatId}`, () => this.packets(seatId, kind) >= before + 10, deadlineMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#following = false;
    await this.#loop;
    await this.line.close().catch(() => {});
    await this.sender?.[Symbol.asyncDispose]();
    await this.receiver[Symbol.asyncDispose]();
  }

  async #answerAll(first: ReceiveOffer | null): Promise<void> {
    if (first !== null) await this.#answer(first);
    while (this.#following) {
      const offer = this.events.offers()[this.#answered];
      if (offer !== undefined) {
        this.#answered++;
        await this.#answer(offer);
      } else await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  async #answer(offer: ReceiveOffer): Promise<void> {
    const sdp = await this.receiver.answer(offer.sdp);
    this.#tracks = offer.tracks;
    try {
      await this.line.answer(offer.negotiation, sdp);
    } catch (error) {
      // The line ended meanwhile, and with it what was offered.
      if (!(error instanceof MediaUnavailable)) throw error;
    }
  }
}

function isSending(event: { readonly type: string; readonly direction?: string }): boolean {
  return event.type === "connected" && event.direction === "send";
}
