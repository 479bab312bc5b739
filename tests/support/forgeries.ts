/** Tries forged proofs against the real verifiers; throws for the first that is taken. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { randomInt } from "node:crypto";
import { createAccounts } from "../../accounts/better_auth.ts";
import { SEAT_TOKEN_TTL_SECONDS } from "../../accounts/seat_tokens.ts";
import { createSeatTokens } from "../../accounts/seat_tokens_hmac.ts";
import type { Db } from "../../db/database.ts";
import { roomId, seatId } from "../../domain/ids.ts";
import { UNLIMITED } from "../../domain/rate_limit.ts";
import { cookieJar } from "./cookies.ts";
import { forgedToken } from "./guesses.ts";
import { keptLog } from "./kept_log.ts";

const NOW = new Date("2026-03-01T12:00:00Z");

/** Tampered with, of another room (a replay), of another key, or too old. */
export function forgeSeatTokens(times: number): void {
  const ours = createSeatTokens(new Uint8Array(32).fill(7));
  const theirs = createSeatTokens(new Uint8Array(32).fill(8));
  const room = roomId("room");
  const good = ours.issue({ roomId: room, seatId: seatId("ours") }, NOW);
  const elsewhere = ours.issue({ roomId: roomId("elsewhere"), seatId: seatId("ours") }, NOW);
  const old = ours.issue(
    { roomId: room, seatId: seatId("ours") },
    new Date(NOW.getTime() - SEAT_TOKEN_TTL_SECONDS * 1000),
  );
  const foreign = theirs.issue({ roomId: room, seatId: seatId("ours") }, NOW);
  assert.equal(ours.verify(good, room, NOW), "ours");
  for (const token of [elsewhere, old, foreign]) assert.equal(ours.verify(token, room, NOW), null);
  const others = [elsewhere, old, foreign, ours.issue({ roomId: room, seatId: seatId("other") }, NOW)];
  for (let time = 0; time < times; time++) {
    const forged = forgedToken(good, others[randomInt(others.length)] ?? "");
    assert.equal(ours.verify(forged, room, NOW), null, forged);
  }
}

/** Session cookies of a real account, tampered with; with and without better-auth's cached copy beside them. */
export async function forgeSessions(db: Db, times: number): Promise<void> {
  const accounts = await createAccounts({
    db,
    secret: "a secret of thirty-two characters",
    publicUrl: new URL("http://127.0.0.1"),
    limits: UNLIMITED,
    log: keptLog(),
  });
  const signUp = async (name: string) => {
    const email = `${crypto.randomUUID()}@example.org`;
    const outcome = await accounts.signUp({ name, email, password: "a door left ajar" }, new Headers());
    assert.ok(outcome.ok);
    return cookieJar(outcome.value.cookies);
  };
  const [alice, bob] = [await signUp("Alice"), await signUp("Bob")];
  assert.equal((await accounts.personOf(alice.headers()))?.name, "Alice");
  const names = alice.headers().get("cookie")?.split("; ").map((pair) => pair.slice(0, pair.indexOf("="))) ?? [];
  const tokenName = names.find((name) => name.endsWith("session_token")) ?? assert.fail();
  for (let time = 0; time < times; time++) {
    const jar = cookieJar();
    // Only the one that is tampered with, or a good one of somebody else's beside it: neither makes the forged one good.
    const tampered = names[randomInt(names.length)] ?? tokenName;
    const good = alice.get(tampered) ?? "";
    const forged = forgedToken(good, bob.get(tampered) ?? "");
    if (isRespelt(forged, good)) continue;
    jar.set(tampered, encodeURIComponent(decodeLeniently(forged)));
    if (tampered === tokenName && randomInt(2) === 0) {
      for (const name of names) if (name !== tokenName) jar.set(name, alice.get(name) ?? "");
    }
    assert.equal(await accounts.personOf(jar.headers()), null, forged);
  }
}

/**
 * Whether both say the same in other letters: base64 leaves bits of its last letter unused, and a cookie's value may be escaped
 * or not. Who can do that has the good one.
 */
function isRespelt(forged: string, good: string): boolean {
  const [one, two] = [decodeLeniently(forged), decodeLeniently(good)].map((text) => {
    const at = text.lastIndexOf(".");
    return text.slice(0, at) + Buffer.from(text.slice(at + 1), "base64").toString("hex");
  });
  return one === two;
}

function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
