/**
 * What deeds need from outside, gathered once in `main.ts`. Tests pass the same shape with a fake clock or gateway.
 * This is the only place of `actions/` that knows where the types of its ports come from.
 */
import type { Accounts } from "../accounts/accounts.ts";
import type { SeatTokens } from "../accounts/seat_tokens.ts";
import type { StopTokens } from "../accounts/stop_tokens.ts";
import type { Db } from "../db/database.ts";
import type { SuspendedPeople } from "../db/suspended_people.ts";
import type { Doors } from "../db/doors.ts";
import type {
  EventId,
  EventPostId,
  GroupId,
  InvitationId,
  KnockId,
  NoticeId,
  PersonId,
  RemovalId,
  ReportId,
  RoomCode,
  RoomId,
  SeatId,
} from "../domain/ids.ts";
import type { Knocker, KnockView } from "../domain/knock.ts";
import type { Log } from "../domain/log.ts";
import type { RateLimits } from "../domain/rate_limit.ts";
import type { RoomEvent, Seat } from "../domain/room.ts";
import type { Gateway, TrackKind } from "../media/gateway.ts";
import type { Background } from "./background.ts";

export { MediaRejected, MediaUnavailable } from "../media/gateway.ts";
export type {
  Gateway,
  GatewayEvent,
  Line,
  LineEvent,
  ReceivedTrack,
  ReceiveOffer,
  SentTrack,
  TrackKind,
} from "../media/gateway.ts";

/** Where deeds announce what happened; the hub implements it. Returns at once. */
export interface Publisher {
  publish(roomId: RoomId, event: RoomEvent): void;
  /** Nothing has changed for those inside, but somebody outside may be let in now, or not any more. */
  doorChanged(roomId: RoomId): void;
  /** Somebody knocks, was answered or is gone: those who look after the room hear of it. `told`: what the knocker learns by it. */
  knockChanged(roomId: RoomId, knocker: Knocker, told: KnockView | null): void;
  /** Who knocked without a socket has looked again, and so is still there. */
  knockerSeen(roomId: RoomId, knocker: Knocker): void;
}

/** Who is inside, and what they send, as the hub holds it; and what stops it. Only the process that holds their lines can. */
export interface Stage {
  /** Null for who is not inside. */
  seat(roomId: RoomId, seatId: SeatId): Seat | null;
  /** At the media server, for what the seat sends now and over every later connection, until taken back. Throws `MediaUnavailable`. */
  silence(roomId: RoomId, seatId: SeatId, kind: TrackKind, silent: boolean): Promise<void>;
  /** Shows who sits there that `by` asks them to unmute. Returns at once; lost where no page of theirs is connected. */
  askToUnmute(roomId: RoomId, seatId: SeatId, by: string): void;
}

/** Where deeds announce that what people find has changed; the streams of trays listen. Returns at once. */
export interface Tidings {
  /** The room itself, who is inside, or whom it is shown to. */
  roomChanged(roomId: RoomId): void;
  /** Something is due at another time than before: a room is to open, or has opened or closed. */
  scheduleChanged(roomId: RoomId): void;
  /** What those who look after the room see of it and others need not: what people send, who knocks, who is let back. */
  hostingChanged(roomId: RoomId): void;
  /** Friends, blocks, dimmers, groups: these people may see other rooms than before. */
  tiesChanged(people: readonly PersonId[]): void;
  /** These people have another number of unread notices than before; the outbox looks whether any of them leaves. */
  noticed(people: readonly PersonId[]): void;
  /** These people are signed in no more: their streams and sockets end. */
  signedOut(people: readonly PersonId[]): void;
}

/** What browsers are told that are to take push messages, and which they may have them sent to. */
export interface PushHouse {
  /** Of this house's key pair, in base64url. */
  readonly publicKey: string;
  /** Whether they may go to this very machine, over plain http. */
  readonly toLocal: boolean;
}

/** Fresh, unguessable identifiers. */
export interface Ids {
  roomId(): RoomId;
  roomCode(): RoomCode;
  seatId(): SeatId;
  groupId(): GroupId;
  /** The secret part of a group's link to join. */
  groupCode(): string;
  noticeId(): NoticeId;
  reportId(): ReportId;
  removalId(): RemovalId;
  knockId(): KnockId;
  invitationId(): InvitationId;
  /** The secret part of an invitation's link. */
  invitationCode(): string;
  subscriptionId(): string;
  eventId(): EventId;
  eventPostId(): EventPostId;
  /** The secret part of the link in a mail that asks an address whether it wants to be told of a room. */
  questionCode(): string;
  /** The secret part of the address of a person's calendar. */
  calendarToken(): string;
}

export interface Deps {
  readonly db: Db;
  /** For pages alone; deeds that change something read the rows. */
  readonly doors: Pick<Doors, "find" | "forget">;
  readonly accounts: Accounts;
  /** Told of every change of who is suspended; what stays open for long asks it again. */
  readonly suspended: Pick<SuspendedPeople, "has" | "forget">;
  readonly seatTokens: SeatTokens;
  readonly gateway: Gateway;
  readonly publisher: Publisher;
  readonly stage: Stage;
  readonly tidings: Tidings;
  readonly stopTokens: StopTokens;
  readonly push: PushHouse;
  /** Whether there is a mail server: else mails are only shown to whoever runs the house. */
  readonly mailLeaves: boolean;
  /** What deeds leave behind for later. */
  readonly background: Background;
  readonly ids: Ids;
  readonly now: () => Date;
  readonly log: Log;
  readonly limits: RateLimits;
  /** Whose account looks after the whole house, in lower case; null: the first one does. */
  readonly operatorEmail: string | null;
  /** Links, cookies and the Origin check are made from this. */
  readonly publicUrl: URL;
}
