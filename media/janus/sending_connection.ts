/**
 * One sending connection of the browser, from its first offer to its end: the handle and feed that it uses, its candidates in
 * both directions. It knows nothing of the room around it.
 */
import { type Candidate, MediaUnavailable, type SentTrack } from "../gateway.ts";
import { CandidateBatch, CandidateQueue } from "./candidates.ts";
import type { JanusHandle } from "./session.ts";

export class SendingConnection {
  isConnected = false;
  readonly #incoming: CandidateBatch;
  readonly #outgoing: CandidateQueue;
  #handle: JanusHandle | null = null;
  #feedId = "";
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
    const body = { request: first ? "publish" : "configure", descriptions };
    const { jsep } = await this.#used().message(body, { type: "offer", sdp });
    if (jsep === null) throw new MediaUnavailable("Cannot publish: the media server gave no answer");
    this.#origin = originOf(sdp);
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
