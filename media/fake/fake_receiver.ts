/**
 * The receiving connection of a fake line: which tracks ride on which media line, and the rule of one unanswered offer.
 * Media lines of ended tracks stay and are used again, as Janus does it.
 */
import { MediaRejected, type ReceivedTrack, type ReceiveOffer } from "../gateway.ts";
import type { FakeLine } from "./fake_line.ts";
import { fakeSdp } from "./fake_sdp.ts";

interface Slot {
  readonly mid: string;
  readonly media: "audio" | "video";
  content: { readonly line: FakeLine; readonly sentMid: string; readonly track: Omit<ReceivedTrack, "mid"> } | null;
}

export class FakeReceiver {
  readonly #emit: (offer: ReceiveOffer) => void;
  readonly #slots: Slot[] = [];
  #negotiation = 0;
  #unanswered = false;
  #answered = false;
  #stale = false;
  /** After its first offer it makes no other. */
  #held = false;
  #senders: readonly FakeLine[] = [];

  constructor(emit: (offer: ReceiveOffer) => void, negotiation = 0) {
    this.#emit = emit;
    this.#negotiation = negotiation;
  }

  get negotiations(): number {
    return this.#negotiation;
  }

  /** The offer that `join` returns, or null while nobody sends. */
  start(senders: readonly FakeLine[]): ReceiveOffer | null {
    this.#senders = senders;
    return this.#place() ? this.#offer() : null;
  }

  hold(): void {
    this.#held = true;
  }

  /** The first offer, if there was none to make before; otherwise what has changed is offered by itself. */
  release(senders: readonly FakeLine[]): ReceiveOffer | null {
    this.#held = false;
    if (this.#negotiation === 0) return this.start(senders);
    this.follow(senders);
    return null;
  }

  follow(senders: readonly FakeLine[]): void {
    this.#senders = senders;
    if (this.#held && this.#negotiation > 0) return;
    if (this.#unanswered) this.#stale = true;
    else if (this.#place()) this.#emit(this.#offer());
  }

  restart(): void {
    if (this.#unanswered) this.#stale = true;
    else if (this.#slots.length > 0) this.#emit(this.#offer());
  }

  /** True for the first answer, which brings the connection up. */
  answer(negotiation: number): boolean {
    if (!this.#unanswered || negotiation !== this.#negotiation) {
      throw new MediaRejected(`Cannot take the answer: offer ${negotiation} is not waiting for one`);
    }
    const first = !this.#answered;
    this.#unanswered = false;
    this.#answered = true;
    if (this.#stale) {
      this.#stale = false;
      this.#place();
      this.#emit(this.#offer());
    }
    return first;
  }

  /** An empty one whose numbers go on where these end. */
  successor(): FakeReceiver {
    return new FakeReceiver(this.#emit, this.#negotiation);
  }

  /** Brings the slots up to what the senders send; true if that changed anything. */
  #place(): boolean {
    let changed = false;
    for (const slot of this.#slots) {
      const { content } = slot;
      if (content === null) continue;
      const lives = this.#senders.includes(content.line) &&
        content.line.sent.some((track) => track.mid === content.sentMid && track.kind === content.track.kind);
      if (!lives) {
        slot.content = null;
        changed = true;
      }
    }
    for (const line of this.#senders) {
      for (const { mid, kind } of line.sent) {
        if (line.seatId === null) continue;
        if (this.#slots.some(({ content }) => content?.line === line && content.sentMid === mid)) continue;
        const media = kind === "microphone" ? "audio" : "video";
        let slot = this.#slots.find((free) => free.content === null && free.media === media);
        if (slot === undefined) {
          slot = { mid: String(this.#slots.length), media, content: null };
          this.#slots.push(slot);
        }
        slot.content = { line, sentMid: mid, track: { seatId: line.seatId, kind } };
        changed = true;
      }
    }
    return changed;
  }

  #offer(): ReceiveOffer {
    this.#negotiation++;
    this.#unanswered = true;
    const tracks = this.#slots.flatMap(({ mid, content }) => content === null ? [] : [{ mid, ...content.track }]);
    return { negotiation: this.#negotiation, sdp: fakeSdp(this.#slots), tracks };
  }
}
