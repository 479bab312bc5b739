/** A PostgreSQL server as the database. */
import { Kysely } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import postgres from "postgres";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

const INT8_OID = 20;
const POOL_SIZE = 10;
const CONNECT_TIMEOUT_SECONDS = 10;
const CLOSE_TIMEOUT_SECONDS = 5;

/** Throws after at most 10 s if the server does not answer. */
export async function openPostgres(url: string): Promise<Database> {
  const client = postgres(url, {
    max: POOL_SIZE,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    onnotice: () => {},
    // Counts and milliseconds fit a double; the driver would give strings.
    types: {
      int8: { to: INT8_OID, from: [INT8_OID], serialize: String, parse: Number },
    },
  });
  const db = new Kysely<Tables>({ dialect: new PostgresJSDialect({ postgres: client }) });
  async function close(): Promise<void> {
    await client.end({ timeout: CLOSE_TIMEOUT_SECONDS });
  }
  try {
    await client`select 1`;
  } catch (error) {
    await close();
    const { hostname, port, pathname } = new URL(url);
    throw new Error(`Failed to open the database: no answer from ${hostname}:${port || "5432"}${pathname}`, {
      cause: error,
    });
  }
  return { db, kind: "postgres", close, [Symbol.asyncDispose]: close };
}
