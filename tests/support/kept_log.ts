/** A log that keeps what it was told, for tests that look at it and tests that do not. */
import type { Log, LogFields } from "../../domain/log.ts";

export interface KeptRecord {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: LogFields | undefined;
  readonly error: unknown;
}

export interface KeptLog extends Log {
  readonly records: readonly KeptRecord[];
}

export function keptLog(): KeptLog {
  const records: KeptRecord[] = [];
  const keep = (level: KeptRecord["level"]) => (message: string, fields?: LogFields, error?: unknown) => {
    records.push({ level, message, fields, error });
  };
  return { records, debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") };
}
