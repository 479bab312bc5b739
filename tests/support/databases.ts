/**
 * Runs a suite of tests on both databases that Ajar knows: PGlite in memory, and a real PostgreSQL server. `open` gives a
 * migrated, empty database of its own each time; all of them are closed when the suite ends.
 */
import { after, before, describe } from "@std/testing/bdd";
import { type Database, openDatabase } from "../../db/database.ts";
import { openEmbedded } from "../../db/embedded.ts";
import { migrateToLatest } from "../../db/migrate.ts";
import { type PostgresServer, startPostgres } from "./postgres.ts";

export type OpenTestDatabase = () => Promise<Database>;

export function onEachDatabase(suite: (open: OpenTestDatabase, kind: Database["kind"]) => void): void {
  describe("on PGlite", () => {
    const opened = closedAfterwards();
    suite(async () => {
      const database = opened(await openEmbedded(null));
      await migrateToLatest(database.db);
      return database;
    }, "pglite");
  });
  describe("on PostgreSQL", () => {
    const server = postgresForSuite();
    const opened = closedAfterwards();
    suite(async () => opened(await openDatabase({ dataDir: "", url: await server().createDatabase() })), "postgres");
  });
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
