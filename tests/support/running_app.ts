/**
 * The whole product as a process of its own, as `deno task start` runs it: real Janus, embedded database in a temporary
 * directory. Inside `tools/netns.ts` when media has to flow.
 */
import { YOUNG_SPACE } from "../../tools/young_space.ts";
import { freePort } from "./free_port.ts";
import { until } from "./until.ts";

const ROOT = new URL("../../", import.meta.url);
const START_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 15_000;

export interface RunningApp extends AsyncDisposable {
  /** What people type. */
  readonly url: string;
  /** Where it really listens. */
  readonly localUrl: string;
  readonly pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** The pids of the Janus processes that it started and that live. */
  janusPids(): Promise<readonly number[]>;
  stop(): Promise<void>;
}

export interface RunningAppOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The port that people see, if something stands in front. */
  readonly publicUrl?: string;
  readonly port?: number;
  /** The path whose success means that it has started; `/healthz` for an app that has no media server on purpose. */
  readonly ready?: "/readyz" | "/healthz";
}

export async function startApp(
  { env = {}, publicUrl, port = freePort(), ready = "/readyz" }: RunningAppOptions = {},
): Promise<RunningApp> {
  const dataDir = await Deno.makeTempDir({ prefix: "ajar-app-" });
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", YOUNG_SPACE, "tools/start.ts"],
    cwd: ROOT,
    env: { PORT: String(port), DATA_DIR: dataDir, ...(publicUrl ? { PUBLIC_URL: publicUrl } : {}), ...env },
    stdout: "piped",
    stderr: "piped",
    stdin: "null",
  }).spawn();
  let output = "";
  const reading = Promise.all([child.stdout, child.stderr].map(async (stream) => {
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) output += chunk;
  }));
  let exited = false;
  const ended = child.status.finally(() => {
    exited = true;
  });
  const localUrl = `http://127.0.0.1:${port}`;
  const url = publicUrl ?? localUrl;

  async function stop(): Promise<void> {
    if (!exited) child.kill("SIGINT");
    const timer = setTimeout(() => {
      if (!exited) child.kill("SIGKILL");
    }, STOP_DEADLINE_MS);
    await ended;
    clearTimeout(timer);
    await reading;
    await Deno.remove(dataDir, { recursive: true }).catch(() => {});
  }

  try {
    await until("the app answers", async () => {
      if (exited) throw new Error(`The app ended: ${output}`);
      const response = await fetch(`${localUrl}${ready}`);
      await response.body?.cancel();
      return response.ok;
    }, START_DEADLINE_MS);
  } catch (error) {
    await stop();
    throw new Error(`Cannot start the app: ${output}`, { cause: error });
  }
  return {
    url,
    localUrl,
    pid: child.pid,
    output: () => output,
    janusPids: () => childrenNamed(child.pid, "janus"),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Living descendants of a process by command name, from /proc. */
async function childrenNamed(ancestor: number, name: string): Promise<readonly number[]> {
  const processes = new Map<number, { parent: number; name: string }>();
  for await (const entry of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(entry.name)) continue;
    const stat = await Deno.readTextFile(`/proc/${entry.name}/stat`).catch(() => null);
    const fields = stat?.match(/^\d+ \((.*)\) (\S) (\d+)/s);
    if (!fields || fields[2] === "Z") continue;
    processes.set(Number(entry.name), { parent: Number(fields[3]), name: fields[1] ?? "" });
  }
  const found: number[] = [];
  for (const [pid, process] of processes) {
    if (process.name !== name) continue;
    for (let at: number | undefined = pid; at !== undefined; at = processes.get(at)?.parent) {
      if (at === ancestor) found.push(pid);
    }
  }
  return found;
}
