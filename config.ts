/**
 * The environment as one typed value, checked once. Nothing else reads `Deno.env`.
 * A wrong variable is reported by name with what is expected; all of them at once, not one per start.
 */
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65535);
const socketUrl = z.url({ protocol: /^wss?$/, error: "expected a ws:// or wss:// address" });
const secret = z.string().min(16, "expected at least 16 characters");

const environment = z.object({
  PORT: port.default(8000),
  HOST: z.string().min(1).default("127.0.0.1"),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "expected an http:// or https:// address" }).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected a postgres:// address" }).optional(),
  JANUS_URL: socketUrl.optional(),
  JANUS_ADMIN_URL: socketUrl.optional(),
  JANUS_ADMIN_SECRET: secret.optional(),
  TURN_URLS: z.string().regex(
    /^turns?:[^\s,]+(\s*,\s*turns?:[^\s,]+)*$/,
    "expected turn: or turns: addresses with commas between",
  )
    .optional(),
  TURN_SECRET: secret.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "expected an smtp:// or smtps:// address" }).optional(),
  MAIL_FROM: z.string().regex(
    /^(?:[^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    "expected an address, or a name and an address: Ajar <ajar@example.org>",
  ).optional(),
  PUSH_TO_LOCAL: z.enum(["0", "1"]).default("0"),
  TRUST_PROXY: z.enum(["0", "1"]).default("0"),
  OPERATOR_EMAIL: z.email().toLowerCase().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
}).superRefine((env, problems) => {
  const together = (names: readonly (keyof typeof env)[]) => {
    const given = names.filter((name) => env[name] !== undefined);
    if (given.length === 0 || given.length === names.length) return;
    for (const name of names.filter((name) => env[name] === undefined)) {
      problems.addIssue({ code: "custom", path: [name], message: `expected, because ${given.join(" and ")} is given` });
    }
  };
  together(["JANUS_URL", "JANUS_ADMIN_URL", "JANUS_ADMIN_SECRET"]);
  together(["TURN_URLS", "TURN_SECRET"]);
  together(["SMTP_URL", "MAIL_FROM"]);
});

export interface Config {
  readonly host: string;
  /** 0 lets the system choose; `publicUrl` must then be given. */
  readonly port: number;
  /** What people type: links, cookies and the Origin check are made from it. No path, no trailing slash needed. */
  readonly publicUrl: URL;
  readonly dataDir: string;
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** null: a supervised local Janus. */
  readonly janus: { readonly url: string; readonly adminUrl: string; readonly secret: string } | null;
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
  /** null: mails are shown in the log. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** Whether push messages may go to this very machine, over plain http; for tests alone. */
  readonly pushToLocal: boolean;
  /** Whether the last hop of X-Forwarded-For names the visitor's address; only true behind a proxy that sets it. */
  readonly trustProxy: boolean;
  /** Whose account looks after the house, in lower case; null: the first account does. */
  readonly operatorEmail: string | null;
  readonly logLevel: "debug" | "info" | "warn" | "error";
}

/** The environment was not usable; the message lists every variable and what is expected of it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Throws {@linkcode ConfigError}. Empty variables count as not given. */
export function readConfig(variables: Readonly<Record<string, string>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value.trim() !== ""));
  const read = environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`These variables cannot be used:\n${lines.join("\n")}`);
  }
  const env = read.data;
  const hostInUrl = env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST === "0.0.0.0" ? "127.0.0.1" : env.HOST;
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: new URL(env.PUBLIC_URL ?? `http://${hostInUrl}:${env.PORT}`),
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    janus: env.JANUS_URL !== undefined && env.JANUS_ADMIN_URL !== undefined && env.JANUS_ADMIN_SECRET !== undefined
      ? { url: env.JANUS_URL, adminUrl: env.JANUS_ADMIN_URL, secret: env.JANUS_ADMIN_SECRET }
      : null,
    turn: env.TURN_URLS !== undefined && env.TURN_SECRET !== undefined
      ? { urls: env.TURN_URLS.split(",").map((url) => url.trim()), secret: env.TURN_SECRET }
      : null,
    smtp: env.SMTP_URL !== undefined && env.MAIL_FROM !== undefined ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null,
    pushToLocal: env.PUSH_TO_LOCAL === "1",
    trustProxy: env.TRUST_PROXY === "1",
    operatorEmail: env.OPERATOR_EMAIL ?? null,
    logLevel: env.LOG_LEVEL,
  };
}

/** The process's own environment. */
export function readEnvironment(): Config {
  return readConfig(Deno.env.toObject());
}
