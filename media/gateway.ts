/**
 * What Ajar needs of a media server, in Ajar's words. `media/janus/` does it with Janus, `media/fake/` in memory; both pass
 * the contract suite in `tests/contracts/`. Nothing above this file knows sessions, handles, feeds or secrets.
 */
import type { RoomId, SeatId } from "../domain/ids.ts";

/** `down`: calls are refused with {@linkcode MediaUnavailable} at once, pages say so, the supervisor is at work. */
export interface GatewayHealth {
  readonly state: "starting" | "up" | "down";
  /** The media server's own version, e.g. "1.1.2"; null until known. */
  readonly version: string | null;
}

/**
 * `lost`: every line is dead (the media server died or forgot us). `up`: ready; after a `lost` everybody has to join again
 * with a new line.
 */
export type GatewayEvent = { readonly type: "up" } | { readonly type: "lost" };

/** Thrown by calls that cannot be served now: not connected, refused by a draining server, or past their deadline. */
export class MediaUnavailable extends Error {
  override readonly name = "MediaUnavailable";
}

/** Thrown when the media server does not take what the browser sent (an SDP that is none, an answer to no offer). */
export class MediaRejected extends Error {
  override readonly name = "MediaRejected";
}

export interface RoomPlan {
  readonly roomId: RoomId;
  readonly seatLimit: number;
}

export type TrackKind = "microphone" | "camera" | "screen";

/** One of a connection's tracks; `mid` is the media line's id in the SDP it travels with. */
export interface SentTrack {
  readonly mid: string;
  readonly kind: TrackKind;
}

/** Which seat's track arrives on which media line of the receiving connection. */
export interface ReceivedTrack {
  readonly mid: string;
  readonly seatId: SeatId;
  readonly kind: TrackKind;
}

/**
 * An offer for the one receiving connection. `negotiation` counts up; the answer must name it. At most one is unanswered.
 * `tracks` lists every live media line; lines of the SDP that it does not list carry nothing.
 */
export interface ReceiveOffer {
  readonly negotiation: number;
  readonly sdp: string;
  readonly tracks: readonly ReceivedTrack[];
}

export interface Candidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
}

/** Seen from the browser: the connection it sends on, and the one it receives everything on. */
export type Direction = "send" | "receive";

export type LineEvent =
  | { readonly type: "offer"; readonly offer: ReceiveOffer }
  | {
    readonly type: "candidates";
    readonly direction: Direction;
    readonly candidates: readonly Candidate[];
    readonly complete: boolean;
  }
  | { readonly type: "speaking"; readonly speaking: boolean }
  | { readonly type: "connected"; readonly direction: Direction }
  /** The media server closed that direction; the browser builds a new connection (publish anew, or `receiveAnew`). */
  | { readonly type: "hung_up"; readonly direction: Direction; readonly reason: string }
  /** The line is dead as a whole; only a new line helps. */
  | { readonly type: "lost" };

export interface LineJoin {
  readonly roomId: RoomId;
  readonly seatId: SeatId;
  /** Called in order; never before `join` has resolved; never after `close`. */
  readonly onEvent: (event: LineEvent) => void;
}

/**
 * One seat's connection to the media server. Prepared ahead of need, joined once, closed once. Every call has a deadline
 * of its own and throws {@linkcode MediaUnavailable} past it.
 */
export interface Line extends AsyncDisposable {
  /**
   * Goes as far as somebody may go who is not let in: the receiving connection is made to everybody who sends in the room, but
   * the media server forwards nothing over it until `join`. The offer comes as an event, once somebody sends; there is no second
   * one before `join`, whoever comes and goes meanwhile. Of the other calls only `answer` and `addCandidates` of what is received
   * are served.
   */
  approach(request: LineJoin): Promise<void>;
  /**
   * Enters the room and subscribes to everybody who sends there, in one step. Resolves with the first offer, or null while
   * nobody sends; later ones come as events. The room must be open ({@linkcode Gateway.openRoom}).
   * After `approach`, for the same room and seat, it lets through what is held back, and resolves with null where that was
   * offered already: what has changed since comes as an event. `onEvent` is that of this request from here on.
   */
  join(request: LineJoin): Promise<ReceiveOffer | null>;
  /** The browser's offer for its sending connection, first or renewed (renegotiation, ICE restart). Resolves with the answer's SDP. */
  publish(sdp: string, tracks: readonly SentTrack[]): Promise<string>;
  /** The browser's answer to the offer of that number. Throws {@linkcode MediaRejected} if no such offer is waiting. */
  answer(negotiation: number, sdp: string): Promise<void>;
  /** Trickled candidates of one direction; kept until that direction has an offer or answer. */
  addCandidates(direction: Direction, candidates: readonly Candidate[], complete: boolean): Promise<void>;
  /** Asks for an offer with new ICE credentials for the receiving connection; it comes as an event. */
  restartReceiving(): Promise<void>;
  /** A wholly new receiving connection (the browser's old one is gone, e.g. after a reload); its offer comes as an event. */
  receiveAnew(): Promise<void>;
  /**
   * What the browser sends of that kind is dropped from now on, or goes to the others again. Holds for everything the line
   * sends until it is taken back, also over connections that are made later: nothing of them gets through in between.
   */
  silence(kind: TrackKind, silent: boolean): Promise<void>;
  /** Ends both directions at once and frees everything. Idempotent. */
  close(): Promise<void>;
}

export interface Gateway extends AsyncDisposable {
  health(): GatewayHealth;
  /** Returns the function that ends the watching. */
  watch(listener: (event: GatewayEvent) => void): () => void;
  /** Idempotent; also after the media server has forgotten the room. */
  openRoom(plan: RoomPlan): Promise<void>;
  /** Idempotent. Everybody inside is hung up. */
  closeRoom(roomId: RoomId): Promise<void>;
  /** A line from the warm pool, or a new one. */
  line(): Promise<Line>;
  /** Seats that have a line inside the room, sending or not, by the media server's own account. */
  seatsInside(roomId: RoomId): Promise<readonly SeatId[]>;
  /**
   * Ends all that the seat has in the room, both ways and at once; its lines are lost. By the media server's own account, too:
   * what an app before this one left there ends as well. Idempotent.
   */
  removeSeat(roomId: RoomId, seatId: SeatId): Promise<void>;
}
