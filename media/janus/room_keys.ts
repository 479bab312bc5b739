/**
 * What locks the rooms inside Janus. All of it is derived from a master key and the room's id, so that a restarted app still
 * holds the keys of the rooms it finds; none of it ever leaves the server.
 */
import { createHmac, randomBytes } from "node:crypto";
import type { RoomId } from "../../domain/ids.ts";

const TOKEN_BYTES = 24;

/** What Janus asks of every handle that joins a room, to send or to receive. */
export interface Pass {
  /** The same for everybody in the room. */
  readonly pin: string;
  /** One line's own: it lets nobody in once that line is closed. */
  readonly token: string;
}

export class RoomKeys {
  readonly #masterKey: Uint8Array;

  constructor(masterKey: Uint8Array) {
    this.#masterKey = masterKey;
  }

  /** Opens what is done to the room itself, such as putting somebody out. */
  secret(room: RoomId): string {
    return this.#derive(`room ${room}`);
  }

  pin(room: RoomId): string {
    return this.#derive(`pin ${room}`);
  }

  newPass(room: RoomId): Pass {
    return { pin: this.pin(room), token: newToken() };
  }

  #derive(what: string): string {
    return createHmac("sha256", this.#masterKey).update(what).digest("base64url");
  }
}

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}
