/**
 * Seat tokens as `v1.<payload>.<mac>`: the payload is base64url of `[room, seat, end of life in seconds]`, the mac is
 * HMAC-SHA256 over everything before it. Nothing is stored: whoever has the key can tell a token, nobody else can make one.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { SEAT_TOKEN_TTL_SECONDS, type SeatTokens } from "./seat_tokens.ts";
import { seatId } from "../domain/ids.ts";

const VERSION = "v1";
const MINIMUM_KEY_BYTES = 32;
/** Longer than any token that `issue` makes from real ids; keeps a huge cookie from being worked on. */
const TOKEN_LIMIT_CHARACTERS = 1024;

const payload = z.tuple([z.string().min(1), z.string().min(1), z.int()]);

/** `key`: at least 32 random bytes. A new key makes all tokens worthless. */
export function createSeatTokens(key: Uint8Array<ArrayBuffer>): SeatTokens {
  if (key.length < MINIMUM_KEY_BYTES) throw new RangeError(`Seat token key is too short: ${key.length} bytes`);
  const utf8 = new TextEncoder();

  /** Not WebCrypto: its promises cost more than the hash, on every first view of a join page. */
  function macOf(signed: string): Uint8Array<ArrayBuffer> {
    return new Uint8Array(createHmac("sha256", key).update(signed).digest());
  }

  return {
    issue({ roomId, seatId }, now) {
      const endsAt = Math.floor(now.getTime() / 1000) + SEAT_TOKEN_TTL_SECONDS;
      const signed = `${VERSION}.${utf8.encode(JSON.stringify([roomId, seatId, endsAt])).toBase64(BASE64URL)}`;
      return `${signed}.${macOf(signed).toBase64(BASE64URL)}`;
    },

    verify(token, roomId, now) {
      if (token.length > TOKEN_LIMIT_CHARACTERS) return null;
      const [version, encoded, encodedMac, ...rest] = token.split(".");
      if (version !== VERSION || encoded === undefined || encodedMac === undefined || rest.length > 0) return null;
      const mac = decode(encodedMac);
      const expected = macOf(`${version}.${encoded}`);
      if (mac?.length !== expected.length || !timingSafeEqual(mac, expected)) return null;
      const [tokenRoom, seat, endsAt] = readPayload(encoded);
      return tokenRoom === roomId && now.getTime() < endsAt * 1000 ? seatId(seat) : null;
    },
  };
}

const BASE64URL = { alphabet: "base64url", omitPadding: true } as const;

/** Only the one spelling that `issue` makes: base64 has several for the same bytes. */
function decode(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url", lastChunkHandling: "loose" });
    return bytes.toBase64(BASE64URL) === text ? bytes : null;
  } catch {
    return null;
  }
}

/** Only ever given what our own mac covers, so anything unreadable is a fault, not a forgery. */
function readPayload(encoded: string): z.infer<typeof payload> {
  const bytes = Uint8Array.fromBase64(encoded, { alphabet: "base64url" });
  return payload.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
