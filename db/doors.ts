/**
 * Doors as they were a moment ago: a link that many open at once is read once a second, not once a page. Every change that
 * this process makes is told by `forget`, so it shows at once; what another process changes shows after a second. Only
 * pages look through here; who comes in is decided on the row itself.
 */
import type { Db } from "./database.ts";
import { findDoor, type FoundDoor } from "./rooms.ts";
import type { RoomCode, RoomId } from "../domain/ids.ts";

const FRESH_FOR_MS = 1000;
/** Beyond it the oldest goes: a bound on memory, far above what is open at once. */
const KEPT_DOORS = 2000;

interface Kept {
  readonly door: FoundDoor;
  readonly readAt: number;
}

export class Doors {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #kept = new Map<RoomCode, Kept>();
  readonly #codes = new Map<RoomId, RoomCode>();
  readonly #reading = new Map<RoomCode, Promise<FoundDoor | null>>();
  /** Counts what was forgotten, so that a read that began before is not kept. */
  #changes = 0;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /** Null for a code that leads nowhere; that is asked anew every time. */
  find(code: RoomCode): Promise<FoundDoor | null> {
    const kept = this.#kept.get(code);
    if (kept !== undefined && this.#now().getTime() - kept.readAt < FRESH_FOR_MS) return Promise.resolve(kept.door);
    const running = this.#reading.get(code);
    if (running !== undefined) return running;
    const reading = this.#read(code).finally(() => {
      if (this.#reading.get(code) === reading) this.#reading.delete(code);
    });
    this.#reading.set(code, reading);
    return reading;
  }

  /** Something about that room has changed, or somebody came or went. */
  forget(roomId: RoomId): void {
    this.#changes++;
    this.#reading.clear();
    const code = this.#codes.get(roomId);
    if (code !== undefined) this.#drop(code);
  }

  async #read(code: RoomCode): Promise<FoundDoor | null> {
    const changes = this.#changes;
    const readAt = this.#now().getTime();
    const door = await findDoor(this.#db, code);
    if (door === null || changes !== this.#changes) return door;
    this.#drop(code);
    this.#kept.set(code, { door, readAt });
    this.#codes.set(door.room.id, code);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_DOORS && oldest !== undefined) this.#drop(oldest);
    return door;
  }

  #drop(code: RoomCode): void {
    const kept = this.#kept.get(code);
    if (kept === undefined) return;
    this.#kept.delete(code);
    this.#codes.delete(kept.door.room.id);
  }
}
