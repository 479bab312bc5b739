/**
 * The seat cookie of a guest: one per room, so that a seat in one room tells nothing in another. Reading is forgiving of
 * foreign cookies and never throws; whether a token is genuine is the signature's business.
 */
import type { RoomId } from "../domain/ids.ts";

/** As long as the token in it lives, in seconds. */
export const SEAT_COOKIE_MAX_AGE_SECONDS = 12 * 60 * 60;
/** A browser sends at most a few kilobytes; what is longer is no browser's. */
const HEADER_MAX_UNITS = 16 * 1024;
/** RFC 6265, section 4.1.1: `cookie-octet`. */
const COOKIE_VALUE = /^[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]*$/;
const COOKIE_NAME = /^[A-Za-z0-9_-]+$/;

/** Names a browser for as long as it is kept, so that who was put out of a room is known again. Tells nothing about anybody. */
export const BROWSER_COOKIE = "ajar_browser";
const BROWSER_COOKIE_MAX_AGE_SECONDS = 180 * 24 * 60 * 60;

/** A complete `Set-Cookie` value. `id`: random, of base64url's characters. */
export function browserCookie({ id, secure }: { readonly id: string; readonly secure: boolean }): string {
  const attributes = `Path=/; Max-Age=${BROWSER_COOKIE_MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${
    secure ? "; Secure" : ""
  }`;
  return `${BROWSER_COOKIE}=${id}; ${attributes}`;
}

/** Throws for an id that is none of ours. */
export function seatCookieName(roomId: RoomId): string {
  const name = `ajar_seat_${roomId}`;
  if (!COOKIE_NAME.test(name)) throw new TypeError("Cannot name a seat cookie: the room's id has foreign characters");
  return name;
}

/**
 * The value of that cookie, or null. Null too if it comes twice with different values: then one of them was slipped in by
 * another site of the same domain, and which one cannot be told.
 */
export function readCookie(header: string | null, name: string): string | null {
  if (header === null || header.length > HEADER_MAX_UNITS) return null;
  const values = new Set<string>();
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue;
    values.add(unquoted(pair.slice(equals + 1).trim()));
  }
  const [value] = values;
  return values.size === 1 && value !== undefined && value !== "" && COOKIE_VALUE.test(value) ? value : null;
}

function unquoted(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

/** A complete `Set-Cookie` value. Throws for a token that would break out of it. */
export function seatCookie(seat: { roomId: RoomId; token: string; secure: boolean }): string {
  if (!COOKIE_VALUE.test(seat.token)) {
    throw new TypeError("Cannot write a seat cookie: the token has foreign characters");
  }
  const attributes = `Path=/; Max-Age=${SEAT_COOKIE_MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${
    seat.secure ? "; Secure" : ""
  }`;
  return `${seatCookieName(seat.roomId)}=${seat.token}; ${attributes}`;
}
