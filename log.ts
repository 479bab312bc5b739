/**
 * Where log lines go: one JSON object per line, or a readable line on a terminal. Knows nothing of what is logged.
 */
import type { Log, LogFields } from "./domain/log.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Readable lines instead of JSON. */
  readonly terminal: boolean;
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

export function createLog({ level, terminal, write, now }: LogOptions): Log {
  const threshold = LEVELS.indexOf(level);

  function record(of: LogLevel, message: string, fields: LogFields = {}, error?: unknown): void {
    if (LEVELS.indexOf(of) < threshold) return;
    const cause = error === undefined
      ? undefined
      : error instanceof Error
      ? error.stack ?? error.message
      : String(error);
    if (!terminal) {
      write(
        JSON.stringify({
          time: now().toISOString(),
          level: of,
          message,
          ...fields,
          ...(cause ? { error: cause } : {}),
        }),
      );
      return;
    }
    const facts = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`).join("");
    write(`${now().toISOString().slice(11, 19)} ${of.padEnd(5)} ${message}${facts}${cause ? `\n${cause}` : ""}`);
  }

  return {
    debug: (message, fields) => record("debug", message, fields),
    info: (message, fields) => record("info", message, fields),
    warn: (message, fields, error) => record("warn", message, fields, error),
    error: (message, fields, error) => record("error", message, fields, error),
  };
}
