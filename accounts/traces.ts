/**
 * Makes `Traces` of a request: keyed hashes, so that the database holds neither addresses nor what is in anybody's cookies,
 * and a copy of it is of no use for finding either.
 */
import { createHmac } from "node:crypto";
import type { Traces } from "../domain/traces.ts";

/** Enough that two are never alike by chance. */
const KEPT_CHARACTERS = 22;

export interface TraceMaker {
  /** `browser`: the value of the browser's own cookie, null without one. `address`: as the connection or a trusted proxy has it. */
  of(browser: string | null, address: string): Traces;
}

export function createTraceMaker(key: Uint8Array): TraceMaker {
  function hash(kind: string, text: string): string {
    return createHmac("sha256", key).update(`${kind} ${text}`).digest("base64url").slice(0, KEPT_CHARACTERS);
  }
  return {
    // Hashed only where they are looked at, which most pages never do.
    of: (browser, address) => ({
      get browser() {
        return browser === null ? null : hash("browser", browser);
      },
      get address() {
        return hash("address", address);
      },
    }),
  };
}
