/**
 * One seat's line over Janus: a session with a publisher and a subscriber, prepared ahead, joined once, closed once.
 * Joining takes two round trips: into the room, then the subscription to all who send there. One that has gone there before
 * needs a single one, by which Janus forwards what it held back.
 */
import type { RoomId, SeatId } from "../../domain/ids.ts";
import type { Log } from "../../domain/log.ts";
import {
  type Candidate,
  type Direction,
  type Line,
  type LineJoin,
  MediaUnavailable,
  type ReceiveOffer,
  type SentTrack,
  type TrackKind,
} from "../gateway.ts";
import { LineOutbox } from "../line_outbox.ts";
import type { JanusConnection } from "./connection.ts";
import { translated } from "./errors.ts";
import { newFeedId } from "./feed.ts";
import type { RoomEvent } from "./messages.ts";
import { Publisher } from "./publisher.ts";
import type { FeedStream } from "./room_guard.ts";
import type { Pass } from "./room_keys.ts";
import { Roster } from "./roster.ts";
import type { JanusSession } from "./session.ts";
import { Subscriber, type SubscriberPlace } from "./subscriber.ts";

export interface LineOptions {
  readonly connection: JanusConnection;
  readonly log: Log;
  readonly newPass: (roomId: RoomId) => Pass;
  /** Enters a room with a pass; the gateway makes rooms again that Janus has forgotten. */
  readonly entering: (roomId: RoomId, pass: Pass, enter: () => Promise<number>) => Promise<number>;
  readonly moderate: (roomId: RoomId, stream: FeedStream, mute: boolean) => Promise<void>;
  /** The pass lets nobody in any more. Never throws. */
  readonly withdraw: (roomId: RoomId, pass: Pass) => Promise<void>;
  /** Once, when the line is closed or lost. */
  readonly onGone: (line: JanusLine) => void;
}

export class JanusLine implements Line {
  readonly #options: LineOptions;
  readonly #session: JanusSession;
  readonly #publisher: Publisher;
  readonly #subscriber: Subscriber;
  readonly #outbox = new LineOutbox();
  #state: "prepared" | "joining" | "approached" | "joined" | "gone" = "prepared";
  #roster: Roster | null = null;
  #roomId: RoomId | null = null;
  #seatId: SeatId | null = null;
  #pass: Pass | null = null;
  #firstOffer: { offer: ReceiveOffer | null } | null = null;

  private constructor(options: LineOptions, session: JanusSession) {
    this.#options = options;
    this.#session = session;
    this.#publisher = new Publisher(session, {
      onRoom: (event) => this.#heard(event),
      onCandidates: (candidates, complete) => this.#candidates("send", candidates, complete),
      onConnected: () => this.#outbox.send({ type: "connected", direction: "send" }),
      onHungUp: (reason) => this.#outbox.send({ type: "hung_up", direction: "send", reason }),
      onSpeaking: (speaking) => this.#outbox.send({ type: "speaking", speaking }),
    });
    this.#subscriber = new Subscriber(session, {
      onOffer: (offer) => {
        if (this.#firstOffer !== null) this.#firstOffer.offer = offer;
        else this.#outbox.send({ type: "offer", offer });
      },
      onCandidates: (candidates, complete) => this.#candidates("receive", candidates, complete),
      onConnected: () => this.#outbox.send({ type: "connected", direction: "receive" }),
      onHungUp: (reason) => this.#outbox.send({ type: "hung_up", direction: "receive", reason }),
      onFailure: (error) => {
        if (this.isAlive) options.log.warn("Subscription not brought up to date", {}, error);
      },
    });
  }

  /** Session and both handles, in two round trips. */
  static async prepare(options: LineOptions): Promise<JanusLine> {
    const lost = Promise.withResolvers<void>();
    const session = await options.connection.openSession(lost.resolve);
    const line = new JanusLine(options, session);
    lost.promise.then(() => line.#end(true) ? line.#withdraw() : undefined);
    try {
      await Promise.all([line.#publisher.attach(), line.#subscriber.attach()]);
    } catch (error) {
      await session.destroy();
      throw error;
    }
    return line;
  }

  get isAlive(): boolean {
    return this.#state !== "gone";
  }

  get roomId(): RoomId | null {
    return this.#roomId;
  }

  get seatId(): SeatId | null {
    return this.#seatId;
  }

  async approach(request: LineJoin): Promise<void> {
    if (this.#state !== "prepared") throw new MediaUnavailable("Cannot approach: the line was used before");
    await this.#step("approach", () => this.#enter(request, (place) => this.#subscriber.startHeld(place)));
    this.#state = "approached";
    this.#outbox.open(request.onEvent);
  }

  async join(request: LineJoin): Promise<ReceiveOffer | null> {
    const { roomId, seatId } = request;
    const isNear = this.#state === "approached" && roomId === this.#roomId && seatId === this.#seatId;
    if (this.#state !== "prepared" && !isNear) throw new MediaUnavailable("Cannot join: the line was used before");
    this.#outbox.hold();
    const first: { offer: ReceiveOffer | null } = { offer: null };
    this.#firstOffer = first;
    await this.#step(
      "join",
      () => isNear ? this.#subscriber.release() : this.#enter(request, (place) => this.#subscriber.start(place)),
    );
    this.#firstOffer = null;
    this.#state = "joined";
    this.#outbox.open(request.onEvent);
    return first.offer;
  }

  /** A line that fails on its way into a room is of no further use. */
  async #step(what: string, step: () => Promise<void>): Promise<void> {
    this.#state = "joining";
    try {
      await translated(what, step);
      this.#alive(what);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async #enter(
    { roomId, seatId }: LineJoin,
    subscribe: (place: SubscriberPlace) => Promise<void>,
  ): Promise<void> {
    const { newPass, entering, moderate } = this.#options;
    const roster = new Roster(seatId);
    const pass = newPass(roomId);
    this.#roster = roster;
    this.#roomId = roomId;
    this.#seatId = seatId;
    this.#pass = pass;
    const place = {
      roomId,
      pass,
      newFeedId: () => newFeedId(seatId),
      moderate: (stream: FeedStream, mute: boolean) => moderate(roomId, stream, mute),
    };
    const privateId = await entering(roomId, pass, () => this.#publisher.join(place));
    await subscribe({ roomId, pass, privateId, roster });
  }

  async publish(sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    this.#inside("publish");
    return await this.#publisher.publish(sdp, tracks);
  }

  async answer(negotiation: number, sdp: string): Promise<void> {
    this.#near("answer");
    await this.#subscriber.answer(negotiation, sdp);
  }

  async addCandidates(direction: Direction, candidates: readonly Candidate[], complete: boolean): Promise<void> {
    if (direction === "send") this.#inside("add candidates");
    else this.#near("add candidates");
    const half = direction === "send" ? this.#publisher : this.#subscriber;
    await translated("add candidates", () => half.addCandidates(candidates, complete));
  }

  async restartReceiving(): Promise<void> {
    this.#inside("restart receiving");
    await translated("restart receiving", () => this.#subscriber.restart());
  }

  async receiveAnew(): Promise<void> {
    this.#inside("receive anew");
    await translated("receive anew", () => this.#subscriber.anew());
  }

  async silence(kind: TrackKind, silent: boolean): Promise<void> {
    this.#inside("silence");
    await translated("silence", () => this.#publisher.silence(kind, silent));
  }

  /** Destroying the session ends both handles and their connections, also those of a subscriber that a kick would leave. */
  async close(): Promise<void> {
    this.#outbox.close();
    const hasEntered = this.#roomId !== null;
    if (!this.#end(false)) return;
    await Promise.all([this.#withdraw(), this.#part(hasEntered)]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The room was destroyed in Janus, which hangs up those who send only. */
  async expel(reason: string): Promise<void> {
    if (!this.isAlive) return;
    this.#outbox.send({ type: "hung_up", direction: "send", reason });
    this.#outbox.send({ type: "hung_up", direction: "receive", reason });
    this.#end(true);
    await Promise.all([this.#withdraw(), this.#part(false)]);
  }

  /** After a broken socket: events were missed, `publishers` is who sends in the room now. */
  resume(publishers: RoomEvent["publishers"]): void {
    if (this.#state !== "joined" && this.#state !== "approached") return;
    this.#roster?.replace(publishers);
    const isKnown = publishers?.some(({ id }) => id === this.#publisher.feedId) ?? false;
    if (!isKnown) this.#publisher.missedHangUp();
    this.#subscriber.resume();
  }

  #heard(event: RoomEvent): void {
    if (event.videoroom === "destroyed") {
      this.expel("room closed").catch((error: unknown) => this.#options.log.warn("Line not closed", {}, error));
      return;
    }
    if (this.#roster?.fold(event) && this.#firstOffer === null) this.#subscriber.follow();
  }

  #candidates(direction: Direction, candidates: readonly Candidate[], complete: boolean): void {
    this.#outbox.send({ type: "candidates", direction, candidates, complete });
  }

  /** False if it has ended before. */
  #end(isLost: boolean): boolean {
    if (this.#state === "gone") return false;
    if (isLost) this.#outbox.send({ type: "lost" });
    this.#state = "gone";
    this.#outbox.end();
    this.#publisher.stop();
    this.#subscriber.stop();
    this.#options.onGone(this);
    return true;
  }

  async #part(leaves: boolean): Promise<void> {
    if (leaves) await this.#publisher.leave();
    await translated("close the line", () => this.#session.destroy());
  }

  async #withdraw(): Promise<void> {
    const pass = this.#pass;
    this.#pass = null;
    if (pass !== null && this.#roomId !== null) await this.#options.withdraw(this.#roomId, pass);
  }

  #alive(what: string): void {
    if (!this.isAlive) throw new MediaUnavailable(`Cannot ${what}: the line is closed`);
  }

  #inside(what: string): void {
    if (this.#state !== "joined") throw new MediaUnavailable(`Cannot ${what}: the line is not in a room`);
  }

  /** Also on the way from one to the other: what a page says comes when it comes. */
  #near(what: string): void {
    const { roomId } = this;
    if (roomId === null || this.#state === "gone") throw new MediaUnavailable(`Cannot ${what}: the line is at no room`);
  }
}
