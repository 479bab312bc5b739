/**
 * What a room and a seat are, as values. Rules about them live in the other files of this folder.
 * The same shapes are used by the server, on the wire and in the browser.
 */
import type { GroupId, PersonId, RoomCode, RoomId, SeatId } from "./ids.ts";
import type { RoomSettings } from "./room_settings.ts";
import type { Schedule } from "./schedule.ts";

/** One emoji and a short title: what people do in the room. */
export interface Activity {
  readonly emoji: string;
  readonly title: string;
}

/**
 * Who may find a room, and come in. `link`: who was handed the link; it is listed nowhere. `people`: chosen friends.
 * `friends`: the host's, ring by ring. `group`: its members.
 */
export type Audience =
  | { readonly kind: "link" }
  | { readonly kind: "people" }
  | { readonly kind: "friends" }
  | { readonly kind: "group"; readonly groupId: GroupId };

/** The closer people are to the host, the sooner they see a room for friends; 1 are the close ones. */
export type Ring = 1 | 2 | 3;

/** What decides how far a room for friends is shown. */
export interface Showing {
  /** When the audience was chosen, or the room opened: ring 1 sees it from then on. */
  readonly shownSince: Date;
  /** The host did not want to wait for the rings. */
  readonly shownToAll: boolean;
  /** When somebody else than the host first came in after `shownSince`: rings widen no further. */
  readonly firstCameAt: Date | null;
}

export type RoomState = "scheduled" | "open" | "ended";

/** Why a room is locked: a host did it, somebody was removed, or nobody with the host's rights is inside. */
export type LockCause = "deed" | "removal" | "host_gone";

export interface Room extends Showing {
  readonly id: RoomId;
  readonly code: RoomCode;
  readonly hostId: PersonId;
  readonly hostName: string;
  readonly activity: Activity;
  readonly audience: Audience;
  /** Of the audience's group; null for any other audience. */
  readonly groupName: string | null;
  readonly state: RoomState;
  /** A flag of an open room: nobody new comes in. */
  readonly locked: boolean;
  /** Set exactly while it is locked. */
  readonly lock: { readonly at: Date; readonly cause: LockCause } | null;
  readonly settings: RoomSettings;
  /** When it started: when it opened, or when somebody who may start it first came in. Null: who comes early waits. */
  readonly startedAt: Date | null;
  /** How many seats may be taken at once. */
  readonly seatLimit: number;
  /** When it opened, or is to open. */
  readonly opensAt: Date;
  /** When its time is over: from then on it closes as soon as nobody is inside. Null: it lasts until somebody ends it. */
  readonly closesAt: Date | null;
  /** Of a room that was made for later: the zone of its host, its first opening there, and the rule by which it opens again, if it does. */
  readonly schedule: Pick<Schedule, "zone" | "rule" | "localStart"> | null;
  /** When it ends by itself unless somebody with the host's rights is back by then; null: it does not. */
  readonly endsAt: Date | null;
  readonly endedAt: Date | null;
}

/** What a seat sends right now, as told by its holder: others show a picture, a name only, or a crossed microphone by it. */
export interface SeatMedia {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

export const SILENT: SeatMedia = { microphone: false, camera: false, screen: false };

/**
 * A place in a live room. `away`: the socket is lost and the seat waits for its holder. `ajar`: its holder waits behind the
 * open door, without picture or sound, until somebody comes.
 */
export interface Seat {
  readonly id: SeatId;
  readonly kind: "person" | "guest";
  readonly name: string;
  readonly host: boolean;
  /** Has been given the host's rights in this room. */
  readonly coHost: boolean;
  /** A host closed the microphone, and it has not been on since. */
  readonly muted: boolean;
  readonly presence: "inside" | "away" | "ajar";
  readonly media: SeatMedia;
  readonly speaking: boolean;
  /** Milliseconds since the epoch; the order of arrival. */
  readonly joinedAt: number;
}

/** What those inside know of a room: the part that the server's events change, folded alike on the server and in the browser. */
export interface LiveRoom {
  readonly state: RoomState;
  /** When it opened, or is to open; milliseconds since the epoch. */
  readonly opensAt: number;
  /** Of the link that leads here now: who is inside comes back by it. */
  readonly code: RoomCode;
  readonly locked: boolean;
  readonly started: boolean;
  readonly settings: RoomSettings;
  readonly activity: Activity;
  readonly hostName: string;
  readonly audience: Audience;
  readonly groupName: string | null;
  /** When the audience, or how far it is shown, was changed last; milliseconds since the epoch. */
  readonly audienceAt: number;
  readonly seatLimit: number;
  /** When it ends unless somebody with the host's rights is back, in milliseconds since the epoch; null: it does not. */
  readonly endsAt: number | null;
  /** By `joinedAt`, then id. */
  readonly seats: readonly Seat[];
  /** What was said in the chat, the oldest first; on a page, what was said since one came in. */
  readonly lines: readonly ChatLine[];
}

/** `name` is as the seat was called then; `at` in milliseconds since the epoch, no two of a room alike. */
export interface ChatLine {
  readonly seatId: SeatId;
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

/** What happened in a room, in the past tense. The hub publishes these; `room_machine.ts` folds them. */
export type RoomEvent =
  | { readonly type: "person_joined"; readonly seat: Seat }
  | { readonly type: "person_away"; readonly seatId: SeatId }
  | { readonly type: "person_left"; readonly seatId: SeatId }
  | { readonly type: "media_changed"; readonly seatId: SeatId; readonly media: SeatMedia }
  | { readonly type: "speaking_changed"; readonly seatId: SeatId; readonly speaking: boolean }
  /** Also when only how far the room is shown was changed. `at`: milliseconds since the epoch. */
  | {
    readonly type: "audience_changed";
    readonly audience: Audience;
    readonly groupName: string | null;
    readonly at: number;
  }
  | { readonly type: "lock_changed"; readonly locked: boolean }
  | { readonly type: "room_started" }
  | { readonly type: "settings_changed"; readonly settings: RoomSettings; readonly seatLimit: number }
  | { readonly type: "activity_changed"; readonly activity: Activity }
  | { readonly type: "ending_changed"; readonly endsAt: number | null }
  /** The link of before leads nowhere any more, but for who is inside. */
  | { readonly type: "link_replaced"; readonly code: RoomCode }
  | { readonly type: "rights_changed"; readonly seatId: SeatId; readonly coHost: boolean }
  | { readonly type: "mute_changed"; readonly seatId: SeatId; readonly muted: boolean }
  /** A host ended the sharing of that seat's screen. */
  | { readonly type: "screen_stopped"; readonly seatId: SeatId }
  | { readonly type: "said"; readonly line: ChatLine }
  /** Put out by a host. To the others it looks like leaving. */
  | { readonly type: "person_removed"; readonly seatId: SeatId }
  | { readonly type: "room_ended" }
  /** It is to open at that time, in milliseconds since the epoch: for the first time, at another time than before, or again. */
  | { readonly type: "room_scheduled"; readonly opensAt: number }
  /** Its time has come. `started`: nobody has to wait for the host. */
  | { readonly type: "room_opened"; readonly started: boolean };

/** What somebody outside may know of a room whose link they hold. */
export interface DoorView {
  readonly state: "scheduled" | "open" | "ended";
  readonly activity: Activity;
  /** Whether the room is open to them, if only by the link. If not they may knock, and learn nothing of what follows. */
  readonly forYou: boolean;
  readonly locked: boolean;
  /** False while who comes early waits for the host. */
  readonly started: boolean;
  /** Null where that is not told: behind a locked door, and of a room that is not for them. */
  readonly inside: number | null;
  readonly seatLimit: number;
  /** While it is not open yet: when it is to, in milliseconds since the epoch; else null. */
  readonly opensAt: number | null;
  readonly media: "up" | "down";
}
