/**
 * Opens the database and owns its connections: the embedded one in the data directory, or a PostgreSQL server. Which one
 * it is shows nowhere else: both speak the same SQL and give the same JavaScript values (dates as `Date`, counts as
 * numbers). Opening also migrates, so an open database always has the tables that the code expects.
 */
import type { Kysely, Transaction } from "kysely";
import { openEmbedded } from "./embedded.ts";
import { migrateToLatest } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import type { Tables } from "./tables.ts";

/** The first argument of every query; a `Trx` is one too. */
export type Db = Kysely<Tables>;
/** A running transaction. What locks rows takes only this, so that a lock outside one does not compile. */
export type Trx = Transaction<Tables>;

export interface Database extends AsyncDisposable {
  readonly db: Db;
  readonly kind: "pglite" | "postgres";
  /** Ends all connections and, for the embedded one, gives its directory free. Safe to call twice. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Where the embedded database lives, in a folder of its own. */
  readonly dataDir: string;
  /** `postgres://…`, or null for the embedded database. */
  readonly url: string | null;
}

/** Throws if the database cannot be reached, is in use by another process (embedded) or is of a newer version of Ajar. */
export async function openDatabase({ dataDir, url }: DatabaseOptions): Promise<Database> {
  const database = url === null ? await openEmbedded(dataDir) : await openPostgres(url);
  try {
    await migrateToLatest(database.db);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
