/**
 * The receiving half of a line: one handle for everything that others send. It follows the roster towards the latest wanted
 * subscription, one offer at a time: Janus answers an `update` that comes while an offer is unanswered with nothing.
 */
import type { RoomId } from "../../domain/ids.ts";
import { type Candidate, MediaRejected, MediaUnavailable, type ReceiveOffer } from "../gateway.ts";
import { mediaSections } from "../sdp.ts";
import { CandidateBatch, CandidateQueue } from "./candidates.ts";
import { hasCode, NO_SUCH_FEED, translated } from "./errors.ts";
import type { Pass } from "./room_keys.ts";
import type { Roster } from "./roster.ts";
import type { HandleEvent, JanusHandle, JanusSession } from "./session.ts";
import { adopt, type Asked, type HeldStream } from "./subscription.ts";

export interface SubscriberEvents {
  readonly onOffer: (offer: ReceiveOffer) => void;
  readonly onCandidates: (candidates: readonly Candidate[], complete: boolean) => void;
  readonly onConnected: () => void;
  readonly onHungUp: (reason: string) => void;
  /** A step failed that nobody waits for. */
  readonly onFailure: (error: unknown) => void;
}

export interface SubscriberPlace {
  readonly roomId: RoomId;
  readonly pass: Pass;
  readonly privateId: number;
  readonly roster: Roster;
}

export class Subscriber {
  readonly #events: SubscriberEvents;
  readonly #session: JanusSession;
  #incoming: CandidateBatch;
  #outgoing: CandidateQueue;
  #handle: JanusHandle | null = null;
  #place: SubscriberPlace | null = null;
  #subscribed = false;
  /** Janus forwards nothing of what is subscribed, and the subscription stays as it is. */
  #held = false;
  /** What Janus offers while that is not so yet. */
  #heldOffer: string | null = null;
  #streams: readonly HeldStream[] = [];
  #asked: Asked = { tracks: [], released: [] };
  #negotiation = 0;
  #unanswered = false;
  #restartWanted = false;
  /** A request's outcome is unknown, so Janus' idea of the negotiation is too; only a new handle helps. */
  #astray = false;
  /** Counts handles, so that what an old one still says is not taken for the new one's. */
  #generation = 0;
  #steps: Promise<void> = Promise.resolve();

  constructor(session: JanusSession, events: SubscriberEvents) {
    this.#session = session;
    this.#events = events;
    this.#incoming = new CandidateBatch(events.onCandidates);
    this.#outgoing = this.#newQueue();
  }

  async attach(): Promise<void> {
    const generation = ++this.#generation;
    this.#handle = await this.#session.attach((event) => {
      if (generation === this.#generation) this.#receive(event);
    });
  }

  /** The first subscription. Resolves when its offer, if there is one to make, has gone to `onOffer`. */
  async start(place: SubscriberPlace): Promise<void> {
    this.#place = place;
    await this.#enqueue(() => this.#subscribe());
  }

  /** The same, but nothing gets through until `release`. */
  async startHeld(place: SubscriberPlace): Promise<void> {
    this.#held = true;
    await this.start(place);
  }

  /** Lets through what is held back; what has changed meanwhile follows. Resolves as `start` does where there was nothing to hold. */
  async release(): Promise<void> {
    await this.#enqueue(async () => {
      this.#held = false;
      if (this.#subscribed) await this.#forward(true);
      else await this.#subscribe();
    });
    this.follow();
  }

  /** The roster changed. */
  follow(): void {
    if (this.#place !== null) this.#enqueue(() => this.#subscribe()).catch(this.#events.onFailure);
  }

  async answer(negotiation: number, sdp: string): Promise<void> {
    mediaSections(sdp);
    await this.#enqueue(async () => {
      if (!this.#unanswered || negotiation !== this.#negotiation) {
        throw new MediaRejected(`Cannot take the answer: offer ${negotiation} is not waiting for one`);
      }
      const jsep = { type: "answer", sdp } as const;
      this.#unanswered = false;
      try {
        await this.#known(() =>
          translated("take the answer", () => this.#attached().message({ request: "start" }, jsep))
        );
      } catch (error) {
        this.#unanswered = true;
        throw error;
      }
      await this.#outgoing.open();
    });
    this.follow();
  }

  async addCandidates(candidates: readonly Candidate[], complete: boolean): Promise<void> {
    await this.#outgoing.add(candidates, complete);
  }

  async restart(): Promise<void> {
    this.#restartWanted = true;
    await this.#enqueue(() => this.#subscribe());
  }

  async anew(): Promise<void> {
    await this.#enqueue(async () => {
      const former = this.#handle;
      this.#incoming.stop();
      this.#incoming = new CandidateBatch(this.#events.onCandidates);
      await translated("receive anew", () => this.attach());
      former?.detach().catch(this.#events.onFailure);
      this.#outgoing = this.#newQueue();
      this.#subscribed = false;
      this.#unanswered = false;
      this.#restartWanted = false;
      this.#astray = false;
      this.#streams = [];
      await this.#subscribe();
    });
  }

  /** Events may have been missed; the roster is right again. A new handle is of use only with a new connection of the page. */
  resume(): void {
    if (this.#astray) this.#events.onHungUp("lost track of the negotiation");
    else this.follow();
  }

  stop(): void {
    this.#generation++;
    this.#place = null;
    this.#incoming.stop();
  }

  async #subscribe(): Promise<void> {
    const place = this.#place;
    if (place === null || this.#unanswered || (this.#held && this.#subscribed)) return;
    const { roster, roomId, pass, privateId } = place;
    if (this.#restartWanted) {
      this.#restartWanted = false;
      if (!this.#subscribed) return;
      this.#incoming.hold();
      await this.#ask({ request: "configure", restart: true });
      return;
    }
    const { subscribe, unsubscribe } = roster.diff(this.#streams);
    if (subscribe.length === 0 && unsubscribe.length === 0) return;
    this.#asked = { tracks: roster.tracks(), released: unsubscribe.map(({ sub_mid }) => sub_mid) };
    if (this.#subscribed) {
      await this.#ask({
        request: "update",
        ...(subscribe.length > 0 ? { subscribe } : {}),
        ...(unsubscribe.length > 0 ? { unsubscribe } : {}),
      });
      return;
    }
    this.#incoming.hold();
    await this.#ask({
      request: "join",
      ptype: "subscriber",
      room: roomId,
      streams: subscribe,
      private_id: privateId,
      autoupdate: false,
      ...pass,
    });
    const offer = this.#heldOffer;
    this.#heldOffer = null;
    if (offer === null) return;
    // Before the browser has the offer, and with it the means to connect.
    await this.#forward(false);
    this.#offer(offer);
  }

  async #forward(send: boolean): Promise<void> {
    const streams = this.#streams.filter(({ active }) => active).map(({ mid }) => ({ mid, send }));
    if (streams.length > 0) await this.#known(() => this.#attached().message({ request: "configure", streams }));
  }

  /** A feed of the list may have left meanwhile. The event that says so has come before Janus' refusal, so follow again. */
  async #ask(body: Readonly<Record<string, unknown>>): Promise<void> {
    const before = JSON.stringify(this.#place?.roster.tracks());
    try {
      await this.#known(() => this.#attached().message(body));
    } catch (error) {
      if (!hasCode(error, NO_SUCH_FEED)) throw error;
      if (JSON.stringify(this.#place?.roster.tracks()) !== before) await this.#subscribe();
    }
  }

  async #known<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      if (error instanceof MediaUnavailable) this.#astray = true;
      throw error;
    }
  }

  #receive(event: HandleEvent): void {
    switch (event.type) {
      case "room": {
        if (event.event.videoroom === "attached") this.#subscribed = true;
        if (event.event.streams !== undefined) this.#streams = adopt(this.#streams, event.event.streams, this.#asked);
        if (event.jsep?.type !== "offer") return;
        if (this.#held) this.#heldOffer = event.jsep.sdp;
        else this.#offer(event.jsep.sdp);
        return;
      }
      case "candidate":
        return this.#incoming.add(event.candidate);
      case "connected":
        return this.#events.onConnected();
      case "hung_up":
        return this.#events.onHungUp(event.reason);
    }
  }

  #offer(sdp: string): void {
    this.#negotiation++;
    this.#unanswered = true;
    this.#events.onOffer({
      negotiation: this.#negotiation,
      sdp: openingDtls(this.#incoming.release(sdp)),
      tracks: this.#place?.roster.received(this.#streams) ?? [],
    });
  }

  /** Steps run one after the other; a failed one does not stop the next. */
  #enqueue(step: () => Promise<void>): Promise<void> {
    const result = this.#steps.then(step);
    this.#steps = result.catch(() => {});
    return result;
  }

  #newQueue(): CandidateQueue {
    return new CandidateQueue((candidates, complete) => this.#attached().trickle(candidates, complete));
  }

  #attached(): JanusHandle {
    if (this.#handle === null) throw new MediaUnavailable("Cannot receive: the line is not prepared");
    return this.#handle;
  }
}

/**
 * Janus leaves it to the browser who opens the DTLS handshake, and browsers then do. But Janus drops what arrives before its
 * own side of ICE has settled, so that first word is lost and said again only after 50 ms. With `active` Janus opens it
 * (RFC 8842, section 5.3), as soon as it can.
 */
function openingDtls(offer: string): string {
  return offer.replaceAll("a=setup:actpass", "a=setup:active");
}
