import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createStopTokens } from "./stop_tokens_hmac.ts";
import type { StopClaim } from "./stop_tokens.ts";
import { personId } from "../domain/ids.ts";

const tokens = createStopTokens(new Uint8Array(32).fill(1));
const CLAIMS: readonly StopClaim[] = [{ personId: personId("p"), matter: "knocks" }, { email: "x@example.org" }];

describe("stop tokens", () => {
  it("say whose mail they stop", () => {
    for (const claim of CLAIMS) assert.deepEqual(tokens.verify(tokens.issue(claim)), claim);
  });

  it("of another house, forged, cut or mended are worth nothing", () => {
    const others = createStopTokens(new Uint8Array(32).fill(2));
    for (const claim of CLAIMS) {
      const token = tokens.issue(claim);
      const [signed = "", mac = ""] = token.split(".");
      const mended = new TextEncoder().encode(JSON.stringify({ e: "y@example.org" })).toBase64({
        alphabet: "base64url",
      });
      for (
        const bad of [
          others.issue(claim),
          `${mended}.${mac}`,
          `${signed}.${mac.slice(0, -1)}`,
          `${signed}.${mac}.`,
          `${signed}.`,
          signed,
          `.${mac}`,
          "",
          ".",
          "\0",
          "é.é",
          "x".repeat(100_000),
        ]
      ) assert.equal(tokens.verify(bad), null, bad.slice(0, 80));
    }
  });
});
