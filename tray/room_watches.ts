/**
 * The pages of rooms that are open at those who look after them: each hears that something has changed, and reads the page
 * anew. Says nothing of what it is, and nothing at all to who has lost the right to see it.
 */
import type { Deps } from "../actions/deps.ts";
import type { Asker } from "../actions/guest_seat.ts";
import { seenRoom } from "../actions/managed_room.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Timers } from "../domain/timers.ts";
import { Outlet } from "./outlet.ts";
import type { TidingsBoard } from "./tidings.ts";

const HEARTBEAT_MS = 15_000;
/** A session that has run out is noticed by then at the latest, since a stream that comes back has to show it again. */
const STREAM_LIFE_MS = 60 * 60 * 1000;
/** Several changes at once, such as a removal and the lock that follows, are one. */
const TOGETHER_MS = 60;

const CHANGED = new TextEncoder().encode("event: changed\ndata: {}\n\n");

export interface RoomWatchesDeps extends Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail" | "log"> {
  readonly tidings: TidingsBoard;
}

interface Watcher {
  readonly asker: Asker;
  readonly outlet: Outlet;
}

export class RoomWatches {
  readonly #deps: RoomWatchesDeps;
  readonly #timers: Timers;
  readonly #watchers = new Map<RoomId, Set<Watcher>>();
  /** Rooms that will be told in a moment. */
  readonly #due = new Map<RoomId, () => void>();
  readonly #stopListening: () => void;
  #stopBeating: () => void = () => {};
  #drained = false;

  constructor(deps: RoomWatchesDeps, timers: Timers) {
    this.#deps = deps;
    this.#timers = timers;
    this.#stopListening = deps.tidings.listen((tiding) => {
      if (tiding.type === "hosting_changed" || tiding.type === "room_changed") this.#note(tiding.roomId);
      else if (tiding.type === "session_ended") this.#endOf([tiding.personId]);
      else if (tiding.type === "signed_out") this.#endOf(tiding.people);
    });
  }

  /** Server-sent events: `changed`, without a word of what. Refuses as `decideDeed` does for the deed `manage`. */
  async open(asker: Asker, roomId: RoomId): Promise<Outcome<ReadableStream<Uint8Array>>> {
    const seen = await seenRoom(this.#deps, asker, roomId);
    if (!seen.ok) return seen;
    const outlet = new Outlet(this.#deps.now(), null, () => this.#leave(roomId, watcher));
    const watcher: Watcher = { asker, outlet };
    if (this.#drained) {
      outlet.close();
      return granted(outlet.stream);
    }
    if (this.#watchers.size === 0) this.#beat();
    const watchers = this.#watchers.get(roomId) ?? new Set();
    this.#watchers.set(roomId, watchers.add(watcher));
    outlet.beat();
    return granted(outlet.stream);
  }

  /** Ends every stream and timer. Idempotent. */
  drain(): void {
    this.#drained = true;
    this.#stopListening();
    for (const callOff of this.#due.values()) callOff();
    this.#due.clear();
    for (const { outlet } of this.#all()) outlet.close();
  }

  #all(): readonly Watcher[] {
    return [...this.#watchers.values()].flatMap((watchers) => [...watchers]);
  }

  #endOf(people: readonly PersonId[]): void {
    for (const { asker: { viewer }, outlet } of this.#all()) {
      if (viewer.kind === "person" && people.includes(viewer.personId)) outlet.close();
    }
  }

  #beat(): void {
    this.#stopBeating = this.#timers.after(HEARTBEAT_MS, () => {
      this.#beat();
      const now = this.#deps.now().getTime();
      for (const { outlet } of this.#all()) {
        if (now - outlet.openedAt.getTime() >= STREAM_LIFE_MS) outlet.close();
        else outlet.beat();
      }
    });
  }

  #leave(roomId: RoomId, watcher: Watcher): void {
    const watchers = this.#watchers.get(roomId);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#watchers.delete(roomId);
    if (this.#watchers.size === 0) this.#stopBeating();
  }

  #note(roomId: RoomId): void {
    if (this.#due.has(roomId) || !this.#watchers.has(roomId)) return;
    const callOff = this.#timers.after(TOGETHER_MS, () => {
      this.#due.delete(roomId);
      for (const watcher of [...this.#watchers.get(roomId) ?? []]) void this.#tell(roomId, watcher);
    });
    this.#due.set(roomId, callOff);
  }

  async #tell(roomId: RoomId, { asker, outlet }: Watcher): Promise<void> {
    try {
      const seen = await seenRoom(this.#deps, asker, roomId);
      if (seen.ok) outlet.write(CHANGED);
      else outlet.close();
    } catch (error) {
      this.#deps.log.error("Failed to look after a watched room", { roomId }, error);
      outlet.close();
    }
  }
}
