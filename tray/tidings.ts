/** Carries what deeds and accounts announce to whoever listens in this process. Keeps nothing; a listener that throws is a fault of its own. */
import type { Tidings } from "../actions/deps.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";

export type Tiding =
  | { readonly type: "room_changed"; readonly roomId: RoomId }
  | { readonly type: "schedule_changed"; readonly roomId: RoomId }
  | { readonly type: "hosting_changed"; readonly roomId: RoomId }
  | { readonly type: "ties_changed"; readonly people: readonly PersonId[] }
  | { readonly type: "noticed"; readonly people: readonly PersonId[] }
  | { readonly type: "signed_out"; readonly people: readonly PersonId[] }
  /** One of this person's sessions, whichever. */
  | { readonly type: "session_ended"; readonly personId: PersonId };

export class TidingsBoard implements Tidings {
  readonly #listeners = new Set<(tiding: Tiding) => void>();

  /** Returns what ends the listening. */
  listen(listener: (tiding: Tiding) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  roomChanged(roomId: RoomId): void {
    this.#tell({ type: "room_changed", roomId });
  }

  scheduleChanged(roomId: RoomId): void {
    this.#tell({ type: "schedule_changed", roomId });
  }

  hostingChanged(roomId: RoomId): void {
    this.#tell({ type: "hosting_changed", roomId });
  }

  tiesChanged(people: readonly PersonId[]): void {
    this.#tell({ type: "ties_changed", people });
  }

  noticed(people: readonly PersonId[]): void {
    this.#tell({ type: "noticed", people });
  }

  signedOut(people: readonly PersonId[]): void {
    this.#tell({ type: "signed_out", people });
  }

  sessionEnded(personId: PersonId): void {
    this.#tell({ type: "session_ended", personId });
  }

  #tell(tiding: Tiding): void {
    for (const listener of this.#listeners) listener(tiding);
  }
}
