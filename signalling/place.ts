/**
 * The live side of one seat: which connection is on it, its line to the media server, and what its page has yet to hear.
 * A place outlives a socket, so that media goes on while the page reconnects.
 */
import type { Line, SentTrack, TrackKind } from "../actions/deps.ts";
import type { SeatId } from "../domain/ids.ts";
import type { ServerMessage, WireOffer } from "../protocol/signal.ts";
import { BACKLOG_MAX } from "./limits.ts";
import type { Session } from "./session.ts";

export class Place {
  readonly seatId: SeatId;
  /** Null while the seat is away. */
  session: Session | null = null;
  /** The key of the tab that was on it last. */
  tab: string | null = null;
  line: Line | null = null;
  /** Its holder waits behind the open door, and wants no line. */
  ajar = false;
  /** The receiving connection's offer that no answer has come for: told again to a page that may have missed it. */
  unanswered: WireOffer | null = null;
  /** Whether the server has offered what the page receives. */
  offered = false;
  /** Whether the page has offered what it sends, so that candidates for it make sense. */
  published = false;
  /** What the media server is to drop of what comes from here, over every line that the seat gets. */
  readonly #silent = new Set<TrackKind>();
  /** Whether the page shares a screen, as far as its last offer says. */
  #shares = false;
  /** Until then, only `unanswered` and the backlog grow: nothing may come before `joined`. */
  #open = false;
  #backlog: ServerMessage[] = [];
  /** A direction ended while no page could be told: one that comes back would go on with a dead connection. */
  #missedHangUp = false;
  #closing: Promise<void> = Promise.resolve();

  constructor(seatId: SeatId) {
    this.seatId = seatId;
  }

  /** The session comes on it. Returns who was, if that is somebody else. The line stays only if the tab is the same, asks for it and has missed no end of a direction. */
  occupy(session: Session, tab: string, keep: boolean, muted: boolean): Session | null {
    const before = this.session;
    if (muted) this.#silent.add("microphone");
    else this.#silent.delete("microphone");
    const keeps = keep && this.tab === tab && this.line !== null && !this.#missedHangUp;
    this.session = session;
    this.tab = tab;
    this.#open = false;
    if (!keeps) this.hangUp();
    return before === session ? null : before;
  }

  get silent(): ReadonlySet<TrackKind> {
    return this.#silent;
  }

  /** Holds for later lines, too. Throws `MediaUnavailable`. */
  async silence(kind: TrackKind, silent: boolean): Promise<void> {
    if (silent) this.#silent.add(kind);
    else this.#silent.delete(kind);
    await this.line?.silence(kind, silent);
  }

  /** The line is this seat's from now on. Nothing was sent over it yet, so what is to be dropped needs no more than saying so. */
  attach(line: Line): void {
    this.line = line;
    // One that cannot be told is dead.
    for (const kind of this.#silent) line.silence(kind, true).catch(() => {});
  }

  /** Resolves with the answer to the page's offer. A screen that was stopped may be shared once more, but does not go on. */
  async publish(line: Line, sdp: string, tracks: readonly SentTrack[]): Promise<string> {
    const shares = tracks.some(({ kind }) => kind === "screen");
    if (shares && !this.#shares) await this.silence("screen", false);
    this.#shares = shares;
    return await line.publish(sdp, tracks);
  }

  /** The line that goes on, or null once the one before is closed. */
  async settle(): Promise<Line | null> {
    if (this.line !== null) return this.line;
    await this.#closing;
    return null;
  }

  /** An offer for what the page receives. */
  receiveOffer(offer: WireOffer): void {
    this.unanswered = offer;
    this.offered = true;
    this.tell({ type: "offer", offer });
  }

  /** Sends what belongs to this seat's connections, or keeps it for the page's return. */
  tell(message: ServerMessage): void {
    if (this.#open && this.session !== null) this.session.send(message);
    else if (message.type === "hung_up") this.#missedHangUp = true;
    else if (message.type === "candidates" && this.#backlog.length < BACKLOG_MAX) this.#backlog.push(message);
  }

  /** After `joined`: what was kept goes out, and from now on everything at once. */
  open(): void {
    this.#open = true;
    const backlog = this.#backlog;
    this.#backlog = [];
    for (const message of backlog) this.tell(message);
  }

  /** The socket is gone; the line stays. */
  vacate(): void {
    this.session = null;
    this.#open = false;
  }

  /** Closes the line, if there is one. Idempotent; a line that cannot be closed is dead anyway. */
  hangUp(): void {
    const line = this.line;
    this.line = null;
    this.unanswered = null;
    this.offered = false;
    this.published = false;
    this.#backlog = [];
    this.#missedHangUp = false;
    if (line !== null) this.#closing = line.close().catch(() => {});
  }
}
