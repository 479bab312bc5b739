/**
 * One person with the streams that they have open: what all of them show, and what each change of it makes of that. Knows
 * nothing of where trays come from.
 */
import { createHmac } from "node:crypto";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { TrayRoom } from "../domain/tray.ts";
import { foldTray, trayChanges, type TrayEvent, type TrayView } from "../domain/tray_view.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Outlet } from "./outlet.ts";

export type PersonViewer = Extract<Viewer, { kind: "person" }>;

const ENCODER = new TextEncoder();

/** The id of the events after which somebody has that view. Who does not know the key cannot make one up. */
export function viewId(key: Uint8Array, personId: PersonId, view: TrayView): string {
  return createHmac("sha256", key).update(JSON.stringify([personId, view.unread, view.rooms])).digest("base64url");
}

export class Onlooker {
  readonly viewer: PersonViewer;
  /** Those that have the view. */
  readonly outlets: Set<Outlet> = new Set<Outlet>();
  /** Those that wait for the view to be read. */
  readonly newcomers: Set<Outlet> = new Set<Outlet>();
  /** What has changed while the whole tray was being read, and may be missing in it. */
  readonly missed: Set<RoomId | "ties" | "notices"> = new Set<RoomId | "ties" | "notices">();
  /** How many times the whole tray was read, counted when a reading begins; what was read before is then outdated. */
  readings = 0;
  reading = false;
  /** While notices are being counted: whether to count once more. */
  counting: { again: boolean } | null = null;
  dimmerEnds: () => void = () => {};
  readonly #key: Uint8Array;
  #view: TrayView | null = null;

  constructor(viewer: PersonViewer, key: Uint8Array) {
    this.viewer = viewer;
    this.#key = key;
  }

  get deserted(): boolean {
    return this.outlets.size === 0 && this.newcomers.size === 0;
  }

  /** The whole tray, as just read. Newcomers that have it already are told nothing. */
  show(view: TrayView): void {
    if (this.#view !== null) this.#send(trayChanges(this.#view, view));
    this.#view = view;
    const id = viewId(this.#key, this.viewer.personId, view);
    for (const outlet of this.newcomers) {
      this.outlets.add(outlet);
      if (outlet.lastEventId === id) outlet.beat();
      else outlet.write(frame({ type: "tray", view }, id));
    }
    this.newcomers.clear();
  }

  /** One room as just read; null if the person does not see it. */
  showRoom(roomId: RoomId, room: TrayRoom | null): void {
    if (this.#view === null) return;
    const before = this.#view.rooms.some(({ id }) => id === roomId);
    if (room === null && !before) return;
    const event: TrayEvent = room === null ? { type: "gone", id: roomId } : { type: "room", room };
    this.#send(trayChanges(this.#view, foldTray(this.#view, event)));
  }

  showUnread(unread: number): void {
    if (this.#view !== null) this.#send(trayChanges(this.#view, { ...this.#view, unread }));
  }

  close(): void {
    for (const outlet of [...this.outlets, ...this.newcomers]) outlet.close();
  }

  #send(events: readonly TrayEvent[]): void {
    for (const event of events) {
      if (this.#view === null) return;
      this.#view = foldTray(this.#view, event);
      const bytes = frame(event, viewId(this.#key, this.viewer.personId, this.#view));
      for (const outlet of [...this.outlets]) outlet.write(bytes);
    }
  }
}

/** As browsers read it: the data of an event is one line of JSON. */
function frame(event: TrayEvent, id: string): Uint8Array {
  const { type, ...rest } = event;
  const data = "view" in rest ? rest.view : "room" in rest ? rest.room : rest;
  return ENCODER.encode(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}
