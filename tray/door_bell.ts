/**
 * Sees to it that those who asked are told of an open door: when a room changes, and when it is shown further by the time
 * alone. Keeps a timer for each room that somebody goes on waiting for, and nothing else.
 */
import type { Deps } from "../actions/deps.ts";
import { listAwaited, tellDoorOpen } from "../actions/tell_door_open.ts";
import { readWidenings } from "../actions/tray_clock.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Timers } from "../domain/timers.ts";
import type { TidingsBoard } from "./tidings.ts";

type BellDeps = Pick<Deps, "db" | "ids" | "now" | "background"> & { readonly tidings: TidingsBoard };

export class DoorBell implements Disposable {
  readonly #deps: BellDeps;
  readonly #timers: Timers;
  readonly #widenings = new Map<RoomId, () => void>();
  readonly #endListening: () => void;
  #silent = false;

  constructor(deps: BellDeps, timers: Timers) {
    this.#deps = deps;
    this.#timers = timers;
    this.#endListening = deps.tidings.listen((tiding) => {
      if (tiding.type === "room_changed") this.#look(tiding.roomId);
    });
  }

  /** Takes up the rooms that the last run left open. Once, at the start. */
  resume(): void {
    this.#deps.background.start("Failed to find who waits for a door", async () => {
      for (const roomId of await listAwaited(this.#deps)) this.#look(roomId);
    });
  }

  [Symbol.dispose](): void {
    this.#silent = true;
    this.#endListening();
    for (const callOff of this.#widenings.values()) callOff();
    this.#widenings.clear();
  }

  #look(roomId: RoomId): void {
    if (this.#silent) return;
    this.#deps.background.start("Failed to tell of an open door", async () => {
      const goesOn = await tellDoorOpen(this.#deps, roomId);
      const [next] = goesOn ? await readWidenings(this.#deps, roomId) : [];
      this.#widenings.get(roomId)?.();
      this.#widenings.delete(roomId);
      if (next === undefined || this.#silent) return;
      const callOff = this.#timers.after(next.at.getTime() - this.#deps.now().getTime(), () => this.#look(roomId));
      this.#widenings.set(roomId, callOff);
    });
  }
}
