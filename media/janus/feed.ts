/**
 * Feed ids: how a seat's connection is called inside Janus. Every connection has its own, because Janus lets go of an old one
 * late and refuses an id twice; the seat is read back from it.
 */
import { randomBytes } from "node:crypto";
import { type SeatId, seatId } from "../../domain/ids.ts";

const SUFFIX_BYTES = 6;

export function newFeedId(seat: SeatId): string {
  return `${seat}.${randomBytes(SUFFIX_BYTES).toString("hex")}`;
}

/** Null for an id that {@linkcode newFeedId} did not make. */
export function seatOfFeed(feedId: string): SeatId | null {
  const seat = /^(.+)\.[0-9a-f]{12}$/s.exec(feedId)?.[1];
  return seat === undefined ? null : seatId(seat);
}
