/**
 * A Janus of our own: started with a private configuration and fresh secrets, started again when it dies, ended with us.
 * Invariant: at most one process per directory; none is left behind by a dispose, by our death (the kernel tells it where
 * `setpriv` is at hand), or by a crash before (the pid file is looked at on start).
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Log } from "../../domain/log.ts";
import { findModules, type MediaSettings, outwardInterfaces, writeConfiguration } from "./configuration.ts";
import type { JanusEndpoint, JanusServer } from "./endpoint.ts";
import { endOrphan, findProgram, isListening, launchCommand, unusedPorts } from "./process.ts";
import { TextLineStream } from "./text_lines.ts";

const FIRST_BACKOFF_MS = 100;
const LAST_BACKOFF_MS = 5000;
/** A process that lived longer than this did not fail at its start: it is started again at once. */
const SETTLED_MS = 5000;
const START_LIMIT_MS = 15_000;
const STOP_LIMIT_MS = 3000;

export interface LocalJanusOptions extends Partial<MediaSettings> {
  /** For configuration and secrets; made 0700, and ours alone. */
  readonly directory: string;
  readonly log: Log;
  /** The program; default `janus`, found along the PATH. */
  readonly program?: string;
  /** The folder that holds Janus' `plugins/` and `transports/`; default: looked for in the usual places. */
  readonly modules?: string;
}

/** Resolves when the process is started; `watch` tells when it takes connections. Throws where Janus is not installed. */
export async function startLocalJanus(options: LocalJanusOptions): Promise<LocalJanus> {
  const program = await findProgram(options.program ?? "janus");
  if (program === null) throw new Deno.errors.NotFound("Cannot start Janus: the program is not installed");
  const modules = await findModules(options.modules);
  if (modules === null) throw new Deno.errors.NotFound("Cannot start Janus: its VideoRoom plugin is not installed");
  await endOrphan(options.directory);
  const janus = new LocalJanus(options, program, modules);
  await janus.start();
  return janus;
}

export class LocalJanus implements JanusServer {
  readonly #options: LocalJanusOptions;
  readonly #program: string;
  readonly #modules: string;
  readonly #secrets = { apiSecret: secret(), adminSecret: secret(), adminKey: secret() };
  readonly #listeners = new Set<(event: "exited" | "ready") => void>();
  #endpoint: JanusEndpoint | null = null;
  #process: Deno.ChildProcess | null = null;
  #life: Promise<void> = Promise.resolve();
  #stopping = false;
  #backoffMs = FIRST_BACKOFF_MS;
  #wake: () => void = () => {};

  /** Use {@linkcode startLocalJanus}. */
  constructor(options: LocalJanusOptions, program: string, modules: string) {
    this.#options = options;
    this.#program = program;
    this.#modules = modules;
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  endpoint(): JanusEndpoint {
    if (this.#endpoint === null) throw new TypeError("Cannot tell where Janus is: it was not started");
    return this.#endpoint;
  }

  watch(listener: (event: "exited" | "ready") => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  revive(): void {
    this.#options.log.error("Janus does not answer, ending it", { pid: this.pid });
    this.#signal("SIGKILL");
  }

  async start(): Promise<void> {
    const { apiPort, adminPort } = await this.#configure();
    const { command, args } = await launchCommand(this.#program, this.#options.directory);
    if (this.#stopping) return;
    const child = new Deno.Command(command, { args: [...args], stdin: "null", stdout: "piped", stderr: "piped" })
      .spawn();
    this.#process = child;
    await Deno.writeTextFile(join(this.#options.directory, "janus.pid"), `${child.pid} ${Deno.pid}\n`, { mode: 0o600 });
    this.#options.log.info("Janus started", { pid: child.pid });
    this.#life = this.#live(child, [apiPort, adminPort]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    this.#wake();
    this.#signal("SIGTERM");
    const killer = setTimeout(() => this.#signal("SIGKILL"), STOP_LIMIT_MS);
    await this.#life;
    clearTimeout(killer);
    this.#listeners.clear();
    await Deno.remove(join(this.#options.directory, "janus.pid")).catch(() => {});
  }

  /** From a process' start to its end, and then into the next one. */
  async #live(child: Deno.ChildProcess, ports: readonly number[]): Promise<void> {
    const startedAt = performance.now();
    const ended = new AbortController();
    const output = Promise.all([this.#relay(child.stdout), this.#relay(child.stderr)]);
    const readiness = this.#awaitReady(ports, ended.signal);
    const status = await child.status;
    ended.abort();
    await Promise.all([output, readiness]);
    this.#process = null;
    if (this.#stopping) return;
    this.#options.log.warn("Janus ended", { pid: child.pid, code: status.code, signal: status.signal });
    this.#tell("exited");
    await this.#again(performance.now() - startedAt);
  }

  async #again(livedMs: number): Promise<void> {
    if (livedMs > SETTLED_MS) this.#backoffMs = FIRST_BACKOFF_MS;
    else {
      await this.#pause(this.#backoffMs);
      this.#backoffMs = Math.min(this.#backoffMs * 2, LAST_BACKOFF_MS);
    }
    if (this.#stopping) return;
    try {
      await this.start();
    } catch (error) {
      this.#options.log.error("Janus not started again", {}, error);
      await this.#again(0);
    }
  }

  /** New ports for every start: another program may have taken the old ones. */
  async #configure(): Promise<{ apiPort: number; adminPort: number }> {
    const { directory } = this.#options;
    const [apiPort, adminPort] = unusedPorts();
    const endpoint = {
      url: `ws://127.0.0.1:${apiPort}`,
      adminUrl: `ws://127.0.0.1:${adminPort}`,
      ...this.#secrets,
    };
    const media: MediaSettings = {
      rtpPorts: this.#options.rtpPorts ?? { first: 20_000, last: 29_999 },
      interfaces: this.#options.interfaces ?? await outwardInterfaces(),
      publicAddress: this.#options.publicAddress ?? null,
      iceLite: this.#options.iceLite ?? false,
      ipv6: this.#options.ipv6 ?? false,
      eventLoops: this.#options.eventLoops ?? navigator.hardwareConcurrency,
    };
    await writeConfiguration({ directory, modules: this.#modules, apiPort, adminPort, endpoint, media });
    this.#endpoint = endpoint;
    return { apiPort, adminPort };
  }

  async #awaitReady(ports: readonly number[], signal: AbortSignal): Promise<void> {
    const ready = await isListening(ports, AbortSignal.any([signal, AbortSignal.timeout(START_LIMIT_MS)]));
    if (ready && !this.#stopping) this.#tell("ready");
    else if (!signal.aborted) this.revive();
  }

  async #relay(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    const lines = output.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of lines) {
      if (/^\[(WARN|ERR|FATAL)\]/.test(line)) this.#options.log.warn("Janus says", { line });
      else if (line.trim() !== "") this.#options.log.debug("Janus says", { line });
    }
  }

  #signal(signal: Deno.Signal): void {
    try {
      this.#process?.kill(signal);
    } catch (error) {
      // It has ended between its death and our hearing of it.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  #tell(event: "exited" | "ready"): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => (clearTimeout(timer), resolve());
    });
  }
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}
