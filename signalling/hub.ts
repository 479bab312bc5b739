/**
 * The rooms that somebody is at or in, by id. It is the publisher of all deeds: an event finds its room here, or nobody to
 * hear it. Rooms are taken up from the database when they are needed and forgotten when they are deserted.
 */
import type { Deps, Publisher, Stage, TrackKind } from "../actions/deps.ts";
import { readLiveRoom, roomsWithSeats } from "../actions/read_live_rooms.ts";
import { readKnockers, roomsWithKnockers } from "../actions/read_heard_knocks.ts";
import { roomsToEnd } from "../actions/review_attendance.ts";
import type { PersonId, RoomId, SeatId } from "../domain/ids.ts";
import type { Knocker, KnockView } from "../domain/knock.ts";
import type { LiveRoom, RoomEvent, Seat } from "../domain/room.ts";
import { CHANGES_SIGHT } from "./doorkeeper.ts";
import { HubRoom } from "./hub_room.ts";
import type { Session } from "./session.ts";
import type { Timers } from "./timers.ts";

interface Entry {
  readonly loading: Promise<HubRoom | null>;
  room: HubRoom | null;
  /** Events that came while the room was read; some of them may be in what was read, which does no harm. */
  early: RoomEvent[];
}

/** What changes the page behind the link. */
const DOOR_EVENTS: ReadonlySet<RoomEvent["type"]> = new Set([
  "person_joined",
  "person_left",
  "person_removed",
  "audience_changed",
  "lock_changed",
  "room_started",
  "settings_changed",
  "activity_changed",
  "link_replaced",
  "room_ended",
  "room_scheduled",
  "room_opened",
]);

/** Whether the seats found in the database had connections before: it decides how long they wait for one. */
type Found = "connected_before" | "never_connected";

export class Hub implements Publisher, Stage {
  readonly #deps: Deps;
  readonly #timers: Timers;
  readonly #entries = new Map<RoomId, Entry>();
  #sightChanges = 0;

  constructor(deps: Omit<Deps, "publisher" | "stage">, timers: Timers) {
    this.#deps = { ...deps, publisher: this, stage: this };
    this.#timers = timers;
  }

  get deps(): Deps {
    return this.#deps;
  }

  /** Those taken up so far. */
  rooms(): readonly HubRoom[] {
    return [...this.#entries.values()].flatMap(({ room }) => room === null ? [] : [room]);
  }

  /** Counts what may have changed who may know of which door: what was found out before may not be true any more. */
  get sightChanges(): number {
    return this.#sightChanges;
  }

  /** These people may not see the same rooms as before: neither do those of them who stand at doors. */
  tiesChanged(people: readonly PersonId[]): void {
    this.#sightChanges++;
    const changed = new Set(people);
    for (const room of this.rooms()) {
      room.lookAgain(({ facts: { viewer } }) => viewer.kind === "person" && changed.has(viewer.personId));
    }
  }

  /** These people are signed in no more: their sockets close. */
  signedOut(people: readonly PersonId[]): void {
    this.#sightChanges++;
    for (const room of this.rooms()) room.signedOut(new Set(people));
  }

  inside(roomId: RoomId): number {
    return this.#entries.get(roomId)?.room?.live.seats.length ?? 0;
  }

  live(roomId: RoomId): LiveRoom | null {
    return this.#entries.get(roomId)?.room?.live ?? null;
  }

  talking(roomId: RoomId): boolean {
    return this.#entries.get(roomId)?.room?.talking ?? false;
  }

  seat(roomId: RoomId, seatId: SeatId): Seat | null {
    return this.#entries.get(roomId)?.room?.live.seats.find(({ id }) => id === seatId) ?? null;
  }

  async silence(roomId: RoomId, seatId: SeatId, kind: TrackKind, silent: boolean): Promise<void> {
    await this.#entries.get(roomId)?.room?.silence(seatId, kind, silent);
  }

  askToUnmute(roomId: RoomId, seatId: SeatId, by: string): void {
    this.#entries.get(roomId)?.room?.places.get(seatId)?.tell({ type: "unmute_asked", by });
  }

  publish(roomId: RoomId, event: RoomEvent): void {
    if (CHANGES_SIGHT.has(event.type)) this.#sightChanges++;
    if (DOOR_EVENTS.has(event.type)) {
      this.#deps.doors.forget(roomId);
      this.#deps.tidings.roomChanged(roomId);
    }
    if (event.type !== "speaking_changed") this.#deps.tidings.hostingChanged(roomId);
    const entry = this.#entries.get(roomId);
    if (entry !== undefined) {
      if (entry.room === null) entry.early.push(event);
      else entry.room.apply(event);
    } else if (event.type === "person_joined") {
      // Somebody came in without a socket; from now on their seat has to be watched.
      this.room(roomId, "never_connected").catch((error: unknown) =>
        this.#deps.log.error("Failed to take up a room", { roomId }, error)
      );
    }
  }

  doorChanged(roomId: RoomId): void {
    this.#deps.tidings.hostingChanged(roomId);
    this.#sightChanges++;
    this.#entries.get(roomId)?.room?.lookAgain(() => true);
  }

  knockChanged(roomId: RoomId, knocker: Knocker, told: KnockView | null): void {
    this.#deps.tidings.hostingChanged(roomId);
    this.#entries.get(roomId)?.room?.knocking.changed(knocker, told);
  }

  knockerSeen(roomId: RoomId, knocker: Knocker): void {
    // Somebody who knocks without a socket has to be watched, too.
    this.room(roomId).then((room) => room?.knocking.seen(knocker)).catch((error: unknown) =>
      this.#deps.log.error("Failed to take up a room", { roomId }, error)
    );
  }

  /** Null if there is no such room. */
  room(roomId: RoomId, found: Found = "connected_before"): Promise<HubRoom | null> {
    const known = this.#entries.get(roomId);
    if (known !== undefined) return known.loading;
    const entry: Entry = { loading: this.#load(roomId, found), room: null, early: [] };
    this.#entries.set(roomId, entry);
    return entry.loading;
  }

  /** The room with the session at it; taken up anew if it was forgotten in between. Null if there is no such room. */
  async enter(roomId: RoomId, session: Session): Promise<HubRoom | null> {
    for (;;) {
      const room = await this.room(roomId);
      if (room === null) return null;
      if (this.#entries.get(roomId)?.room !== room) continue;
      room.sessions.add(session);
      return room;
    }
  }

  /** The session is at the room no more. */
  leave(room: HubRoom, session: Session): void {
    room.sessions.delete(session);
    this.tidy(room);
  }

  /**
   * Takes up every room that seats are held in or somebody knocks at, so that those of people who are gone are given up, and every
   * one that is to end.
   */
  async resume(): Promise<void> {
    const found = await Promise.all([
      roomsWithSeats(this.#deps),
      roomsToEnd(this.#deps),
      roomsWithKnockers(this.#deps),
    ]);
    for (const roomId of new Set(found.flat())) (await this.room(roomId))?.review();
  }

  /** Forgets the room if nobody needs it. */
  tidy(room: HubRoom): void {
    if (!room.deserted || this.#entries.get(room.id)?.room !== room) return;
    this.#entries.delete(room.id);
    room.forgotten();
  }

  /** Lets go of every line and timer, after what is under way. Seats stay held in the database. */
  async shutDown(): Promise<void> {
    await Promise.all(this.rooms().map((room) => room.shutDown()));
    this.#entries.clear();
  }

  async #load(roomId: RoomId, found: Found): Promise<HubRoom | null> {
    try {
      const [stored, knockers] = await Promise.all([
        readLiveRoom(this.#deps, roomId),
        readKnockers(this.#deps, roomId),
      ]);
      const entry = this.#entries.get(roomId);
      if (stored === null || entry === undefined) {
        this.#entries.delete(roomId);
        return null;
      }
      const room = new HubRoom(roomId, stored.empty, this.#deps, this.#timers, (quiet) => this.tidy(quiet));
      for (const seat of stored.seats) {
        if (found === "connected_before") {
          room.apply({ type: "person_joined", seat: { ...seat, presence: "inside" } });
          room.apply({ type: "person_away", seatId: seat.id });
        } else {
          room.apply({ type: "person_joined", seat });
        }
      }
      for (const event of entry.early) room.apply(event);
      entry.early = [];
      entry.room = room;
      for (const knocker of knockers) room.knocking.seen(knocker);
      return room;
    } catch (error) {
      this.#entries.delete(roomId);
      throw error;
    }
  }
}
