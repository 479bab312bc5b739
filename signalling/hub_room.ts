/**
 * One room while anybody is at its door or holds a seat in it: folds its events, tells them on, and carries out their
 * effects. Seats are given and freed in its queue, one deed at a time; the database stays the account of who holds one.
 */
import { closeMediaRoom } from "../actions/close_media_room.ts";
import type { Deps, TrackKind } from "../actions/deps.ts";
import { liveDoorOf } from "../actions/door_view.ts";
import { expelSeat } from "../actions/expel_seat.ts";
import { leaveRoom } from "../actions/leave_room.ts";
import { reviewAttendance } from "../actions/review_attendance.ts";
import { LOST_SOCKET_GRACE_MS } from "../domain/grace.ts";
import type { PersonId, RoomId, SeatId } from "../domain/ids.ts";
import type { LiveRoom, RoomEvent } from "../domain/room.ts";
import { type Effect, transition } from "../domain/room_machine.ts";
import type { Sight } from "../domain/visibility.ts";
import { CLOSE } from "../protocol/version.ts";
import type { OutsideView, ServerMessage } from "../protocol/signal.ts";
import { CHANGES_SIGHT, lookAgain } from "./doorkeeper.ts";
import { Knocking } from "./knocking.ts";
import { Place } from "./place.ts";
import type { Session } from "./session.ts";
import { stepUp } from "./threshold.ts";
import { Talk } from "./talk.ts";
import type { Timers } from "./timers.ts";
import { TurnQueue } from "./turn_queue.ts";

export class HubRoom {
  readonly id: RoomId;
  readonly queue: TurnQueue = new TurnQueue();
  readonly sessions: Set<Session> = new Set<Session>();
  readonly places: Map<SeatId, Place> = new Map<SeatId, Place>();
  readonly knocking: Knocking;
  readonly #deps: Deps;
  readonly #timers: Timers;
  readonly #onQuiet: (room: HubRoom) => void;
  readonly #awaited = new Map<SeatId, () => void>();
  readonly #talk: Talk;
  /** Calls off the next look at whether somebody with the host's rights is inside; null if none is due. */
  #stopReviewing: (() => void) | null = null;
  #live: LiveRoom;

  /** `onQuiet` is called whenever the room may have become deserted. */
  constructor(id: RoomId, live: LiveRoom, deps: Deps, timers: Timers, onQuiet: (room: HubRoom) => void) {
    this.id = id;
    this.#onQuiet = onQuiet;
    this.#live = live;
    this.#deps = deps;
    this.#timers = timers;
    this.knocking = new Knocking(this, deps, timers, () => onQuiet(this));
    this.#talk = new Talk(deps.now, timers, () => deps.tidings.roomChanged(id));
  }

  get live(): LiveRoom {
    return this.#live;
  }

  /** Somebody spoke a moment ago. */
  get talking(): boolean {
    return this.#live.seats.length > 0 && this.#talk.talking;
  }

  /** Nobody is here and nothing is under way. */
  get deserted(): boolean {
    return this.sessions.size === 0 && this.places.size === 0 && this.#live.seats.length === 0 &&
      this.queue.length === 0 && this.#stopReviewing === null && !this.knocking.waits;
  }

  /** As it looks to those outside who may know so much of the room. Whom an ended one was for does not matter any more. */
  fromOutside(sight: Sight): OutsideView {
    const { state, audience, groupName, audienceAt } = this.#live;
    const isTold = sight !== "knock" && state !== "ended";
    return {
      door: liveDoorOf(this.#live, sight, this.#deps.gateway),
      audience: isTold ? { audience, groupName, audienceAt } : null,
    };
  }

  apply(event: RoomEvent): void {
    const { live, effects } = transition(this.#live, event, this.#deps.now().getTime());
    const isNews = live !== this.#live;
    if (isNews) {
      this.#live = live;
      this.#talk.hear(live.seats.some(({ speaking }) => speaking));
      this.tellInside({ type: "room_event", event });
      if (live.state === "ended") this.#dismissAll();
    }
    // Also of an event that changes nothing: somebody who is on the way in has no seat here yet, but may be put out.
    for (const effect of effects) this.#carryOut(effect);
    if (CHANGES_SIGHT.has(event.type)) this.lookAgain(() => true);
    if (!isNews) return;
    this.tellDoor();
    if (event.type === "rights_changed") this.knocking.rightsChanged();
    this.#onQuiet(this);
  }

  tellInside(message: ServerMessage): void {
    for (const session of this.sessions) if (session.standing.at === "inside") session.send(message);
  }

  /** Tells those outside how the door looks, if it looks different. */
  tellDoor(): void {
    for (const session of this.sessions) {
      session.showDoor();
      stepUp(session);
    }
  }

  /** What these may know of the room may have changed, as far as they are outside. */
  lookAgain(isMeant: (session: Session) => boolean): void {
    for (const session of this.sessions) if (isMeant(session)) lookAgain(this.#deps, session);
  }

  /** The session is on that seat from now on; a connection that was is told so and closed. */
  occupy(seatId: SeatId, session: Session, tab: string, keep: boolean, muted: boolean): void {
    const place = this.places.get(seatId) ?? new Place(seatId);
    this.places.set(seatId, place);
    const before = place.occupy(session, tab, keep, muted);
    before?.stepOut();
    before?.close(CLOSE.replaced, "the seat was taken up by another connection");
  }

  /** The session is off that seat, if it was on it; whether the seat waits is told by its events. */
  vacate(seatId: SeatId, session: Session): void {
    const place = this.places.get(seatId);
    session.stepOut();
    if (place?.session === session) {
      place.vacate();
      lookAgain(this.#deps, session);
      if (this.#live.seats.some(({ id }) => id === seatId)) return;
      this.#dismiss(place);
    }
    this.#carryOut({ type: "close_media_room" });
  }

  /** Does what the host has set for when nobody with the host's rights is inside. Returns at once. */
  review(): void {
    this.#inBackground("Failed to look after a room", () => this.#review());
  }

  /** Closes the sockets of those who are signed in no more; their seats are given up by whoever says so. */
  signedOut(people: ReadonlySet<PersonId>): void {
    for (const session of this.sessions) {
      const { viewer } = session.facts;
      if (viewer.kind === "person" && people.has(viewer.personId)) session.close(CLOSE.signedOut, "signed out");
    }
  }

  /** It is not watched any more: nobody is at it. */
  forgotten(): void {
    this.knocking.end();
    this.#talk.end();
  }

  /** Lets go of lines and timers, after what is under way; seats stay held in the database. */
  async shutDown(): Promise<void> {
    for (const callOff of this.#awaited.values()) callOff();
    this.#awaited.clear();
    await this.queue.idle();
    for (const callOff of this.#awaited.values()) callOff();
    this.#stopReviewing?.();
    this.knocking.end();
    this.#talk.end();
    await Promise.all([...this.places.values()].map(async (place) => {
      place.hangUp();
      await place.settle();
    }));
  }

  /** What the seat sends of that kind is dropped at the media server, or not any more. Throws `MediaUnavailable`. */
  async silence(seatId: SeatId, kind: TrackKind, silent: boolean): Promise<void> {
    await this.places.get(seatId)?.silence(kind, silent);
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case "await_return":
        return this.#await(effect.seatId, effect.until - this.#deps.now().getTime());
      case "stop_awaiting":
        this.#awaited.get(effect.seatId)?.();
        this.#awaited.delete(effect.seatId);
        return;
      case "close_seat_media": {
        const place = this.places.get(effect.seatId);
        if (place !== undefined) this.#dismiss(place);
        if (effect.expels) this.#expel(effect.seatId, place);
        return;
      }
      case "review_attendance":
        return this.review();
      case "close_media_room":
        return this.#inBackground("Failed to close an empty room's media", () => this.#closeMediaIfEmpty());
    }
  }

  #await(seatId: SeatId, milliseconds: number): void {
    this.#awaited.get(seatId)?.();
    const callOff = this.#timers.after(
      milliseconds,
      () => this.#inBackground("Failed to give up a seat", () => this.#giveUp(seatId)),
    );
    this.#awaited.set(seatId, callOff);
  }

  /** After its line has closed, which ends most of it: what is left then was not to be reached that way. */
  #expel(seatId: SeatId, place: Place | undefined): void {
    this.#deps.background.start("Failed to put a seat out of the media server", async () => {
      await place?.settle();
      await expelSeat(this.#deps, this.id, seatId);
    });
  }

  /** Its holder may be coming back this very moment, or the database be away: then it waits once more. */
  async #giveUp(seatId: SeatId): Promise<void> {
    const seat = this.#live.seats.find(({ id }) => id === seatId);
    if (seat?.presence !== "away") return;
    this.#await(seatId, LOST_SOCKET_GRACE_MS);
    const place = this.places.get(seatId);
    if (place === undefined || place.session === null) await leaveRoom(this.#deps, this.id, seatId);
  }

  /** The database may be away: then it is looked at once more. */
  async #review(): Promise<void> {
    this.#reviewAfter(LOST_SOCKET_GRACE_MS);
    const next = await reviewAttendance(this.#deps, this.id);
    this.#reviewAfter(next === null ? null : next.getTime() - this.#deps.now().getTime());
  }

  #reviewAfter(milliseconds: number | null): void {
    this.#stopReviewing?.();
    this.#stopReviewing = milliseconds === null ? null : this.#timers.after(milliseconds, () => {
      this.#stopReviewing = null;
      this.review();
    });
  }

  /** In the queue, so that nobody is coming in meanwhile. */
  async #closeMediaIfEmpty(): Promise<void> {
    if (this.places.size === 0) await closeMediaRoom(this.#deps, this.id);
  }

  #inBackground(failure: string, deed: () => Promise<void>): void {
    this.queue.run(deed)
      .catch((error: unknown) => this.#deps.log.error(failure, { roomId: this.id }, error))
      .finally(() => this.#onQuiet(this));
  }

  #dismissAll(): void {
    for (const place of [...this.places.values()]) this.#dismiss(place);
  }

  /** Whoever is on it stands outside again, or stays there. */
  #dismiss(place: Place): void {
    const { session } = place;
    this.places.delete(place.seatId);
    place.hangUp();
    place.vacate();
    session?.stepOut();
    if (session !== null && this.#live.state !== "ended") lookAgain(this.#deps, session);
  }
}
