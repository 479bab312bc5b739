/** A supervised Janus in a temporary directory with its gateway, for tests; both end with `await using`. */
import { randomBytes } from "node:crypto";
import type { Log } from "../../domain/log.ts";
import type { GatewayEvent } from "../../media/gateway.ts";
import { createJanusGateway, type JanusGateway, type JanusGatewayOptions } from "../../media/janus/janus_gateway.ts";
import { type LocalJanus, startLocalJanus } from "../../media/janus/supervisor.ts";
import { until } from "./until.ts";

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: unknown;
}

export class TestJanus implements AsyncDisposable {
  readonly directory: string;
  readonly server: LocalJanus;
  readonly gateway: JanusGateway;
  readonly events: GatewayEvent[] = [];
  readonly lines: LogLine[];

  private constructor(directory: string, server: LocalJanus, gateway: JanusGateway, lines: LogLine[]) {
    this.directory = directory;
    this.server = server;
    this.gateway = gateway;
    this.lines = lines;
    gateway.watch((event) => this.events.push(event));
  }

  /** Resolves when the gateway is up. */
  static async start(options: Partial<JanusGatewayOptions> = {}): Promise<TestJanus> {
    const directory = await Deno.makeTempDir({ prefix: "ajar-janus-" });
    const lines: LogLine[] = [];
    const log = recordingLog(lines);
    const server = await startLocalJanus({ directory, log });
    const gateway = createJanusGateway({ server, masterKey: randomBytes(32), log, ...options });
    const janus = new TestJanus(directory, server, gateway, lines);
    await until("the gateway to come up", () => gateway.health().state === "up");
    return janus;
  }

  get pid(): number {
    const { pid } = this.server;
    if (pid === null) throw new Error("Janus is not running");
    return pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway[Symbol.asyncDispose]();
    await Deno.remove(this.directory, { recursive: true });
  }
}

export function recordingLog(lines: LogLine[]): Log {
  return {
    debug: (message, fields) => void lines.push({ level: "debug", message, fields }),
    info: (message, fields) => void lines.push({ level: "info", message, fields }),
    warn: (message, fields, error) => void lines.push({ level: "warn", message, fields: { fields, error } }),
    error: (message, fields, error) => void lines.push({ level: "error", message, fields: { fields, error } }),
  };
}
