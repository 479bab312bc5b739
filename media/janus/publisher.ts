/**
 * The sending half of a line. Its presence handle is in the room for as long as the line lives and hears what happens there;
 * the first connection is sent over it, too. Every later connection of the browser gets a handle and a feed of its own:
 * Janus 1.1.2 frees a connection in another thread, and an offer that comes meanwhile on the same handle meets half of it.
 */
import type { RoomId } from "../../domain/ids.ts";
import { type Candidate, MediaRejected, MediaUnavailable, type SentTrack, type TrackKind } from "../gateway.ts";
import { mediaSections } from "../sdp.ts";
import { JanusError, translated } from "./errors.ts";
import type { RoomEvent } from "./messages.ts";
import type { FeedStream } from "./room_guard.ts";
import type { Pass } from "./room_keys.ts";
import { SendingConnection } from "./sending_connection.ts";
import type { HandleEvent, JanusHandle, JanusSession } from "./session.ts";

export interface PublisherEvents {
  readonly onRoom: (event: RoomEvent) => void;
  readonly onCandidates: (candidates: readonly Candidate[], complete: boolean) => void;
  readonly onConnected: () => void;
  readonly onHungUp: (reason: string) => void;
  readonly onSpeaking: (speaking: boolean) => void;
}

export interface PublisherPlace {
  readonly roomId: RoomId;
  /** Good for as long as the line lives. */
  readonly pass: Pass;
  readonly newFeedId: () => string;
  readonly moderate: (stream: FeedStream, mute: boolean) => Promise<void>;
}

export class Publisher {
  readonly #session: JanusSession;
  readonly #events: PublisherEvents;
  #presence: JanusHandle | null = null;
  readonly #silent = new Set<TrackKind>();
  #place: PublisherPlace | null = null;
  #connection: SendingConnection;
  #queue: Promise<unknown> = Promise.resolve();
  #silencing: Promise<void> = Promise.resolve();

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
  async join(place: PublisherPlace): Promise<number> {
    const feedId = place.newFeedId();
    const presence = this.#attached();
    this.#place = place;
    this.#connection.use(presence, feedId);
    const { event } = await enter(presence, place, feedId);
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

  /** Holds for every connection, this one and later ones. Does not wait for a `publish` under way, which sees to it itself. */
  async silence(kind: TrackKind, silent: boolean): Promise<void> {
    if (silent) this.#silent.add(kind);
    else this.#silent.delete(kind);
    await this.#silence();
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
    const answer = await this.#connection.publish(sdp, tracks);
    // Before the browser has the answer, and with it the means to send.
    await this.#silence();
    return answer;
  }

  /** One after the other, so that the last wish is what Janus does in the end. */
  #silence(): Promise<void> {
    const result = this.#silencing.then(async () => {
      if (this.#place !== null) await this.#connection.silence(this.#silent, this.#place.moderate);
    });
    this.#silencing = result.catch(() => {});
    return result;
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
    await enter(handle, place, feedId);
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

function enter(handle: JanusHandle, { roomId, pass }: PublisherPlace, feedId: string) {
  return handle.message({ request: "join", ptype: "publisher", room: roomId, id: feedId, ...pass });
}

/** For steps that end something: what Janus has ended already, or ends by a time-out, is as good. */
async function forgiving(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof JanusError || error instanceof MediaUnavailable)) throw error;
  }
}
