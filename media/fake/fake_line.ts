/**
 * One seat's connection to the media server in memory: the same order of calls, refusals and events as the Janus one.
 * What it receives is kept by `FakeReceiver`; this file is the life of the line itself.
 */
import type { SeatId } from "../../domain/ids.ts";
import {
  type Candidate,
  type Direction,
  type Line,
  type LineJoin,
  MediaRejected,
  MediaUnavailable,
  type ReceiveOffer,
  type SentTrack,
  type TrackKind,
} from "../gateway.ts";
import { LineOutbox } from "../line_outbox.ts";
import { mediaSections } from "../sdp.ts";
import type { FakeCall, FakeGateway, FakeRoom } from "./fake_gateway.ts";
import { FakeReceiver } from "./fake_receiver.ts";
import { fakeSdp } from "./fake_sdp.ts";

export class FakeLine implements Line {
  /** Candidates that the browser trickled, in order, for tests to look at. */
  readonly candidates: { readonly direction: Direction; readonly candidate: Candidate }[] = [];
  readonly #gateway: FakeGateway;
  readonly #forget: () => void;
  readonly #outbox = new LineOutbox();
  #state: "prepared" | "joining" | "approached" | "joined" | "gone" = "prepared";
  #room: FakeRoom | null = null;
  #seatId: SeatId | null = null;
  #sent: readonly SentTrack[] = [];
  readonly #silent = new Set<TrackKind>();
  #receiver = new FakeReceiver((offer) => this.#outbox.send({ type: "offer", offer }));

  constructor(gateway: FakeGateway, forget: () => void) {
    this.#gateway = gateway;
    this.#forget = forget;
  }

  get seatId(): SeatId | null {
    return this.#seatId;
  }

  /** What the others can receive from here. */
  get sent(): readonly SentTrack[] {
    return this.#sent;
  }

  /** What of that is dropped on the way, for tests to look at. */
  get silent(): ReadonlySet<TrackKind> {
    return this.#silent;
  }

  /** Whether what it receives is held back, for tests to look at. */
  get held(): boolean {
    return this.#state === "approached";
  }

  /** Offers made so far. */
  get negotiations(): number {
    return this.#receiver.negotiations;
  }

  async approach(request: LineJoin): Promise<void> {
    if (this.#state !== "prepared") throw new MediaUnavailable("Cannot approach: the line was used before");
    await this.#enter("approach", request);
    this.#receiver.hold();
    this.#state = "approached";
    const offer = this.#receiver.start(this.#senders());
    if (offer !== null) this.#outbox.send({ type: "offer", offer });
    this.#outbox.open(request.onEvent);
  }

  async join(request: LineJoin): Promise<ReceiveOffer | null> {
    const isNear = this.#state === "approached" && request.roomId === this.#room?.plan.roomId &&
      request.seatId === this.#seatId;
    if (this.#state !== "prepared" && !isNear) throw new MediaUnavailable("Cannot join: the line was used before");
    this.#outbox.hold();
    await this.#enter("join", request);
    this.#state = "joined";
    const offer = isNear ? this.#receiver.release(this.#senders()) : this.#receiver.start(this.#senders());
    this.#outbox.open(request.onEvent);
    return offer;
  }

  async #enter(call: "approach" | "join", { roomId, seatId }: LineJoin): Promise<void> {
    const before = this.#state;
    this.#state = "joining";
    await this.#gateway.admit(call);
    if (this.#hasEnded()) throw new MediaUnavailable(`Cannot ${call}: the line is closed`);
    const room = this.#gateway.rooms.get(roomId);
    if (room === undefined) {
      this.#state = before;
      throw new MediaUnavailable(`Cannot ${call}: the media server does not know the room`);
    }
    this.#seatId = seatId;
    this.#room = room;
    room.lines.add(this);
  }

  async publish(sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    await this.#inside("publish");
    const sections = mediaSections(sdp);
    for (const track of tracks) {
      const media = track.kind === "microphone" ? "audio" : "video";
      if (!sections.some((section) => section.mid === track.mid && section.media === media)) {
        throw new MediaRejected(`Cannot publish: no ${media} line has the mid ${track.mid}`);
      }
    }
    this.#sent = tracks;
    this.#outbox.send({ type: "connected", direction: "send" });
    this.#tellOthers();
    return fakeSdp(sections);
  }

  async answer(negotiation: number, sdp: string): Promise<void> {
    await this.#near("answer");
    mediaSections(sdp);
    const first = this.#receiver.answer(negotiation);
    if (first) this.#outbox.send({ type: "connected", direction: "receive" });
  }

  async addCandidates(direction: Direction, candidates: readonly Candidate[], _complete: boolean): Promise<void> {
    await (direction === "send" ? this.#inside("addCandidates") : this.#near("addCandidates"));
    for (const candidate of candidates) this.candidates.push({ direction, candidate });
  }

  async restartReceiving(): Promise<void> {
    await this.#inside("restartReceiving");
    this.#receiver.restart();
  }

  async receiveAnew(): Promise<void> {
    await this.#inside("receiveAnew");
    this.#receiver = this.#receiver.successor();
    this.#receiver.follow(this.#senders());
  }

  async silence(kind: TrackKind, silent: boolean): Promise<void> {
    await this.#inside("silence");
    if (silent) this.#silent.add(kind);
    else this.#silent.delete(kind);
  }

  close(): Promise<void> {
    this.#outbox.close();
    this.#leave();
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Control: the media server hears this seat speak, or fall silent. */
  speak(speaking: boolean): void {
    this.#outbox.send({ type: "speaking", speaking });
  }

  /** Control: the media server ends one direction, e.g. after an ICE failure. */
  hangUp(direction: Direction, reason: string): void {
    if (direction === "send") {
      this.#sent = [];
      this.#tellOthers();
    }
    this.#outbox.send({ type: "hung_up", direction, reason });
  }

  /** The room is gone from under it: hung up both ways, and dead. */
  expel(reason: string): void {
    this.#outbox.send({ type: "hung_up", direction: "send", reason });
    this.#outbox.send({ type: "hung_up", direction: "receive", reason });
    this.lose();
  }

  /** The media server forgot the line. */
  lose(): void {
    if (this.#state === "joined" || this.#state === "approached") this.#outbox.send({ type: "lost" });
    this.#outbox.end();
    this.#leave();
  }

  /** Somebody else's tracks changed. */
  follow(): void {
    this.#receiver.follow(this.#senders());
  }

  #leave(): void {
    if (this.#state === "gone") return;
    this.#state = "gone";
    this.#room?.lines.delete(this);
    this.#tellOthers();
    this.#forget();
  }

  #hasEnded(): boolean {
    return this.#state === "gone";
  }

  async #inside(
    call: "publish" | "addCandidates" | "restartReceiving" | "receiveAnew" | "silence",
  ): Promise<void> {
    if (this.#state !== "joined") throw new MediaUnavailable(`Cannot ${call}: the line is not in a room`);
    await this.#served(call);
  }

  async #near(call: "answer" | "addCandidates"): Promise<void> {
    if (this.#room === null) throw new MediaUnavailable(`Cannot ${call}: the line is at no room`);
    await this.#served(call);
  }

  async #served(call: FakeCall): Promise<void> {
    if (this.#hasEnded()) throw new MediaUnavailable(`Cannot ${call}: the line is closed`);
    await this.#gateway.admit(call);
    if (this.#hasEnded()) throw new MediaUnavailable(`Cannot ${call}: the line is closed`);
  }

  #others(): readonly FakeLine[] {
    return [...(this.#room?.lines ?? [])].filter((line) => line !== this);
  }

  /** The own seat's other connections are not offered. */
  #senders(): readonly FakeLine[] {
    return this.#others().filter((line) => line.seatId !== this.#seatId);
  }

  #tellOthers(): void {
    for (const line of this.#others()) line.follow();
  }
}
