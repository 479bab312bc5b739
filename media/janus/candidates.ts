/**
 * Trickled candidates on their way, in both directions. Janus' own usually come just before the SDP they belong to and are
 * written into it (no message of their own to the browser); late ones go out in batches. The browser's wait here until Janus
 * has the SDP that they belong to.
 */
import { type Candidate, MediaRejected } from "../gateway.ts";

const BATCH_MS = 20;
/** What one direction may keep waiting; a browser finds a few dozen. Whoever never answers an offer sends without end. */
const WAITING_MAX = 256;

/** Candidates of Janus for one direction. */
export class CandidateBatch {
  readonly #emit: (candidates: readonly Candidate[], complete: boolean) => void;
  #pending: Candidate[] = [];
  #complete = false;
  #held = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(emit: (candidates: readonly Candidate[], complete: boolean) => void) {
    this.#emit = emit;
  }

  /** Null means that there are no more. */
  add(candidate: Candidate | null): void {
    if (candidate === null) this.#complete = true;
    else this.#pending.push(candidate);
    if (this.#held) return;
    clearTimeout(this.#timer);
    if (this.#complete) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), BATCH_MS);
  }

  /** An SDP with new ICE credentials is about to be made: what comes from now on belongs to it. */
  hold(): void {
    this.stop();
    this.#held = true;
    this.#pending = [];
    this.#complete = false;
  }

  /** The SDP as it goes to the browser, with the candidates so far; later ones follow it. */
  release(sdp: string): string {
    this.#held = false;
    const whole = withCandidates(sdp, this.#pending, this.#complete);
    this.#pending = [];
    this.#complete = false;
    return whole;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    const candidates = this.#pending;
    const complete = this.#complete;
    this.#pending = [];
    this.#complete = false;
    if (candidates.length > 0 || complete) this.#emit(candidates, complete);
  }
}

/** Everything is bundled, so the first media section carries them all (RFC 8843, section 10). */
export function withCandidates(sdp: string, candidates: readonly Candidate[], complete: boolean): string {
  const lines = candidates.map(({ candidate }) => `a=${candidate}\r\n`);
  if (complete && candidates.length > 0) lines.push("a=end-of-candidates\r\n");
  const end = /(\r?\nm=[^]*?\r?\n)(?=m=)/.exec(sdp);
  const at = end === null ? sdp.length : end.index + (end[1]?.length ?? 0);
  return sdp.slice(0, at) + lines.join("") + sdp.slice(at);
}

/** Candidates of the browser for one direction. */
export class CandidateQueue {
  readonly #send: (candidates: readonly Candidate[], complete: boolean) => Promise<void>;
  #waiting: Candidate[] | null = [];
  #complete = false;

  constructor(send: (candidates: readonly Candidate[], complete: boolean) => Promise<void>) {
    this.#send = send;
  }

  /** Throws {@linkcode MediaRejected} when more wait than any browser has. */
  async add(candidates: readonly Candidate[], complete: boolean): Promise<void> {
    if (this.#waiting === null) return await this.#send(candidates, complete);
    if (this.#waiting.length + candidates.length > WAITING_MAX) {
      throw new MediaRejected("Cannot keep the candidates: too many wait for a session description");
    }
    this.#waiting.push(...candidates);
    this.#complete ||= complete;
  }

  /** Janus has the SDP. */
  async open(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null && (waiting.length > 0 || this.#complete)) await this.#send(waiting, this.#complete);
  }
}
