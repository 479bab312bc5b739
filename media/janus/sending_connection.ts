/**
 * One sending connection of the browser, from its first offer to its end: the handle and feed that it uses, its candidates in
 * both directions. It knows nothing of the room around it.
 */
import { type Candidate, MediaUnavailable, type SentTrack, type TrackKind } from "../gateway.ts";
import { bitsPerSecond } from "./bit_rate.ts";
import { CandidateBatch, CandidateQueue } from "./candidates.ts";
import type { FeedStream } from "./room_guard.ts";
import type { JanusHandle } from "./session.ts";

export class SendingConnection {
  isConnected = false;
  readonly #incoming: CandidateBatch;
  readonly #outgoing: CandidateQueue;
  #handle: JanusHandle | null = null;
  #feedId = "";
  #tracks: readonly SentTrack[] = [];
  /** The media lines that Janus was told to drop. */
  readonly #muted = new Set<string>();
  /** The session id of the browser's offers; null before the first. */
  #origin: string | null = null;

  constructor(onCandidates: (candidates: readonly Candidate[], complete: boolean) => void) {
    this.#incoming = new CandidateBatch(onCandidates);
    this.#outgoing = new CandidateQueue((candidates, complete) => this.#used().trickle(candidates, complete));
  }

  get feedId(): string {
    return this.#feedId;
  }

  get hasHandle(): boolean {
    return this.#handle !== null;
  }

  isOver(handle: JanusHandle | null): boolean {
    return this.#handle !== null && this.#handle === handle;
  }

  /** Whether that offer comes from another connection than those before. */
  isOfAnother(sdp: string): boolean {
    return this.#origin !== null && this.#origin !== originOf(sdp);
  }

  use(handle: JanusHandle, feedId: string): void {
    this.#handle = handle;
    this.#feedId = feedId;
  }

  async publish(sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    const first = this.#origin === null;
    if (first) this.#incoming.hold();
    const descriptions = tracks.map(({ mid, kind }) => ({ mid, description: kind }));
    const body = { request: first ? "publish" : "configure", descriptions, bitrate: bitsPerSecond(tracks) };
    const { jsep } = await this.#used().message(body, { type: "offer", sdp });
    if (jsep === null) throw new MediaUnavailable("Cannot publish: the media server gave no answer");
    this.#origin = originOf(sdp);
    this.#tracks = tracks;
    await this.#outgoing.open();
    return this.#incoming.release(jsep.sdp);
  }

  async addCandidates(candidates: readonly Candidate[], complete: boolean): Promise<void> {
    await this.#outgoing.add(candidates, complete);
  }

  /** One of Janus'; null means that there are no more. */
  candidate(candidate: Candidate | null): void {
    this.#incoming.add(candidate);
  }

  /** Has Janus drop what is of these kinds and forward the rest, where it does not do so already. */
  async silence(
    kinds: ReadonlySet<TrackKind>,
    moderate: (stream: FeedStream, mute: boolean) => Promise<void>,
  ): Promise<void> {
    for (const { mid, kind } of this.#tracks) {
      const mute = kinds.has(kind);
      if (this.#muted.has(mid) === mute) continue;
      await moderate({ feed: this.#feedId, mid }, mute);
      if (mute) this.#muted.add(mid);
      else this.#muted.delete(mid);
    }
  }

  /** Takes the feed out of the room, and the handle with it. */
  async leave(): Promise<void> {
    const handle = this.#handle;
    if (handle === null) return;
    await handle.message({ request: "leave" });
    await handle.detach();
  }

  stop(): void {
    this.#incoming.stop();
  }

  #used(): JanusHandle {
    if (this.#handle === null) throw new MediaUnavailable("Cannot publish: the line is not in a room");
    return this.#handle;
  }
}

/** The session id of an SDP's origin line: it stays the same through all offers of one connection (RFC 9429, section 5.2.2). */
function originOf(sdp: string): string {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1] ?? "";
}
