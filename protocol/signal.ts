/**
 * The socket's messages in both directions; `docs/protocol.md` tells their order. What browsers send is checked by the zod
 * schemas here; what the server sends is typed only, so that a page need not carry zod. No message holds an identity:
 * who speaks is known from the session and the seat cookie.
 */
import { z } from "zod";
import { KNOCK_ANSWERS, type Knocker, type KnockView } from "../domain/knock.ts";
import type { DoorView, LiveRoom, RoomEvent, SeatMedia } from "../domain/room.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { KnockId, SeatId } from "../domain/ids.ts";
import { FRAME_LIMIT_BYTES } from "./version.ts";

const sdp = z.string().min(1).max(FRAME_LIMIT_BYTES - 4096);
const mid = z.string().min(1).max(16);
const direction = z.enum(["send", "receive"]);

const media = z.strictObject({ microphone: z.boolean(), camera: z.boolean(), screen: z.boolean() });

const candidate = z.strictObject({
  candidate: z.string().max(512),
  sdpMid: mid.nullable(),
  sdpMLineIndex: z.int().min(0).max(255).nullable(),
});

/** A number of the page's own choosing that the answer (or refusal) repeats in `to`. */
const id = z.int().min(0).max(2 ** 31);

/** First message of every socket: which room's door this is. Media handles are made ready from here on. */
const hello = z.strictObject({ type: z.literal("hello"), version: z.int(), code: z.string().min(1).max(64) });

/**
 * Comes in. A person's seat hangs on the account, a guest's on the seat cookie, so coming again gives the same seat.
 * `tab` is a random key that a tab keeps over reloads: the same tab takes its seat back silently; another tab is refused with
 * `seat_in_use` unless it sets `takeOver`.
 */
const join = z.strictObject({
  type: z.literal("join"),
  id,
  nickname: z.string().max(400).nullable(),
  tab: z.string().min(8).max(64),
  takeOver: z.boolean(),
  /** The person was told (by `blocked_inside`) that somebody they blocked is inside, and comes in all the same. */
  anyway: z.boolean(),
  /**
   * True if only the socket was lost and the page's connections live on: the server then keeps its side of them too, and
   * `joined` says by `kept` whether it could. False after a reload, a `media: rejoin` or for a first entry.
   */
  keep: z.boolean(),
  /** True if the page goes on from the offer that it was made at the door, and `joined` need bring none. */
  ahead: z.boolean(),
  media,
  /** Waits behind the open door: takes the seat and hears who comes, but nothing is set up for picture or sound. A later `join` comes in. */
  ajar: z.boolean(),
  /** The sending connection's offer, if the camera was ready before the click: saves a round trip. */
  publish: z.strictObject({
    sdp,
    tracks: z.array(z.strictObject({ mid, kind: z.enum(["microphone", "camera", "screen"]) })).max(4),
  }).nullable(),
});

const publish = z.strictObject({
  type: z.literal("publish"),
  id,
  sdp,
  tracks: z.array(z.strictObject({ mid, kind: z.enum(["microphone", "camera", "screen"]) })).max(4),
});

const answer = z.strictObject({ type: z.literal("answer"), id, negotiation: z.int().min(0), sdp });

const candidates = z.strictObject({
  type: z.literal("candidates"),
  direction,
  candidates: z.array(candidate).max(64),
  complete: z.boolean(),
});

const setMedia = z.strictObject({ type: z.literal("set_media"), media });

/** After a change of network: fresh ICE credentials for what is received. (For what is sent, `publish` with a restarted offer.) */
const restart = z.strictObject({ type: z.literal("restart_receiving"), id });

const leave = z.strictObject({ type: z.literal("leave"), id });

/**
 * Asks to come in, at a door that is not open. The line is what one says with it; null for nothing. What is longer than this is
 * no page's; what may stand in it is told by the domain.
 */
const knock = z.strictObject({
  type: z.literal("knock"),
  id,
  nickname: z.string().max(400).nullable(),
  line: z.string().max(1000).nullable(),
});

/** Of those who look after the room and sit inside. */
const answerKnock = z.strictObject({
  type: z.literal("answer_knock"),
  id,
  knockId: z.string().min(1).max(64),
  answer: z.enum(KNOCK_ANSWERS),
});

/** Something for everybody inside to read. How long it may be is the domain's business. */
const say = z.strictObject({ type: z.literal("say"), id, text: z.string() });

/** What a browser may send. */
export const clientMessage = z.discriminatedUnion("type", [
  hello,
  join,
  publish,
  answer,
  candidates,
  setMedia,
  restart,
  leave,
  knock,
  answerKnock,
  say,
]);

export type ClientMessage = z.infer<typeof clientMessage>;
export type ClientMessageOf<T extends ClientMessage["type"]> = Extract<ClientMessage, { type: T }>;

export interface WireTrack {
  readonly mid: string;
  readonly seatId: SeatId;
  readonly kind: "microphone" | "camera" | "screen";
}

export interface WireOffer {
  readonly negotiation: number;
  readonly sdp: string;
  readonly tracks: readonly WireTrack[];
}

/** What RTCPeerConnection takes as `iceServers`. */
export interface WireIceServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

/** Whom the room is for. */
export type ToldAudience = Pick<LiveRoom, "audience" | "groupName" | "audienceAt">;

/** What those are told who stand outside. */
export interface OutsideView {
  readonly door: DoorView;
  /** As this is said: what the page was rendered with may be from before. Null to whom the room is not open, and once it has ended. */
  readonly audience: ToldAudience | null;
}

/** Somebody at the door. `at`: when they knocked last, in milliseconds since the epoch. */
export interface WireKnock {
  readonly id: KnockId;
  readonly name: string;
  readonly kind: Knocker["kind"];
  readonly line: string | null;
  readonly at: number;
  readonly state: "waiting" | "minute";
}

/** What the server sends. */
export type ServerMessage =
  /**
   * Answer to `hello`. `seat`: the seat this visitor already holds here, so that a reload comes straight back. `knock`: what has
   * become of their knocking here; null if there was none.
   */
  | OutsideView & {
    readonly type: "ready";
    readonly iceServers: readonly WireIceServer[];
    readonly seat: { readonly id: SeatId; readonly name: string } | null;
    readonly knock: KnockView | null;
  }
  /** To sockets outside: the door changed, or whom the room is for. */
  | OutsideView & { readonly type: "door" }
  | {
    readonly type: "joined";
    readonly to: number;
    readonly seatId: SeatId;
    readonly live: LiveRoom;
    /** True only if `keep` was asked for and both connections go on; then `offer` is the one still unanswered, if any. */
    readonly kept: boolean;
    readonly offer: WireOffer | null;
    /** What comes over the connection that was offered at the door, which goes on; null where there is none, or it is of no use. */
    readonly ahead: readonly WireTrack[] | null;
  }
  /** Follows `joined`, unless `kept`: the answer to the offer that `join` brought, or why it was not taken; the page may `publish` again. */
  | { readonly type: "publish_answer"; readonly sdp: string; readonly refusal: null }
  | { readonly type: "publish_answer"; readonly sdp: null; readonly refusal: Refusal }
  | { readonly type: "published"; readonly to: number; readonly sdp: string }
  /**
   * Also at the door: then nothing comes over that connection yet, whose the tracks are is not told (each has a seat id that is
   * none), and every further offer is for a connection of its own.
   */
  | { readonly type: "offer"; readonly offer: WireOffer }
  | {
    readonly type: "candidates";
    readonly direction: "send" | "receive";
    readonly candidates: readonly z.infer<typeof candidate>[];
    readonly complete: boolean;
  }
  | { readonly type: "room_event"; readonly event: RoomEvent }
  /** To who knocks, at the door: all that they learn. */
  | { readonly type: "knock" } & KnockView
  /** To those who look after the room, inside: everybody who knocks, whenever that changes and after `joined`. */
  | { readonly type: "knocks"; readonly knocks: readonly WireKnock[] }
  /** That direction is gone on the server's side; build it anew (`publish`, or wait for the `offer` that follows). */
  | { readonly type: "hung_up"; readonly direction: "send" | "receive" }
  /** The media server is away or back. On `rejoin` the page joins again with new connections, keeping its camera tracks. */
  | { readonly type: "media"; readonly state: "down" | "rejoin" }
  /** A host asks for the microphone; `by` is their name. It is the person's to turn it on, or not. */
  | { readonly type: "unmute_asked"; readonly by: string }
  | { readonly type: "done"; readonly to: number }
  | { readonly type: "left"; readonly to: number }
  | { readonly type: "refused"; readonly to: number | null; readonly code: Refusal }
  /** Something broke on the server's side; `requestId` finds it in the log. The socket stays open. */
  | { readonly type: "failed"; readonly to: number | null; readonly requestId: string }
  /** Every 15 s, so that a page notices a dead socket by its silence. */
  | { readonly type: "beat" };

export type ServerMessageOf<T extends ServerMessage["type"]> = Extract<ServerMessage, { type: T }>;
export type { DoorView, SeatMedia };
