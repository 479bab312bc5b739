/** Server CPU of a page: what the app's process spends per request, by the kernel's account, with either database. */
import { HttpClient, signedUp } from "../support/http_client.ts";
import { startPostgres } from "../support/postgres.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { milliseconds, table } from "./figures.ts";

const WARM_UP = 1500;
const REQUESTS = 4000;
const AT_ONCE = 4;

export async function benchPageCost(): Promise<string> {
  await using postgres = await startPostgres();
  const rows: string[][] = [["server CPU per request, ms", "PostgreSQL", "embedded"]];
  await using onPostgres = await startApp({ env: { DATABASE_URL: await postgres.createDatabase() } });
  await using embedded = await startApp();
  const cases: [string, (app: RunningApp) => Promise<() => Promise<void>>][] = [
    ["join page, a guest's first visit", async (app) => get(app, await roomPath(app), false)],
    ["join page, a guest who comes back", async (app) => get(app, await roomPath(app), true)],
    ["sign-in page (no island)", (app) => Promise.resolve(get(app, "/sign-in", false))],
    ["/healthz", (app) => Promise.resolve(get(app, "/healthz", false))],
  ];
  for (const [name, prepare] of cases) {
    const costs: string[] = [];
    for (const app of [onPostgres, embedded]) costs.push(milliseconds(await cpuPerRequest(app, await prepare(app))));
    rows.push([name, ...costs]);
  }
  return table(rows);
}

async function roomPath(app: RunningApp): Promise<string> {
  const host = await signedUp(app.url, "Alice");
  const { body } = await host.call("POST", "/api/v1/rooms", { activity: { emoji: "🎲", title: "Board games" } });
  return `/r/${(body as { room: { code: string } }).room.code}`;
}

function get(app: RunningApp, path: string, withCookie: boolean): () => Promise<void> {
  const client = new HttpClient(app.url);
  return async () => {
    const response = withCookie ? await client.fetch(path) : await fetch(new URL(path, app.url));
    if (!response.ok) throw new Error(`Cannot measure ${path}: status ${response.status}`);
    await response.arrayBuffer();
  };
}

async function cpuPerRequest(app: RunningApp, request: () => Promise<void>): Promise<number> {
  await many(WARM_UP, request);
  const before = await cpuMilliseconds(app.pid);
  await many(REQUESTS, request);
  return (await cpuMilliseconds(app.pid) - before) / REQUESTS;
}

async function many(count: number, request: () => Promise<void>): Promise<void> {
  let left = count;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) await request();
  }));
}

/** User and system time of a process's own threads: fields 14 and 15 of /proc/<pid>/stat, in ticks of 10 ms (proc(5)). */
async function cpuMilliseconds(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
