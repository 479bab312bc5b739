/**
 * Many notices, and workers that are killed again and again while the clock jumps. What arrives at a real mail server and a
 * real push service is looked at as their users see it: mail programs show one Message-ID once, and what is pushed goes
 * through the service worker's own code.
 *
 * On PostgreSQL the two workers are two processes, of which one is killed at a time while the other goes on. The embedded
 * database lives in the one process that has it open, so there both workers do: they share its only connection, a kill ends
 * them together, and nobody delivers until that process is back. What is shown there is that two workers do not take each
 * other's rows, that nothing is lost with a process, and that the database is whole after each kill; that workers go on
 * beside a dying one is shown on PostgreSQL alone.
 */
import { createNotifications, type NotificationParts, type Notifications } from "../../client/notifications.ts";
import { openDatabase } from "../../db/database.ts";
import { NO_FACTS, tell, type Telling } from "../../notices/notices.ts";
import { openMailSink } from "./mail_sink.ts";
import type { ProcessSetup } from "./outbox_process.ts";
import { VAPID } from "./outbox_works.ts";
import { subscribed } from "./push_rows.ts";
import { openPushService } from "./push_service.ts";
import { somePerson } from "./rows.ts";
import { until } from "./until.ts";

export interface Storm {
  /** `postgres://…`; null: the embedded database, which one process at a time can open. */
  readonly url: string | null;
  /** Half of them by mail, half by push. */
  readonly notices: number;
  /** They are due within so long from now. */
  readonly spreadMs: number;
  readonly kills: number;
  readonly leaseMs: number;
  /** Of chance, so that a run can be repeated. */
  readonly seed: number;
}

export interface StormResult {
  readonly lost: readonly string[];
  readonly shownTwice: readonly string[];
  /** How many were handed over more often than once, which is nobody's to see. */
  readonly handedOverAgain: number;
  readonly kills: number;
}

/** People with one browser each, among whom the push messages are dealt. */
const BROWSERS = 50;
/** Besides the lease of what was held by the last one killed. */
const LAST_WAIT_MS = 90_000;
const SCRIPT = new URL("./outbox_process.ts", import.meta.url).pathname;

export async function runStorm(storm: Storm): Promise<StormResult> {
  const { url, notices, spreadMs, kills, leaseMs } = storm;
  const random = chance(storm.seed);
  const dataDir = await Deno.makeTempDir({ prefix: "ajar-storm-" });
  const clockFile = `${dataDir}/clock`;
  await Deno.writeTextFile(clockFile, "0");
  await using sink = await openMailSink();
  await using service = openPushService();
  const screens = new Map<string, string[]>();
  const expected = await fill(storm, dataDir, service, screens);
  const setup: ProcessSetup = {
    dataDir,
    url,
    workers: url === null ? 2 : 1,
    smtpUrl: sink.url,
    vapid: VAPID,
    clockFile,
    leaseMs,
  };
  const processes = await Promise.all(Array.from({ length: url === null ? 1 : 2 }, () => startProcess(setup)));
  try {
    for (let kill = 0; kill < kills; kill++) {
      await pause(spreadMs / kills * (0.5 + random()));
      const at = Math.floor(random() * processes.length);
      const victim = processes[at];
      if (victim !== undefined) await killed(victim);
      // By up to a minute and a half either way, and now and then by an hour back.
      const ahead = kill % 10 === 9 ? -3_600_000 : Math.round((random() - 0.5) * 180_000);
      await Deno.writeTextFile(clockFile, String(ahead));
      processes[at] = await startProcess(setup);
    }
    await Deno.writeTextFile(clockFile, "0");
    const arrived = () =>
      new Set([...sink.mails.map(({ to }) => to[0]), ...service.messages.map(({ message }) => message.title)]);
    await until(`all ${notices} have arrived`, () => {
      const seen = arrived();
      return expected.every((each) => seen.has(each)) || null;
    }, leaseMs + LAST_WAIT_MS).catch(() => {});
    await service.idle();
    const shown = shownMails(
      sink.mails.map(({ to, headers }) => ({ to: to[0] ?? "", id: headers["message-id"] ?? "" })),
    );
    const onScreens = [...screens.values()].flat();
    const all = [...shown, ...onScreens];
    const counts = new Map<string, number>();
    for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
    return {
      lost: expected.filter((each) => !counts.has(each)),
      shownTwice: [...counts].filter(([, count]) => count > 1).map(([each]) => each),
      handedOverAgain: sink.mails.length + service.messages.length - all.length,
      kills,
    };
  } finally {
    for (const process of processes) end(process);
    await Promise.all(processes.map(({ status }) => status));
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** Gives what is to be seen in the end: the address of each mail, and the headline of each push message. */
async function fill(
  { url, notices, spreadMs, seed }: Storm,
  dataDir: string,
  service: ReturnType<typeof openPushService>,
  screens: Map<string, string[]>,
): Promise<readonly string[]> {
  await using database = await openDatabase({ dataDir, url });
  const { db } = database;
  const random = chance(seed + 1);
  const workers = new Map<string, Notifications>();
  const people = [];
  for (let at = 0; at < BROWSERS; at++) {
    const person = await somePerson(db, `Person ${at}`);
    const browser = await service.browser(VAPID.publicKey);
    await subscribed(db, person, browser.keys);
    const screen: string[] = [];
    screens.set(browser.keys.endpoint, screen);
    workers.set(browser.keys.endpoint, notificationsOn(screen));
    people.push(person);
  }
  service.onMessage = async ({ browser, message }) => {
    await workers.get(browser.keys.endpoint)?.show(JSON.stringify(message));
  };
  const startMs = Date.now();
  const expected: string[] = [];
  const [mails, pushes]: [Telling[], Telling[]] = [[], []];
  for (let at = 0; at < notices; at++) {
    const due = { at: new Date(startMs + Math.round(random() * spreadMs)) };
    const common = { kind: "opened", subject: `storm:${at}`, dedupKey: `storm:${at}`, due, goodUntil: null } as const;
    if (at % 2 === 0) {
      const email = `storm-${at}@example.org`;
      mails.push({ ...common, to: { email }, facts: NO_FACTS });
      expected.push(email);
    } else {
      const person = people[at % BROWSERS];
      if (person === undefined) throw new Error("There is nobody to tell");
      const title = `Room ${at}`;
      const occasion = {
        title,
        opensAt: "2026-03-01T12:00:00.000Z",
        endsAt: null,
        zone: "UTC",
        path: null,
        calendar: null,
      };
      pushes.push({ ...common, to: { personId: person }, facts: { ...NO_FACTS, occasion } });
      expected.push(`“${title}” is open`);
    }
  }
  await tell(db, new Date(0), mails, ["mail"]);
  await tell(db, new Date(0), pushes, ["push"]);
  return expected;
}

async function startProcess(setup: ProcessSetup): Promise<Deno.ChildProcess> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", SCRIPT, JSON.stringify(setup)],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  const { done } = await reader.read();
  if (done) throw new Error(`A worker's process ended before it was ready: ${JSON.stringify(await child.status)}`);
  // What it says later is nobody's; its output ends with it.
  reader.read().catch(() => {});
  return child;
}

/** Throws if it had ended by itself: then the storm would count a fault of the worker's as a kill of its own. */
async function killed(process: Deno.ChildProcess): Promise<void> {
  end(process);
  const { signal, code } = await process.status;
  if (signal !== "SIGKILL") throw new Error(`A worker's process ended by itself with ${signal ?? code}`);
}

/** Nothing happens to one that has ended. */
function end(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Each address and Message-ID once: the address. */
function shownMails(mails: readonly { readonly to: string; readonly id: string }[]): readonly string[] {
  return [...new Map(mails.map((mail) => [`${mail.to} ${mail.id}`, mail.to])).values()];
}

/** The service worker's code, on a screen that keeps what it shows. */
function notificationsOn(screen: string[]): Notifications {
  const taken = new Set<string>();
  const parts = {
    registration: { showNotification: (title: string) => Promise.resolve(void screen.push(title)) },
    shown: { take: (tag: string) => Promise.resolve(!taken.has(tag) && taken.add(tag) !== undefined) },
    origin: "https://ajar.example",
    words: { title: "Ajar", failed: "failed" },
  };
  return createNotifications(parts as unknown as NotificationParts);
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** mulberry32: small, and the same everywhere. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
