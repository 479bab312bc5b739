/**
 * How soon a room's opening is in the trays of those who may see it: a thousand streams over HTTP to the server as it runs,
 * six hundred of them of the host's friends. The streams are read by this process, on the same machine as the server.
 */
import { UNLIMITED } from "../../domain/rate_limit.ts";
import { createAccounts } from "../../accounts/better_auth.ts";
import { CLIENT_ADDRESS_HEADER } from "../../accounts/accounts.ts";
import { loadSecrets } from "../../accounts/secrets.ts";
import { openDatabase } from "../../db/database.ts";
import type { PersonId } from "../../domain/ids.ts";
import { cookieJar } from "../support/cookies.ts";
import { keptLog } from "../support/kept_log.ts";
import { startPostgres } from "../support/postgres.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";
import { milliseconds, percentile, table } from "./figures.ts";

const STREAMS = 1000;
const FRIENDS = 600;
const OPENINGS = 10;
const DEADLINE_MS = 60_000;
/** Password hashes are made on four threads of Deno's pool at once. */
const SIGN_UPS_AT_ONCE = 4;

interface Resident {
  readonly id: PersonId;
  readonly cookie: string;
}

export async function benchStreams(streams = STREAMS, friends = FRIENDS): Promise<string> {
  const dataDir = await Deno.makeTempDir({ prefix: "ajar-bench-" });
  try {
    await using postgres = await startPostgres();
    const url = await postgres.createDatabase();
    await using app = await startApp({ env: { DATABASE_URL: url, DATA_DIR: dataDir } });
    const [host, ...others] = await settle(app, { url, dataDir, people: streams + 1, friends });
    if (host === undefined) throw new Error("Cannot measure: no host");
    return await measure(app, host, others, friends);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** The first is the host; the next `friends` are the host's friends, the rest strangers. All are signed in. */
async function settle(
  app: RunningApp,
  { url, dataDir, people, friends }: { url: string; dataDir: string; people: number; friends: number },
): Promise<readonly Resident[]> {
  await using database = await openDatabase({ dataDir, url });
  const { db } = database;
  const { authSecret: secret } = await loadSecrets(dataDir);
  const accounts = await createAccounts({ db, secret, publicUrl: new URL(app.url), limits: UNLIMITED, log: keptLog() });
  const settled: Resident[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: SIGN_UPS_AT_ONCE }, async () => {
    for (let n = next++; n < people; n = next++) {
      const account = { name: `Person ${n}`, email: `person-${n}@example.org`, password: "a door left ajar" };
      const address = { [CLIENT_ADDRESS_HEADER]: `10.0.${n >> 8}.${n & 255}` };
      const signedUp = await accounts.signUp(account, new Headers(address));
      if (!signedUp.ok) throw new Error(`Cannot sign up: ${signedUp.refusal}`);
      const cookie = cookieJar(signedUp.value.cookies).headers().get("cookie") ?? "";
      settled[n] = { id: signedUp.value.person.id, cookie };
    }
  }));
  const [host, ...others] = settled;
  const since = new Date();
  await db.insertInto("friendship").values(
    others.slice(0, friends).flatMap(({ id }) => [
      { person_id: host?.id ?? "", friend_id: id, since },
      { person_id: id, friend_id: host?.id ?? "", since },
    ]),
  ).execute();
  return settled;
}

async function measure(
  app: RunningApp,
  host: Resident,
  others: readonly Resident[],
  friends: number,
): Promise<string> {
  using streams = new Streams(app.url);
  await Promise.all(others.map((other, at) => streams.open(at, other.cookie)));
  const tookMs: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    const title = `Opening ${opening}`;
    const startedAtMs = performance.now();
    const made = await fetch(new URL("/api/v1/rooms", app.url), {
      method: "POST",
      headers: { "Content-Type": "application/json", Cookie: host.cookie },
      body: JSON.stringify({ activity: { emoji: "☕", title }, audience: { kind: "friends", toAll: true } }),
    });
    if (made.status !== 201) throw new Error(`Cannot open a room: status ${made.status} ${await made.text()}`);
    await made.body?.cancel();
    await until(`${friends} friends have it`, () => streams.got(title).size >= friends, DEADLINE_MS);
    for (const [at, atMs] of streams.got(title)) if (at < friends) tookMs.push(atMs - startedAtMs);
  }
  // Whatever was sent to strangers by mistake has had the time of all later openings to come, save for the last.
  let leaked = 0;
  for (let opening = 0; opening < OPENINGS; opening++) {
    leaked += [...streams.got(`Opening ${opening}`).keys()].filter((at) => at >= friends).length;
  }
  return table([
    ["from the host's request to the tray, ms", "p50", "p99", "longest", "strangers who got it"],
    [
      `${others.length} streams, ${friends} of friends, ${OPENINGS} openings`,
      ...[percentile(tookMs, 50), percentile(tookMs, 99), Math.max(...tookMs)].map(milliseconds),
      String(leaked),
    ],
  ]);
}

/** Streams of trays, and when which of them brought which room. */
class Streams implements Disposable {
  readonly #arrivals = new Map<string, Map<number, number>>();
  readonly #end = new AbortController();

  constructor(readonly url: string) {}

  /** Resolves when the tray as it is now has come. */
  async open(at: number, cookie: string): Promise<void> {
    const response = await fetch(new URL("/api/v1/tray/stream", this.url), {
      headers: { cookie },
      signal: this.#end.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`Cannot open a stream: status ${response.status}`);
    const first = Promise.withResolvers<void>();
    void this.#read(at, response.body, first.resolve).catch(first.reject);
    await first.promise;
  }

  /** By the stream's number, when it came. */
  got(title: string): ReadonlyMap<number, number> {
    return this.#arrivals.get(title) ?? new Map();
  }

  async #read(at: number, body: ReadableStream<Uint8Array<ArrayBuffer>>, onFirst: () => void): Promise<void> {
    let waiting = "";
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        const atMs = performance.now();
        const frames = (waiting + chunk).split("\n\n");
        waiting = frames.pop() ?? "";
        for (const frame of frames) {
          onFirst();
          for (const [title] of frame.matchAll(/Opening \d+/g)) this.#note(title, at, atMs);
        }
      }
    } catch (error) {
      if (!this.#end.signal.aborted) throw error;
    }
  }

  #note(title: string, at: number, atMs: number): void {
    const arrivals = this.#arrivals.get(title) ?? new Map<number, number>();
    this.#arrivals.set(title, arrivals);
    if (!arrivals.has(at)) arrivals.set(at, atMs);
  }

  /** Not waited for: now and then one of many bodies read does not end when it is aborted, only with its server. */
  [Symbol.dispose](): void {
    this.#end.abort();
  }
}
