/**
 * The sending half of a line: the handle that is in the room, publishes, and hears what happens there.
 * Its requests to Janus go one after the other; its events go to the roster (others) or to the line (itself).
 */
import type { RoomId } from "../../domain/ids.ts";
import { type Candidate, MediaRejected, MediaUnavailable, type SentTrack } from "../gateway.ts";
import { mediaSections } from "../sdp.ts";
import { CandidateBatch, CandidateQueue } from "./candidates.ts";
import { translated } from "./errors.ts";
import type { RoomEvent } from "./messages.ts";
import type { HandleEvent, JanusHandle, JanusSession } from "./session.ts";

/** How long a connection that is being replaced may take to end. */
const HANG_UP_MS = 1000;

export interface PublisherEvents {
  readonly onRoom: (event: RoomEvent) => void;
  readonly onCandidates: (candidates: readonly Candidate[], complete: boolean) => void;
  readonly onConnected: () => void;
  readonly onHungUp: (reason: string) => void;
  readonly onSpeaking: (speaking: boolean) => void;
}

export class Publisher {
  readonly #events: PublisherEvents;
  readonly #incoming: CandidateBatch;
  #outgoing: CandidateQueue;
  #handle: JanusHandle | null = null;
  #feedId = "";
  /** Names the browser's present connection; null while there is none. */
  #origin: string | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #hangUp: () => void = () => {};
  #replacing = false;
  #connected = false;

  constructor(events: PublisherEvents) {
    this.#events = events;
    this.#incoming = new CandidateBatch(events.onCandidates);
    this.#outgoing = this.#newQueue();
  }

  get feedId(): string {
    return this.#feedId;
  }

  async attach(session: JanusSession): Promise<void> {
    this.#handle = await session.attach((event) => this.#receive(event));
  }

  /** Enters the room. Resolves with the key that opens subscriptions. Who sends there went to `onRoom` before. */
  async join(roomId: RoomId, feedId: string): Promise<number> {
    this.#feedId = feedId;
    const { event } = await this.#attached().message({ request: "join", ptype: "publisher", room: roomId, id: feedId });
    if (event.private_id === undefined) throw new TypeError("Cannot join: Janus gave no private id");
    return event.private_id;
  }

  publish(sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    const sections = mediaSections(sdp);
    for (const { mid, kind } of tracks) {
      const media = kind === "microphone" ? "audio" : "video";
      if (!sections.some((section) => section.mid === mid && section.media === media)) {
        throw new MediaRejected(`Cannot publish: no ${media} line has the mid ${mid}`);
      }
    }
    const result = this.#queue.then(() => this.#publish(sdp, tracks));
    this.#queue = result.catch(() => {});
    return result;
  }

  async addCandidates(candidates: readonly Candidate[], complete: boolean): Promise<void> {
    await this.#outgoing.add(candidates, complete);
  }

  /** Janus no longer counts it among those who send, and the news was lost with a socket. */
  missedHangUp(): void {
    if (!this.#connected) return;
    this.#receive({ type: "hung_up", reason: "ended while the media server was out of reach" });
  }

  stop(): void {
    this.#incoming.stop();
    this.#hangUp();
  }

  async #publish(sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    const origin = sessionOf(sdp);
    if (this.#origin !== null && this.#origin !== origin) await this.#replace();
    const first = this.#origin === null;
    if (first) this.#incoming.hold();
    const descriptions = tracks.map(({ mid, kind }) => ({ mid, description: kind }));
    const body = { request: first ? "publish" : "configure", descriptions };
    const { jsep } = await translated("publish", () => this.#attached().message(body, { type: "offer", sdp }));
    if (jsep === null) throw new MediaUnavailable("Cannot publish: the media server gave no answer");
    this.#origin = origin;
    await this.#outgoing.open();
    return this.#incoming.release(jsep.sdp);
  }

  /** The browser built a new connection: Janus must let the old one go first, or it takes the offer for a renegotiation. */
  async #replace(): Promise<void> {
    const hungUp = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, HANG_UP_MS);
      this.#hangUp = () => (clearTimeout(timer), resolve());
    });
    this.#replacing = true;
    try {
      await translated("publish", () => this.#attached().message({ request: "unpublish" }));
      await hungUp;
    } finally {
      this.#replacing = false;
      this.#hangUp();
    }
    this.#origin = null;
    this.#outgoing = this.#newQueue();
  }

  #receive(event: HandleEvent): void {
    switch (event.type) {
      case "room": {
        const { videoroom, id } = event.event;
        if (videoroom === "talking" || videoroom === "stopped-talking") {
          if (id === this.#feedId) this.#events.onSpeaking(videoroom === "talking");
        } else this.#events.onRoom(event.event);
        return;
      }
      case "candidate":
        return this.#incoming.add(event.candidate);
      case "connected":
        this.#connected = true;
        return this.#events.onConnected();
      case "hung_up":
        this.#connected = false;
        this.#hangUp();
        if (this.#replacing) return;
        this.#origin = null;
        this.#outgoing = this.#newQueue();
        return this.#events.onHungUp(event.reason);
    }
  }

  #newQueue(): CandidateQueue {
    return new CandidateQueue((candidates, complete) => this.#attached().trickle(candidates, complete));
  }

  #attached(): JanusHandle {
    if (this.#handle === null) throw new MediaUnavailable("Cannot publish: the line is not prepared");
    return this.#handle;
  }
}

/** The session id of an SDP's origin line: it stays the same through all offers of one connection (RFC 9429, section 5.2.2). */
function sessionOf(sdp: string): string {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1] ?? "";
}
