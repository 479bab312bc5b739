/** What the server knows of one socket's visitor: where they stand, and the line that is ready for them. */
import type { Asker } from "../actions/guest_seat.ts";
import type { RoomCode, SeatId } from "../domain/ids.ts";
import type { Traces } from "../domain/traces.ts";
import type { Viewer, Visitor } from "../domain/viewer.ts";
import type { Sight } from "../domain/visibility.ts";
import type { KnockView } from "../domain/knock.ts";
import { readCookie, seatCookieName } from "../protocol/cookies.ts";
import type { OutsideView, ServerMessage, WireKnock } from "../protocol/signal.ts";
import type { HubRoom } from "./hub_room.ts";
import type { Place } from "./place.ts";
import type { PreparedLine } from "./prepared_line.ts";

/** Taken from the request that became the socket; no message changes it. */
export interface SocketFacts {
  readonly viewer: Viewer;
  readonly cookieHeader: string | null;
  readonly traces: Traces;
  readonly requestId: string;
}

/** As deeds know who asks. */
export function askerOf({ viewer, cookieHeader, traces }: SocketFacts): Asker {
  return { viewer, seatToken: (roomId) => readCookie(cookieHeader, seatCookieName(roomId)), traces };
}

/** Which room's door they came to, and as whom. */
export interface Arrival {
  readonly room: HubRoom;
  readonly code: RoomCode;
  readonly visitor: Visitor;
  /** How much they may know of the room, when that was looked at last. */
  readonly sight: Sight;
  /** The seat that they get if they come in; null where that is not known, and for who has been inside and holds one. */
  readonly ownSeatId: SeatId | null;
}

export type Standing =
  | { readonly at: "street" }
  /** `unsure`: whether they may still know of the room is being looked at (`doorkeeper.ts`). */
  | { readonly at: "door"; readonly arrival: Arrival; readonly unsure: boolean }
  | { readonly at: "inside"; readonly arrival: Arrival; readonly place: Place };

const NO_KNOCKS = JSON.stringify([]);

export class Session {
  readonly facts: SocketFacts;
  readonly prepared: PreparedLine;
  readonly #socket: { send(message: ServerMessage): void; close(code: number, reason: string): void };
  standing: Standing = { at: "street" };
  /** As whom they knock, by `keyOf`; null before they come to a door, and for who could not be let in. */
  knocksAs: string | null = null;
  /** What they were told of their knocking last, or will be with `ready`. */
  knock: KnockView | null = null;
  #seenDoor = "";
  #seenKnocks = NO_KNOCKS;

  constructor(
    facts: SocketFacts,
    prepared: PreparedLine,
    socket: { send(message: ServerMessage): void; close(code: number, reason: string): void },
  ) {
    this.facts = facts;
    this.prepared = prepared;
    this.#socket = socket;
  }

  /** Does nothing on a socket that is no longer open. */
  send(message: ServerMessage): void {
    this.#socket.send(message);
  }

  /**
   * Tells who stands at the door how it looks, if it looks different from what this page was told last. While it is unsure
   * whether they may know, only that the room is over, where nobody is inside.
   */
  showDoor(): void {
    if (this.standing.at !== "door") return;
    const { arrival, unsure } = this.standing;
    const view = arrival.room.fromOutside(arrival.sight);
    if (unsure && view.door.state !== "ended") return;
    if (this.sawDoor(view)) this.send({ type: "door", ...view });
  }

  /** Notes what the page was told of the door; false if it knew. */
  sawDoor(view: OutsideView): boolean {
    const text = JSON.stringify(view);
    const isNew = text !== this.#seenDoor;
    this.#seenDoor = text;
    return isNew;
  }

  /** Tells what has become of one's own knock, if that is not what this page was told last. */
  showKnock(knock: KnockView): void {
    const isNew = JSON.stringify(knock) !== JSON.stringify(this.knock);
    this.knock = knock;
    if (isNew && this.standing.at === "door") this.send({ type: "knock", ...knock });
  }

  /** Tells who knocks, if that is not what this page was told last. */
  showKnocks(knocks: readonly WireKnock[]): void {
    const text = JSON.stringify(knocks);
    if (text === this.#seenKnocks) return;
    this.#seenKnocks = text;
    this.send({ type: "knocks", knocks });
  }

  /** The page has joined: it has heard nothing yet, and is told in any case. */
  forgetKnocks(): void {
    this.#seenKnocks = "";
  }

  /** Idempotent. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Out of the room, at its door again; whether they may know of it outside is to be looked at. */
  stepOut(): void {
    if (this.standing.at !== "inside") return;
    this.standing = { at: "door", arrival: { ...this.standing.arrival, ownSeatId: null }, unsure: true };
  }
}
