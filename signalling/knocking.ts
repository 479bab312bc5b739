/**
 * The knocking at one room, live: those who look after the room and sit inside get the list whenever it changes, who knocks
 * learns what they may, and the knock of who went away is withdrawn after a grace. The database is the account of all knocks.
 */
import type { Deps } from "../actions/deps.ts";
import { type HeardKnock, readHeardKnocks } from "../actions/read_heard_knocks.ts";
import { withdrawKnock } from "../actions/withdraw_knock.ts";
import { LOST_SOCKET_GRACE_MS, NO_SOCKET_GRACE_MS } from "../domain/grace.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import { keyOf, type Knocker, knockerOf, type KnockView } from "../domain/knock.ts";
import type { LiveRoom } from "../domain/room.ts";
import type { Visitor } from "../domain/viewer.ts";
import type { WireKnock } from "../protocol/signal.ts";
import type { Session } from "./session.ts";
import type { Timers } from "./timers.ts";

interface KnockedRoom {
  readonly id: RoomId;
  readonly live: LiveRoom;
  readonly sessions: ReadonlySet<Session>;
}

interface Awaited {
  readonly callOff: () => void;
}

export class Knocking {
  readonly #room: KnockedRoom;
  readonly #deps: Deps;
  readonly #timers: Timers;
  readonly #onQuiet: () => void;
  /** By `keyOf`: who has knocked and is not connected. */
  readonly #awaited = new Map<string, Awaited>();
  #heard: readonly WireKnock[] = [];
  /** Whether something has changed since the list was read. */
  #stale = true;
  #reading = false;

  /** `onQuiet` is called when nobody is waited for any more. */
  constructor(room: KnockedRoom, deps: Deps, timers: Timers, onQuiet: () => void) {
    this.#room = room;
    this.#deps = deps;
    this.#timers = timers;
    this.#onQuiet = onQuiet;
  }

  /** Somebody who has knocked is not connected, and may come back. */
  get waits(): boolean {
    return this.#awaited.size > 0;
  }

  /** A knock came, was answered or is over. `told`: what the knocker learns by it. */
  changed(knocker: Knocker, told: KnockView | null): void {
    const key = keyOf(knocker);
    if (told !== null) this.#tell(key, told);
    if (told?.state === null) this.#stopAwaiting(key);
    this.#stale = true;
    this.#read();
  }

  /** They knocked, or looked, without a socket perhaps. */
  seen(knocker: Knocker): void {
    if (!this.#isHere(keyOf(knocker))) this.#await(knocker, NO_SOCKET_GRACE_MS);
  }

  /** The session has come to the door. */
  arrived({ knocksAs }: Session): void {
    if (knocksAs !== null) this.#stopAwaiting(knocksAs);
  }

  /** The session is gone from the door. */
  parted({ knock }: Session, visitor: Visitor): void {
    const knocker = knockerOf(visitor);
    const hasKnocked = knock !== null && knock.state !== null;
    if (hasKnocked && knocker !== null && !this.#isHere(keyOf(knocker))) this.#await(knocker, LOST_SOCKET_GRACE_MS);
  }

  /** The session has come in, and knows nothing yet of who knocks. */
  joined(session: Session, seatId: SeatId): void {
    if (!this.#isLookedAfterBy(seatId)) return;
    session.forgetKnocks();
    if (this.#stale) this.#read();
    else this.#show();
  }

  /** Others than before may hear who knocks. */
  rightsChanged(): void {
    if (this.#stale) this.#read();
    this.#show();
  }

  /** Waits for nobody any more. */
  end(): void {
    for (const { callOff } of this.#awaited.values()) callOff();
    this.#awaited.clear();
  }

  #tell(key: string, told: KnockView): void {
    for (const session of this.#room.sessions) {
      if (session.knocksAs !== key) continue;
      const isClose = told.state === "in" || told.state === "minute";
      if (isClose && session.standing.at === "door") session.prepared.warm();
      session.showKnock(told);
    }
  }

  /** In the background, and only if somebody would hear of it; what changes meanwhile is read once more. */
  #read(): void {
    if (this.#reading || this.#listeners().length === 0) return;
    this.#reading = true;
    this.#deps.background.start("Failed to read who knocks", async () => {
      try {
        while (this.#stale) {
          this.#stale = false;
          this.#heard = (await readHeardKnocks(this.#deps, this.#room.id)).map(toWire);
        }
      } catch (error) {
        this.#stale = true;
        throw error;
      } finally {
        this.#reading = false;
      }
      this.#show();
    });
  }

  /** Who has lost the rights meanwhile hears of nobody any more. */
  #show(): void {
    const listeners = new Set(this.#listeners());
    for (const session of this.#room.sessions) {
      if (listeners.has(session)) session.showKnocks(this.#heard);
      else if (session.standing.at === "inside") session.showKnocks([]);
    }
  }

  #listeners(): Session[] {
    return [...this.#room.sessions].filter(({ standing }) =>
      standing.at === "inside" && this.#isLookedAfterBy(standing.place.seatId)
    );
  }

  #isLookedAfterBy(seatId: SeatId): boolean {
    return this.#room.live.seats.some(({ id, host, coHost }) => id === seatId && (host || coHost));
  }

  #isHere(key: string): boolean {
    for (const { knocksAs, standing } of this.#room.sessions) {
      if (knocksAs === key && standing.at !== "inside") return true;
    }
    return false;
  }

  #await(knocker: Knocker, milliseconds: number): Awaited {
    const key = keyOf(knocker);
    this.#awaited.get(key)?.callOff();
    const awaited = { callOff: this.#timers.after(milliseconds, () => this.#giveUp(knocker)) };
    this.#awaited.set(key, awaited);
    return awaited;
  }

  #stopAwaiting(key: string): void {
    this.#awaited.get(key)?.callOff();
    if (this.#awaited.delete(key)) this.#onQuiet();
  }

  /** They may be coming back this very moment, or the database be away: then it is tried once more. */
  #giveUp(knocker: Knocker): void {
    const key = keyOf(knocker);
    const again = this.#await(knocker, LOST_SOCKET_GRACE_MS);
    const isBack = () => this.#isHere(key) || this.#awaited.get(key) !== again;
    this.#deps.background.start("Failed to withdraw a knock", async () => {
      await withdrawKnock(this.#deps, this.#room.id, knocker, isBack);
      if (this.#awaited.get(key) === again) this.#stopAwaiting(key);
    });
  }
}

function toWire({ at, ...knock }: HeardKnock): WireKnock {
  return { ...knock, at: at.getTime() };
}
