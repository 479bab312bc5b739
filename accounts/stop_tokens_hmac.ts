/** Stop tokens as `<payload>.<mac>` in base64url: HMAC-SHA256 over the payload's text. Nothing is stored. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { StopTokens } from "./stop_tokens.ts";
import { personId } from "../domain/ids.ts";
import { MATTERS } from "../domain/notice_choice.ts";

const BASE64URL = { alphabet: "base64url", omitPadding: true } as const;

/** Longer than any token that `issue` makes. */
const TOKEN_LIMIT_CHARACTERS = 1024;

const payload = z.union([
  z.object({ p: z.string(), m: z.enum(MATTERS) }).transform(({ p, m }) => ({ personId: personId(p), matter: m })),
  z.object({ e: z.string() }).transform(({ e }) => ({ email: e })),
]);

/** `key`: at least 32 random bytes. */
export function createStopTokens(key: Uint8Array<ArrayBuffer>): StopTokens {
  function macOf(signed: string): Uint8Array<ArrayBuffer> {
    return new Uint8Array(createHmac("sha256", key).update(`stop mail:${signed}`).digest());
  }

  return {
    issue(claim) {
      const said = "email" in claim ? { e: claim.email } : { p: claim.personId, m: claim.matter };
      const signed = new TextEncoder().encode(JSON.stringify(said)).toBase64(BASE64URL);
      return `${signed}.${macOf(signed).toBase64(BASE64URL)}`;
    },

    verify(token) {
      if (token.length > TOKEN_LIMIT_CHARACTERS) return null;
      const [signed = "", mac = "", ...rest] = token.split(".");
      const given = new TextEncoder().encode(mac);
      const expected = new TextEncoder().encode(macOf(signed).toBase64(BASE64URL));
      if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return payload.parse(JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(signed, BASE64URL))));
    },
  };
}
