/** What the server knows of one socket's visitor: where they stand, and the line that is ready for them. */
import type { RoomCode } from "../domain/ids.ts";
import type { Traces } from "../domain/traces.ts";
import type { Viewer, Visitor } from "../domain/viewer.ts";
import type { Sight } from "../domain/visibility.ts";
import type { DoorView, ServerMessage } from "../protocol/signal.ts";
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

/** Which room's door they came to, and as whom. */
export interface Arrival {
  readonly room: HubRoom;
  readonly code: RoomCode;
  readonly visitor: Visitor;
  /** How much they may know of the room, when they said hello. */
  readonly sight: Sight;
}

export type Standing =
  | { readonly at: "street" }
  | { readonly at: "door"; readonly arrival: Arrival }
  | { readonly at: "inside"; readonly arrival: Arrival; readonly place: Place };

export class Session {
  readonly facts: SocketFacts;
  readonly prepared: PreparedLine;
  readonly #socket: { send(message: ServerMessage): void; close(code: number, reason: string): void };
  standing: Standing = { at: "street" };
  #seenDoor = "";

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

  /** Tells how the door looks, if it looks different from what this page was told last. */
  showDoor(door: DoorView): void {
    if (this.sawDoor(door)) this.send({ type: "door", door });
  }

  /** Notes what the page was told of the door; false if it knew. */
  sawDoor(door: DoorView): boolean {
    const text = JSON.stringify(door);
    const isNew = text !== this.#seenDoor;
    this.#seenDoor = text;
    return isNew;
  }

  /** Idempotent. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Out of the room, at its door again. */
  stepOut(): void {
    if (this.standing.at === "inside") this.standing = { at: "door", arrival: this.standing.arrival };
  }
}
