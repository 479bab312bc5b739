/**
 * Sees to it that those who asked are told of an open door: when a room changes or their ties do, and when it is shown further or
 * a dimmer ends by the time alone. Keeps a timer for each room that somebody goes on waiting for, and nothing else.
 */
import type { Deps } from "../actions/deps.ts";
import { listAwaited, nextLook, tellDoorOpen } from "../actions/tell_door_open.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Timers } from "../domain/timers.ts";
import type { TidingsBoard } from "./tidings.ts";

type BellDeps = Pick<Deps, "db" | "ids" | "now" | "background"> & { readonly tidings: TidingsBoard };

export class DoorBell implements Disposable {
  readonly #deps: BellDeps;
  readonly #timers: Timers;
  /** Those being looked at, with whether to look once more: of two looks at once the older could set the timer. */
  readonly #looks = new Map<RoomId, { again: boolean }>();
  readonly #due = new Map<RoomId, () => void>();
  readonly #endListening: () => void;
  #silent = false;

  constructor(deps: BellDeps, timers: Timers) {
    this.#deps = deps;
    this.#timers = timers;
    this.#endListening = deps.tidings.listen((tiding) => {
      if (tiding.type === "room_changed") this.#look(tiding.roomId);
      else if (tiding.type === "ties_changed") this.#lookFor(tiding.people);
    });
  }

  /** Takes up the rooms that the last run left open. Once, at the start. */
  resume(): void {
    this.#lookFor(null);
  }

  [Symbol.dispose](): void {
    this.#silent = true;
    this.#endListening();
    for (const callOff of this.#due.values()) callOff();
    this.#due.clear();
  }

  /** At the rooms that these people wait for; null: at all that somebody does. */
  #lookFor(people: readonly PersonId[] | null): void {
    this.#deps.background.start("Failed to find who waits for a door", async () => {
      for (const roomId of await listAwaited(this.#deps, people)) this.#look(roomId);
    });
  }

  #look(roomId: RoomId): void {
    if (this.#silent) return;
    const running = this.#looks.get(roomId);
    if (running !== undefined) return void (running.again = true);
    const look = { again: false };
    this.#looks.set(roomId, look);
    this.#deps.background.start("Failed to tell of an open door", async () => {
      try {
        do {
          look.again = false;
          await this.#tell(roomId);
        } while (look.again && !this.#silent);
      } finally {
        this.#looks.delete(roomId);
      }
    });
  }

  async #tell(roomId: RoomId): Promise<void> {
    const goesOn = await tellDoorOpen(this.#deps, roomId);
    const at = goesOn ? await nextLook(this.#deps, roomId) : null;
    this.#due.get(roomId)?.();
    this.#due.delete(roomId);
    if (at === null || this.#silent) return;
    const callOff = this.#timers.after(at.getTime() - this.#deps.now().getTime(), () => this.#look(roomId));
    this.#due.set(roomId, callOff);
  }
}
