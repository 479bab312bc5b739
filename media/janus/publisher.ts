/**
 * The sending half of a line. Its presence handle is in the room for as long as the line lives and hears what happens there;
 * the first connection is sent over it, too. Every later connection of the browser gets a handle and a feed of its own:
 * Janus 1.1.2 frees a connection in another thread, and an offer that comes meanwhile on the same handle meets half of it.
 */
import type { RoomId } from "../../domain/ids.ts";
import { type Candidate, MediaRejected, MediaUnavailable, type SentTrack } from "../gateway.ts";
import { mediaSections } from "../sdp.ts";
import { JanusError, translated } from "./errors.ts";
import type { RoomEvent } from "./messages.ts";
import { SendingConnection } from "./sending_connection.ts";
import type { HandleEvent, JanusHandle, JanusSession } from "./session.ts";

export interface PublisherEvents {
  readonly onRoom: (event: RoomEvent) => void;
  readonly onCandidates: (candidates: readonly Candidate[], complete: boolean) => void;
  readonly onConnected: () => void;
  readonly onHungUp: (reason: string) => void;
  readonly onSpeaking: (speaking: boolean) => void;
}

export class Publisher {
  readonly #session: JanusSession;
  readonly #events: PublisherEvents;
  #presence: JanusHandle | null = null;
  #place: { readonly roomId: RoomId; readonly newFeedId: () => string } | null = null;
  #connection: SendingConnection;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(session: JanusSession, events: PublisherEvents) {
    this.#session = session;
    this.#events = events;
    this.#connection = new SendingConnection(events.onCandidates);
  }

  /** Under which name the others see what is sent. */
  get feedId(): string {
    return this.#connection.feedId;
  }

  async attach(): Promise<void> {
    const connection = this.#connection;
    this.#presence = await this.#session.attach((event) => this.#receive(event, connection));
  }

  /** Enters the room. Resolves with the key that opens subscriptions. Who sends there went to `onRoom` before. */
  async join(roomId: RoomId, newFeedId: () => string): Promise<number> {
    const feedId = newFeedId();
    const presence = this.#attached();
    this.#place = { roomId, newFeedId };
    this.#connection.use(presence, feedId);
    const { event } = await presence.message({ request: "join", ptype: "publisher", room: roomId, id: feedId });
    if (event.private_id === undefined) throw new TypeError("Cannot join: Janus gave no private id");
    return event.private_id;
  }

  /** Calls are served one after the other. */
  publish(sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    const sections = mediaSections(sdp);
    for (const { mid, kind } of tracks) {
      const media = kind === "microphone" ? "audio" : "video";
      if (!sections.some((section) => section.mid === mid && section.media === media)) {
        throw new MediaRejected(`Cannot publish: no ${media} line has the mid ${mid}`);
      }
    }
    const result = this.#queue.then(() => translated("publish", () => this.#publish(sdp, tracks)));
    this.#queue = result.catch(() => {});
    return result;
  }

  async addCandidates(candidates: readonly Candidate[], complete: boolean): Promise<void> {
    await this.#connection.addCandidates(candidates, complete);
  }

  /** Janus no longer counts it among those who send, and the news was lost with a socket. */
  missedHangUp(): void {
    if (this.#connection.isConnected) this.#hungUp("ended while the media server was out of reach");
  }

  /** Resolves when Janus no longer counts it as inside; destroying the session alone brings that about a little later. */
  async leave(): Promise<void> {
    await forgiving(() => this.#attached().message({ request: "leave" }));
    if (!this.#sendsOverPresence()) await forgiving(() => this.#connection.leave());
  }

  stop(): void {
    this.#connection.stop();
  }

  async #publish(sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    if (this.#connection.isOfAnother(sdp)) await this.#replace();
    if (!this.#connection.hasHandle) await this.#enterAgain();
    return await this.#connection.publish(sdp, tracks);
  }

  /** The browser built a new connection and Janus still has the old one. */
  async #replace(): Promise<void> {
    const former = this.#connection;
    const overPresence = this.#sendsOverPresence();
    this.#connection = new SendingConnection(this.#events.onCandidates);
    former.stop();
    await forgiving(() => overPresence ? this.#attached().message({ request: "unpublish" }) : former.leave());
  }

  async #enterAgain(): Promise<void> {
    const connection = this.#connection;
    const place = this.#place;
    if (place === null) throw new MediaUnavailable("Cannot publish: the line is not in a room");
    const handle = await this.#session.attach((event) => this.#receive(event, connection));
    const feedId = place.newFeedId();
    await handle.message({ request: "join", ptype: "publisher", room: place.roomId, id: feedId });
    connection.use(handle, feedId);
  }

  #receive(event: HandleEvent, connection: SendingConnection): void {
    if (event.type === "room") return this.#heard(event.event, connection);
    // What a connection says that was replaced is of no interest.
    if (connection !== this.#connection) return;
    switch (event.type) {
      case "candidate":
        return connection.candidate(event.candidate);
      case "connected":
        connection.isConnected = true;
        return this.#events.onConnected();
      case "hung_up":
        return this.#hungUp(event.reason);
    }
  }

  /** Everything is heard once per handle; folding it is idempotent, speaking is told apart by its feed. */
  #heard(event: RoomEvent, connection: SendingConnection): void {
    const isSpeech = event.videoroom === "talking" || event.videoroom === "stopped-talking";
    if (!isSpeech) return this.#events.onRoom(event);
    if (connection === this.#connection && event.id === connection.feedId) {
      this.#events.onSpeaking(event.videoroom === "talking");
    }
  }

  #hungUp(reason: string): void {
    const former = this.#connection;
    const overPresence = this.#sendsOverPresence();
    this.#connection = new SendingConnection(this.#events.onCandidates);
    former.stop();
    if (!overPresence) forgiving(() => former.leave());
    this.#events.onHungUp(reason);
  }

  #sendsOverPresence(): boolean {
    return this.#connection.isOver(this.#presence);
  }

  #attached(): JanusHandle {
    if (this.#presence === null) throw new MediaUnavailable("Cannot publish: the line is not prepared");
    return this.#presence;
  }
}

/** For steps that end something: what Janus has ended already, or ends by a time-out, is as good. */
async function forgiving(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof JanusError || error instanceof MediaUnavailable)) throw error;
  }
}
