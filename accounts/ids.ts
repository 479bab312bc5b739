/** Fresh identifiers from the system's randomness. The only place that makes them. */
import { randomBytes } from "node:crypto";
import {
  eventId,
  eventPostId,
  groupId,
  invitationId,
  knockId,
  noticeId,
  removalId,
  reportId,
  roomCode,
  roomId,
  seatId,
} from "../domain/ids.ts";

/** 128 random bits: enough for a link that is a room's only key, and for ids that nobody guesses. */
function unguessable(): string {
  return randomBytes(16).toString("base64url");
}

export const ids = {
  roomId: () => roomId(unguessable()),
  roomCode: () => roomCode(unguessable()),
  seatId: () => seatId(unguessable()),
  groupId: () => groupId(unguessable()),
  groupCode: unguessable,
  noticeId: () => noticeId(unguessable()),
  reportId: () => reportId(unguessable()),
  removalId: () => removalId(unguessable()),
  knockId: () => knockId(unguessable()),
  invitationId: () => invitationId(unguessable()),
  invitationCode: unguessable,
  subscriptionId: unguessable,
  eventId: () => eventId(unguessable()),
  eventPostId: () => eventPostId(unguessable()),
  questionCode: unguessable,
  calendarToken: unguessable,
};
