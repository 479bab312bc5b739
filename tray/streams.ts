/**
 * Keeps people's trays live. What changes is read once for everybody who has a stream, and everybody is told only what is
 * different for them. A tray that may be outdated is never left standing: what cannot be read anew ends the streams, and
 * they come back.
 */
import { randomBytes } from "node:crypto";
import { countNotices } from "../actions/count_notices.ts";
import type { Deps } from "../actions/deps.ts";
import { readTray, readTrayRoom } from "../actions/read_tray.ts";
import { readNextDimmerEnd, readWidenings } from "../actions/tray_clock.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Timers } from "../domain/timers.ts";
import type { TrayRoom } from "../domain/tray.ts";
import type { TrayView } from "../domain/tray_view.ts";
import { Lanes } from "./lanes.ts";
import { Onlooker, type PersonViewer, viewId } from "./onlooker.ts";
import { Outlet } from "./outlet.ts";
import type { Tiding, TidingsBoard } from "./tidings.ts";

const HEARTBEAT_MS = 15_000;
/** A session that has run out is noticed by then at the latest, since a stream that comes back has to show it again. */
const STREAM_LIFE_MS = 60 * 60 * 1000;
/** Enough to keep a database busy; the others wait here instead of at its door. */
const READINGS_AT_ONCE = 8;

export interface TrayStreamsDeps extends Pick<Deps, "db" | "now" | "log" | "suspended"> {
  readonly tidings: TidingsBoard;
}

export interface TrayStreamsOptions {
  readonly timers: Timers;
  /** Whether somebody spoke there a moment ago; a change of it is announced as `roomChanged`. */
  readonly talking: (roomId: RoomId) => boolean;
}

/** A tray, and the id under which a stream goes on from it. */
export interface TrayReading {
  readonly view: TrayView;
  readonly eventId: string;
}

export class TrayStreams {
  readonly #deps: TrayStreamsDeps;
  readonly #timers: Timers;
  readonly #talking: (roomId: RoomId) => boolean;
  readonly #key = new Uint8Array(randomBytes(32));
  readonly #lanes = new Lanes(READINGS_AT_ONCE);
  readonly #onlookers = new Map<PersonId, Onlooker>();
  /** Those being read, with whether to read once more. */
  readonly #roomReadings = new Map<RoomId, { again: boolean }>();
  readonly #widenings = new Map<RoomId, () => void>();
  readonly #stopListening: () => void;
  #stopBeating: () => void = () => {};
  #drained = false;

  constructor(deps: TrayStreamsDeps, { timers, talking }: TrayStreamsOptions) {
    this.#deps = deps;
    this.#timers = timers;
    this.#talking = talking;
    this.#stopListening = deps.tidings.listen((tiding) => this.#hear(tiding));
  }

  /** How many people have a stream open. */
  get people(): number {
    return this.#onlookers.size;
  }

  /** The tray as it is now, for a page or an answer. */
  async read(viewer: PersonViewer): Promise<TrayReading> {
    const view = await this.#readView(viewer);
    return { view, eventId: viewId(this.#key, viewer.personId, view) };
  }

  /**
   * Server-sent events: `tray` (a `TrayView`), then `room` (a `TrayRoom`, new or changed), `gone` `{id}`, `notices` `{unread}`.
   * Who has the tray already, by the id of their last event, gets what is new from then on.
   */
  open(viewer: PersonViewer, lastEventId: string | null): ReadableStream<Uint8Array> {
    const known = this.#onlookers.get(viewer.personId);
    const onlooker = known ?? new Onlooker(viewer, this.#key);
    const outlet = new Outlet(this.#deps.now(), lastEventId, (gone) => this.#leave(onlooker, gone));
    if (this.#drained) {
      outlet.close();
      return outlet.stream;
    }
    if (this.#onlookers.size === 0) this.#begin();
    this.#onlookers.set(viewer.personId, onlooker);
    onlooker.newcomers.add(outlet);
    void this.#readTray(onlooker);
    return outlet.stream;
  }

  /** Ends every stream and timer. Idempotent. */
  drain(): void {
    this.#drained = true;
    this.#stopListening();
    for (const onlooker of [...this.#onlookers.values()]) onlooker.close();
  }

  #hear(tiding: Tiding): void {
    switch (tiding.type) {
      case "room_changed":
        return this.#roomChanged(tiding.roomId);
      case "hosting_changed":
        return;
      case "ties_changed":
        return this.#forEach(tiding.people, (onlooker) => void this.#readTray(onlooker, "ties"));
      case "noticed":
        return this.#forEach(tiding.people, (onlooker) => void this.#countUnread(onlooker));
      case "signed_out":
        return this.#forEach(tiding.people, (onlooker) => onlooker.close());
      case "session_ended":
        return this.#forEach([tiding.personId], (onlooker) => onlooker.close());
    }
  }

  #forEach(people: readonly PersonId[], deed: (onlooker: Onlooker) => void): void {
    for (const personId of new Set(people)) {
      const onlooker = this.#onlookers.get(personId);
      if (onlooker !== undefined) deed(onlooker);
    }
  }

  #begin(): void {
    this.#beat();
    readWidenings(this.#deps, null).then(
      (widenings) => widenings.forEach(({ roomId, at }) => this.#awaitWidening(roomId, at)),
      (error: unknown) => this.#deps.log.error("Failed to find the rooms that widen", {}, error),
    );
  }

  #beat(): void {
    this.#stopBeating = this.#timers.after(HEARTBEAT_MS, () => {
      this.#beat();
      const now = this.#deps.now().getTime();
      for (const { outlets } of [...this.#onlookers.values()]) {
        for (const outlet of [...outlets]) {
          if (now - outlet.openedAt.getTime() >= STREAM_LIFE_MS) outlet.close();
          else outlet.beat();
        }
      }
    });
  }

  #leave(onlooker: Onlooker, outlet: Outlet): void {
    onlooker.outlets.delete(outlet);
    onlooker.newcomers.delete(outlet);
    if (!onlooker.deserted || this.#onlookers.get(onlooker.viewer.personId) !== onlooker) return;
    onlooker.dimmerEnds();
    this.#onlookers.delete(onlooker.viewer.personId);
    if (this.#onlookers.size > 0) return;
    this.#stopBeating();
    for (const callOff of this.#widenings.values()) callOff();
    this.#widenings.clear();
  }

  /** The whole of it; a reading that runs is enough for a newcomer, but not for a change that it may have missed. */
  async #readTray(onlooker: Onlooker, missed: "ties" | null = null): Promise<void> {
    if (onlooker.reading) {
      if (missed !== null) onlooker.missed.add(missed);
      return;
    }
    onlooker.reading = true;
    onlooker.readings++;
    onlooker.missed.clear();
    const { viewer } = onlooker;
    try {
      const [view, dimmerEnd] = await this.#lanes.run(() =>
        Promise.all([this.#readView(viewer), readNextDimmerEnd(this.#deps, viewer.personId)])
      );
      onlooker.reading = false;
      // Who was suspended while the stream was being opened is told nothing.
      if (await this.#deps.suspended.has(viewer.personId)) return onlooker.close();
      onlooker.show(view);
      this.#awaitDimmerEnd(onlooker, dimmerEnd);
    } catch (error) {
      onlooker.reading = false;
      this.#deps.log.error("Failed to read a tray", {}, error);
      onlooker.close();
    }
    this.#catchUp(onlooker);
  }

  #catchUp(onlooker: Onlooker): void {
    const missed = [...onlooker.missed];
    onlooker.missed.clear();
    if (onlooker.deserted) return;
    if (missed.includes("ties")) return void this.#readTray(onlooker);
    for (const what of missed) {
      if (what === "notices") void this.#countUnread(onlooker);
      else if (what !== "ties") this.#roomChanged(what);
    }
  }

  async #readView(viewer: PersonViewer): Promise<TrayView> {
    const [tray, unread] = await Promise.all([readTray(this.#deps, viewer), countNotices(this.#deps, viewer)]);
    return {
      rooms: tray.ok ? tray.value.map((room) => this.#withTalk(room)) : [],
      unread: unread.ok ? unread.value : 0,
    };
  }

  #withTalk(room: TrayRoom): TrayRoom {
    return { ...room, talking: this.#talking(room.id) };
  }

  /** One count at a time: of two that run at once the older one could come last, and stay. */
  async #countUnread(onlooker: Onlooker): Promise<void> {
    if (onlooker.reading) return void onlooker.missed.add("notices");
    if (onlooker.counting !== null) return void (onlooker.counting.again = true);
    const state = { again: false };
    onlooker.counting = state;
    do {
      state.again = false;
      await this.#showUnread(onlooker);
    } while (state.again && !onlooker.deserted);
    onlooker.counting = null;
  }

  /** A tray whose reading began since then has the count. */
  async #showUnread(onlooker: Onlooker): Promise<void> {
    const reading = onlooker.readings;
    try {
      const unread = await this.#lanes.run(() => countNotices(this.#deps, onlooker.viewer));
      if (unread.ok && onlooker.readings === reading) onlooker.showUnread(unread.value);
    } catch (error) {
      this.#deps.log.error("Failed to count notices", {}, error);
      onlooker.close();
    }
  }

  #roomChanged(roomId: RoomId): void {
    if (this.#onlookers.size === 0) return;
    for (const onlooker of this.#onlookers.values()) if (onlooker.reading) onlooker.missed.add(roomId);
    const running = this.#roomReadings.get(roomId);
    if (running !== undefined) running.again = true;
    else void this.#readRoom(roomId);
  }

  async #readRoom(roomId: RoomId): Promise<void> {
    const state = { again: false };
    this.#roomReadings.set(roomId, state);
    do {
      state.again = false;
      await this.#showRoom(roomId);
    } while (state.again && this.#onlookers.size > 0);
    this.#roomReadings.delete(roomId);
  }

  /** To everybody whose tray is not being read as a whole right now; a tray whose reading began since then has the change. */
  async #showRoom(roomId: RoomId): Promise<void> {
    const settled = [...this.#onlookers.values()].filter(({ reading }) => !reading)
      .map((onlooker) => ({ onlooker, reading: onlooker.readings }));
    try {
      const [seen, [widening]] = await Promise.all([
        readTrayRoom(this.#deps, roomId, settled.map(({ onlooker }) => onlooker.viewer.personId)),
        readWidenings(this.#deps, roomId),
      ]);
      this.#awaitWidening(roomId, widening?.at ?? null);
      for (const { onlooker, reading } of settled) {
        if (onlooker.readings !== reading) continue;
        const room = seen.get(onlooker.viewer.personId);
        onlooker.showRoom(roomId, room === undefined ? null : this.#withTalk(room));
      }
    } catch (error) {
      this.#deps.log.error("Failed to read a room for the trays", { roomId }, error);
      for (const { onlooker } of settled) onlooker.close();
    }
  }

  #awaitWidening(roomId: RoomId, at: Date | null): void {
    this.#widenings.get(roomId)?.();
    this.#widenings.delete(roomId);
    if (at === null || this.#onlookers.size === 0) return;
    const callOff = this.#after(at, () => {
      this.#widenings.delete(roomId);
      this.#roomChanged(roomId);
    });
    this.#widenings.set(roomId, callOff);
  }

  #awaitDimmerEnd(onlooker: Onlooker, at: Date | null): void {
    onlooker.dimmerEnds();
    onlooker.dimmerEnds = () => {};
    if (at === null || onlooker.deserted) return;
    onlooker.dimmerEnds = this.#after(at, () => void this.#readTray(onlooker, "ties"));
  }

  /** At that moment; at the end of a stream's life if it is later, where whoever asks again finds the moment unchanged. */
  #after(moment: Date, run: () => void): () => void {
    const milliseconds = moment.getTime() - this.#deps.now().getTime();
    return this.#timers.after(Math.min(Math.max(milliseconds, 0), STREAM_LIFE_MS), run);
  }
}
