/**
 * A guest's proof of a seat: a signed token in a cookie of that one room. It names the room, the seat and its end of life,
 * so a token of another room, a forged or an old one is worth nothing. The key never leaves the server.
 */
import type { RoomId, SeatId } from "../domain/ids.ts";

/** How long a guest can come back to the same seat, in seconds. */
export const SEAT_TOKEN_TTL_SECONDS = 12 * 60 * 60;

export interface SeatTokens {
  issue(claim: { roomId: RoomId; seatId: SeatId }, now: Date): string;
  /** The seat, if the token is ours, unexpired and of that room; else null. Compares in constant time. */
  verify(token: string, roomId: RoomId, now: Date): SeatId | null;
}
