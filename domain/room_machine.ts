/**
 * The one state machine of a live room: what an event makes of it, and what is then to be done, as data. The server
 * carries the effects out; the browser folds the same events for its view and ignores them. Every event can come twice.
 */
import { sameAudience } from "./audience.ts";
import { addLine } from "./chat.ts";
import { sameSettings } from "./room_settings.ts";
import { releaseAt } from "./grace.ts";
import type { SeatId } from "./ids.ts";
import type { LiveRoom, RoomEvent, Seat } from "./room.ts";

export type Effect =
  /** Give the seat up unless its holder is back by then; milliseconds since the epoch. */
  | { readonly type: "await_return"; readonly seatId: SeatId; readonly until: number }
  | { readonly type: "stop_awaiting"; readonly seatId: SeatId }
  /** `expels`: whatever else the seat has at the media server ends, too. */
  | { readonly type: "close_seat_media"; readonly seatId: SeatId; readonly expels: boolean }
  /** Whether somebody with the host's rights is inside has changed: the room may have to lock itself, or to end. */
  | { readonly type: "review_attendance" }
  /** Nobody is inside any more. (Ending a room closes its media as a deed of its own, watched or not.) */
  | { readonly type: "close_media_room" };

export interface Transition {
  readonly live: LiveRoom;
  readonly effects: readonly Effect[];
}

/**
 * `now` is in milliseconds since the epoch. An event that changes nothing gives the same `live`, and no effects but those of a
 * parting: the holder of a seat that is not there may be on the way in, and must not arrive after having been put out.
 */
export function transition(live: LiveRoom, event: RoomEvent, now: number): Transition {
  if (live.state === "ended" && !BEGINS_ANEW.has(event.type)) return { live, effects: [] };
  const { live: after, effects } = step(live, event, now);
  const isReviewed = after.state === "open" && isLookedAfter(after) !== isLookedAfter(live);
  return { live: after, effects: isReviewed ? [...effects, { type: "review_attendance" }] : effects };
}

/** What a room that repeats comes back from its end by. */
const BEGINS_ANEW: ReadonlySet<RoomEvent["type"]> = new Set(["room_scheduled", "room_opened"]);

function isLookedAfter({ seats }: LiveRoom): boolean {
  return seats.some(({ host, coHost }) => host || coHost);
}

function step(live: LiveRoom, event: RoomEvent, now: number): Transition {
  switch (event.type) {
    case "person_joined":
      return seated(live, event.seat, now);
    case "person_away":
      return changed(live, event.seatId, (seat) => ({ ...seat, presence: "away", speaking: false }), [
        { type: "await_return", seatId: event.seatId, until: releaseAt(true, now) },
      ]);
    case "person_left":
      return unseated(live, event.seatId);
    case "media_changed": {
      const { media } = event;
      return changed(live, event.seatId, (seat) => ({ ...seat, media, speaking: seat.speaking && media.microphone }));
    }
    case "speaking_changed":
      return changed(live, event.seatId, (seat) => ({ ...seat, speaking: event.speaking }));
    case "audience_changed": {
      const { audience, groupName, at: audienceAt } = event;
      const same = sameAudience(live.audience, audience) && live.groupName === groupName &&
        live.audienceAt === audienceAt;
      return { live: same ? live : { ...live, audience, groupName, audienceAt }, effects: [] };
    }
    case "lock_changed":
      return { live: live.locked === event.locked ? live : { ...live, locked: event.locked }, effects: [] };
    case "room_started":
      return { live: live.started ? live : { ...live, started: true }, effects: [] };
    case "settings_changed": {
      const { settings, seatLimit } = event;
      const same = seatLimit === live.seatLimit && sameSettings(live.settings, settings);
      return { live: same ? live : { ...live, settings, seatLimit }, effects: [] };
    }
    case "activity_changed": {
      const { activity } = event;
      const same = live.activity.emoji === activity.emoji && live.activity.title === activity.title;
      return { live: same ? live : { ...live, activity }, effects: [] };
    }
    case "ending_changed":
      return { live: live.endsAt === event.endsAt ? live : { ...live, endsAt: event.endsAt }, effects: [] };
    case "link_replaced":
      return { live: live.code === event.code ? live : { ...live, code: event.code }, effects: [] };
    case "rights_changed": {
      const { coHost } = event;
      return changed(live, event.seatId, (seat) => ({ ...seat, coHost }));
    }
    case "mute_changed": {
      const { muted } = event;
      return changed(
        live,
        event.seatId,
        (seat) =>
          muted ? { ...seat, muted, speaking: false, media: { ...seat.media, microphone: false } } : { ...seat, muted },
      );
    }
    case "screen_stopped":
      return changed(live, event.seatId, (seat) => ({ ...seat, media: { ...seat.media, screen: false } }));
    case "said": {
      // With the last one inside, what was said is gone.
      const lines = live.seats.length === 0 ? live.lines : addLine(live.lines, event.line);
      return { live: lines === live.lines ? live : { ...live, lines }, effects: [] };
    }
    case "person_removed":
      return unseated(live, event.seatId, true);
    case "room_ended":
      return {
        live: { ...live, state: "ended", locked: false, seats: [], lines: [] },
        effects: live.seats.flatMap(({ id }) => farewell(id)),
      };
    case "room_scheduled": {
      const { opensAt } = event;
      const same = live.state === "scheduled" && live.opensAt === opensAt;
      // Of an open room, which nobody schedules, this is old news.
      if (same || live.state === "open") return { live, effects: [] };
      return { live: { ...live, state: "scheduled", started: false, endsAt: null, opensAt }, effects: [] };
    }
    case "room_opened":
      return { live: live.state === "open" ? live : { ...live, state: "open", started: event.started }, effects: [] };
  }
}

/** The room after the event, for those who only look. */
export function fold(live: LiveRoom, event: RoomEvent): LiveRoom {
  return transition(live, event, 0).live;
}

/** Of a seat that is there already, the rights are known by their own event: they may have changed while its holder came back. */
function seated(live: LiveRoom, arriving: Seat, now: number): Transition {
  const before = live.seats.find(({ id }) => id === arriving.id);
  const seat = before === undefined ? arriving : { ...arriving, coHost: before.coHost };
  if (before !== undefined && sameSeat(before, seat)) return { live, effects: [] };
  const seats = [...live.seats.filter(({ id }) => id !== seat.id), seat].sort(byArrival);
  const effect: Effect = seat.presence === "away"
    ? { type: "await_return", seatId: seat.id, until: releaseAt(false, now) }
    : { type: "stop_awaiting", seatId: seat.id };
  return { live: { ...live, seats }, effects: [effect] };
}

function unseated(live: LiveRoom, seatId: SeatId, expels = false): Transition {
  const seats = live.seats.filter(({ id }) => id !== seatId);
  const effects = farewell(seatId, expels);
  if (seats.length === 0) effects.push({ type: "close_media_room" });
  const lines = seats.length === 0 ? [] : live.lines;
  return { live: seats.length === live.seats.length ? live : { ...live, seats, lines }, effects };
}

function changed(
  live: LiveRoom,
  seatId: SeatId,
  change: (seat: Seat) => Seat,
  effects: readonly Effect[] = [],
): Transition {
  const before = live.seats.find(({ id }) => id === seatId);
  if (before === undefined) return { live, effects: [] };
  const after = change(before);
  if (sameSeat(before, after)) return { live, effects: [] };
  return { live: { ...live, seats: live.seats.map((seat) => seat === before ? after : seat) }, effects };
}

function farewell(seatId: SeatId, expels = false): Effect[] {
  return [{ type: "stop_awaiting", seatId }, { type: "close_seat_media", seatId, expels }];
}

function byArrival(a: Seat, b: Seat): number {
  return a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function sameSeat(a: Seat, b: Seat): boolean {
  return a.name === b.name && a.kind === b.kind && a.host === b.host && a.coHost === b.coHost && a.muted === b.muted &&
    a.presence === b.presence &&
    a.speaking === b.speaking && a.joinedAt === b.joinedAt && a.media.microphone === b.media.microphone &&
    a.media.camera === b.media.camera && a.media.screen === b.media.screen;
}
