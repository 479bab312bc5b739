/**
 * Branded identifiers: strings that the compiler keeps apart.
 * They are opaque; nothing reads meaning out of them. Making new ones is the composition root's business (randomness).
 */
declare const brand: unique symbol;

/** A `T` that can only be had by naming it: `Branded<string, "RoomId">` is no `Branded<string, "SeatId">`. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type PersonId = Branded<string, "PersonId">;
export type RoomId = Branded<string, "RoomId">;
export type SeatId = Branded<string, "SeatId">;
export type GroupId = Branded<string, "GroupId">;
export type NoticeId = Branded<string, "NoticeId">;
export type ReportId = Branded<string, "ReportId">;
export type RemovalId = Branded<string, "RemovalId">;
export type KnockId = Branded<string, "KnockId">;
export type InvitationId = Branded<string, "InvitationId">;
export type EventId = Branded<string, "EventId">;
export type EventPostId = Branded<string, "EventPostId">;
/** The secret part of a room's link, at least 128 random bits in base64url; who holds it may knock at the door. */
export type RoomCode = Branded<string, "RoomCode">;

export function personId(value: string): PersonId {
  return value as PersonId;
}

export function roomId(value: string): RoomId {
  return value as RoomId;
}

export function seatId(value: string): SeatId {
  return value as SeatId;
}

export function roomCode(value: string): RoomCode {
  return value as RoomCode;
}

export function groupId(value: string): GroupId {
  return value as GroupId;
}

export function noticeId(value: string): NoticeId {
  return value as NoticeId;
}

export function reportId(value: string): ReportId {
  return value as ReportId;
}

export function removalId(value: string): RemovalId {
  return value as RemovalId;
}

export function knockId(value: string): KnockId {
  return value as KnockId;
}

export function invitationId(value: string): InvitationId {
  return value as InvitationId;
}

export function eventId(value: string): EventId {
  return value as EventId;
}

export function eventPostId(value: string): EventPostId {
  return value as EventPostId;
}
