/**
 * Who has no link gets nothing, and learns nothing: neither from what is answered nor from how long it takes. Scaled down; the
 * full number of guesses is in `tests/long/`.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { guessedCode, toldApart } from "../support/guesses.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const GUESSES = 2_000;
const AT_ONCE = 50;
/** Of each kind of answer. */
const TIMED = 200;
/**
 * Between answers that are alike, the chance of telling them apart strays from a half by 0.029 (one standard deviation for 200
 * of each): four of them make a false alarm once in 15,000 runs.
 */
const TOLERATED = 0.12;
const NEVER_A_CODE = "hT3vK-9qLwZ_x0Rb7nYcE2sD";

const BY_NATURE: ReadonlySet<string> = new Set(["x-request-id", "date", "content-length"]);

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: string;
}

describe("guessing at doors", () => {
  let app: RunningApp;
  let mallory: HttpClient;
  /** Codes that are real, but hidden from Mallory, replaced or ended. */
  let hidden: string;
  let replaced: string;
  let ended: string;
  let real: string;

  before(async () => {
    app = await startApp({ ready: "/healthz" });
    const alice = await signedUp(app.url, "Alice");
    mallory = await signedUp(app.url, "Mallory");
    const malloryId = String((await mallory.call("GET", "/api/v1/me")).body.id);
    const open = async () => {
      const made = await alice.call("POST", "/api/v1/rooms", {
        activity: { emoji: "☕", title: "Coffee" },
        settings: { hostStarts: false },
      });
      return (made.body as { room: { id: string; code: string } }).room;
    };
    real = (await open()).code;
    const old = await open();
    replaced = old.code;
    assert.equal((await alice.call("POST", `/api/v1/rooms/${old.id}/link`)).status, 200);
    const over = await open();
    ended = over.code;
    await alice.call("POST", `/api/v1/rooms/${over.id}/end`);
    // Alice's rooms are hidden from Mallory from here on; guests see them.
    hidden = (await open()).code;
    assert.equal((await alice.call("PUT", `/api/v1/blocks/${malloryId}`)).status, 200);
  });
  after(() => app?.stop());

  /**
   * Without what differs from answer to answer by nature: the request's number, the time, nonces, the code itself, and how
   * long the page is when it is compressed with the code in it.
   */
  async function answerOf(client: HttpClient, path: string, code: string): Promise<Answer> {
    const response = await client.fetch(path);
    const headers = [...response.headers].filter(([name]) => !BY_NATURE.has(name));
    const plain = (text: string) =>
      text.replaceAll(code, "<code>").replaceAll(/nonce-[\w+/=-]+|nonce="[^"]+"/g, "nonce");
    return { status: response.status, body: plain(await response.text()), headers: plain(JSON.stringify(headers)) };
  }

  const DOORS = [(code: string) => `/r/${code}`, (code: string) => `/api/v1/links/${code}`];

  it("an unknown code, a replaced link and a hidden room are answered to the letter alike", async () => {
    for (const door of DOORS) {
      const unknown = await answerOf(mallory, door(NEVER_A_CODE), NEVER_A_CODE);
      assert.equal(unknown.status, 404);
      for (const code of [hidden, replaced]) assert.deepEqual(await answerOf(mallory, door(code), code), unknown);
      const guest = new HttpClient(app.url);
      const toGuest = await answerOf(guest, door(NEVER_A_CODE), NEVER_A_CODE);
      assert.deepEqual(await answerOf(guest, door(replaced), replaced), toGuest);
      assert.equal((await answerOf(guest, door(real), real)).status, 200);
    }
  });

  it("whoever holds the good link of a room that has ended is told so", async () => {
    assert.equal((await answerOf(new HttpClient(app.url), `/r/${ended}`, ended)).status, 410);
  });

  it("nor are they told apart by time", async () => {
    const kinds = { unknown: NEVER_A_CODE, hidden, replaced };
    const took: Record<keyof typeof kinds, number[]> = { unknown: [], hidden: [], replaced: [] };
    const ask = async (code: string) => {
      const beganMs = performance.now();
      const response = await mallory.fetch(`/api/v1/links/${code}`);
      await response.body?.cancel();
      return performance.now() - beganMs;
    };
    for (const code of Object.values(kinds)) await ask(code);
    // In turns, so that whatever the machine does meanwhile is done to all of them.
    for (let n = 0; n < TIMED; n++) {
      for (const [kind, code] of Object.entries(kinds)) took[kind as keyof typeof kinds].push(await ask(code));
    }
    for (const kind of ["hidden", "replaced"] as const) {
      const chance = toldApart(took[kind], took.unknown);
      assert.ok(
        Math.abs(chance - 0.5) < TOLERATED,
        `${kind} is told from unknown with a chance of ${chance.toFixed(3)}`,
      );
    }
  });

  it(`${GUESSES} made-up codes open no door`, async () => {
    const codes = [real, hidden, replaced, ended];
    let asked = 0;
    const guest = new HttpClient(app.url);
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (asked++ < GUESSES) {
        const guess = guessedCode(codes);
        const response = await guest.fetch(`/api/v1/links/${encodeURIComponent(guess)}`);
        await response.body?.cancel();
        assert.equal(response.status, 404, guess);
      }
    }));
  });
});
