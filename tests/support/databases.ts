/**
 * Runs a suite of tests on both databases that Ajar knows: PGlite in memory, and a real PostgreSQL server. `open` gives a
 * migrated, empty database of its own each time; all of them are closed when the suite ends.
 */
import { after, before, describe } from "@std/testing/bdd";
import { type Database, type Db, openDatabase } from "../../db/database.ts";
import { openEmbedded } from "../../db/embedded.ts";
import { migrateToLatest } from "../../db/migrate.ts";
import { type PostgresServer, startPostgres } from "./postgres.ts";

export type OpenTestDatabase = () => Promise<Database>;

export function onEachDatabase(suite: (open: OpenTestDatabase, kind: Database["kind"]) => void): void {
  describe("on PGlite", () => {
    const opened = closedAfterwards();
    suite(async () => opened(await openEmpty()), "pglite");
  });
  describe("on PostgreSQL", () => {
    const server = postgresForSuite();
    const opened = closedAfterwards();
    suite(async () => opened(await openDatabase({ dataDir: "", url: await server().createDatabase() })), "postgres");
  });
}

/** One database, PGlite in memory, for the enclosing suite. */
export function embeddedForSuite(): () => Db {
  let database: Database | undefined;
  before(async () => {
    database = await openEmpty();
  });
  after(() => database?.close());
  return () => {
    if (!database) throw new Error("The database of this suite is not open");
    return database.db;
  };
}

/** A server that runs for as long as the enclosing suite. */
export function postgresForSuite(): () => PostgresServer {
  let server: PostgresServer | undefined;
  before(async () => {
    server = await startPostgres();
  });
  after(async () => {
    await server?.[Symbol.asyncDispose]();
  });
  return () => {
    if (!server) throw new Error("The PostgreSQL server of this suite has not started");
    return server;
  };
}

async function openEmpty(): Promise<Database> {
  const database = await openEmbedded(null);
  await migrateToLatest(database.db);
  return database;
}

function closedAfterwards(): (database: Database) => Database {
  const databases: Database[] = [];
  after(async () => {
    await Promise.all(databases.map((database) => database.close()));
  });
  return (database) => {
    databases.push(database);
    return database;
  };
}
