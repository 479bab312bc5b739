// deno-lint-ignore-file no-console
/**
 * `deno task start` as a person types it: it answers, prints one URL, and leaves no process behind, however it is ended.
 */
import assert from "node:assert/strict";
import { after, before, describe, it } from "@std/testing/bdd";
import { freePort } from "../support/free_port.ts";
import { until } from "../support/until.ts";
import { survivors } from "./process_tree.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** The README's command. */
const NPX_START = ["npx", "-y", `deno@${Deno.version.deno}`, "task", "start"];
const ANSWER_DEADLINE_MS = 120_000;
const END_DEADLINE_MS = 20_000;

interface Started {
  /** Also the number of its session and of its process group. */
  readonly pid: number;
  readonly url: string;
  readonly answeredAfterMs: number;
  readonly output: () => string;
  readonly ended: Promise<Deno.CommandStatus>;
}

/** In a session of its own, as a terminal would give it, up to its first answer. */
async function start(command: readonly string[], dataDir: string): Promise<Started> {
  const port = freePort();
  const startedAtMs = performance.now();
  const child = new Deno.Command("setsid", {
    args: [...command],
    cwd: ROOT,
    env: { PORT: String(port), DATA_DIR: dataDir, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const reading = Promise.all([child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) output += text;
  }));
  let ended = false;
  const status = child.status.then(async (result) => {
    ended = true;
    await reading;
    return result;
  });
  const url = `http://127.0.0.1:${port}`;
  await until("the app answers", async () => {
    if (ended) throw new Error(`it ended: ${output}`);
    const response = await fetch(`${url}/healthz`);
    await response.body?.cancel();
    return response.ok;
  }, ANSWER_DEADLINE_MS);
  return { pid: child.pid, url, answeredAfterMs: performance.now() - startedAtMs, output: () => output, ended: status };
}

async function nothingIsLeft({ pid, output }: Started, dataDir: string): Promise<void> {
  await until("every process is gone", async () => {
    const left = await survivors(pid, dataDir);
    if (left.length > 0) throw new Error(`still there: ${left.map(({ command }) => command).join("; ")}\n${output()}`);
    return true;
  }, END_DEADLINE_MS);
}

describe("deno task start", () => {
  let dataDir = "";
  let started: Started | null = null;
  before(async () => {
    dataDir = await Deno.makeTempDir({ prefix: "ajar-start-" });
  });
  after(async () => {
    if (started !== null) { for (const { pid } of await survivors(started.pid, dataDir)) Deno.kill(pid, "SIGKILL"); }
    await started?.ended;
    await Deno.remove(dataDir, { recursive: true });
  });

  it("ends with Janus and everything on Ctrl-C, which a terminal sends to the whole group", async () => {
    started = await start(NPX_START, dataDir);
    const { pid, url, output } = started;
    await until("Janus runs", async () => (await survivors(pid, dataDir)).some(({ command }) => /janus/.test(command)));
    await until("the URL is printed", () => output().includes(`Ajar is open at ${url}\n`));
    assert.equal(output().split("Ajar is open at").length, 2, output());
    const { success } = await new Deno.Command("kill", { args: ["-INT", "--", `-${pid}`] }).output();
    assert.ok(success);
    await nothingIsLeft(started, dataDir);
  });

  it("starts a second time without building, and ends when only npx is told to", async () => {
    started = await start(NPX_START, dataDir);
    const { pid, output, answeredAfterMs } = started;
    console.log(`second start, from npx to the first answer: ${(answeredAfterMs / 1000).toFixed(1)} s`);
    assert.doesNotMatch(output(), /Building/);
    await until("Janus runs", async () => (await survivors(pid, dataDir)).some(({ command }) => /janus/.test(command)));
    Deno.kill(pid, "SIGTERM");
    await nothingIsLeft(started, dataDir);
  });

  it("says so and exits 1 when the port is taken", async () => {
    using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "start"],
      cwd: ROOT,
      env: { PORT: String(taken.addr.port), DATA_DIR: dataDir, NO_COLOR: "1" },
      stdin: "null",
    }).output();
    assert.equal(code, 1);
    assert.match(new TextDecoder().decode(stderr), new RegExp(`Port ${taken.addr.port} .* is taken`));
  });

  it("names a variable that cannot be used and exits 1", async () => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "start"],
      cwd: ROOT,
      env: { PORT: "door", DATA_DIR: dataDir, NO_COLOR: "1" },
      stdin: "null",
    }).output();
    assert.equal(code, 1);
    assert.match(new TextDecoder().decode(stderr), /PORT/);
  });
});
