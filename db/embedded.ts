/**
 * The embedded database: PGlite, which is PostgreSQL in this process, in a folder of the data directory. PGlite does not
 * notice a second process on its files and would damage them, so a lock of the operating system on `pglite.lock` comes
 * first; it ends with its process, so a crash leaves nothing to clear away.
 */
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

const INT8_OID = 20;

/** `null` keeps it in memory. Throws at once if another process has the directory open. */
export async function openEmbedded(dataDir: string | null): Promise<Database> {
  const lock = dataDir === null ? null : await lockDirectory(dataDir);
  try {
    // Counts and milliseconds fit a double; PGlite would give a BigInt past 2^53.
    const pglite = await PGlite.create({
      ...(dataDir === null ? {} : { dataDir: join(dataDir, "pglite") }),
      parsers: { [INT8_OID]: Number },
    });
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    const close = async (): Promise<void> => {
      if (!pglite.closed) await pglite.close();
      lock?.[Symbol.dispose]();
    };
    return { db, kind: "pglite", close, [Symbol.asyncDispose]: close };
  } catch (error) {
    lock?.[Symbol.dispose]();
    throw error;
  }
}

async function lockDirectory(dataDir: string): Promise<Disposable> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, "pglite.lock");
  const file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  if (!await file.tryLock(true)) {
    file.close();
    const holder = (await Deno.readTextFile(path).catch(() => "")).trim();
    throw new Error(
      `Failed to open the database in ${dataDir}: it is in use by another process${holder ? ` (pid ${holder})` : ""}`,
    );
  }
  await file.truncate();
  await file.write(new TextEncoder().encode(`${process.pid}\n`));
  let open = true;
  return {
    [Symbol.dispose]() {
      if (open) file.close();
      open = false;
    },
  };
}
