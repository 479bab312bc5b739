import { sql } from "kysely";
import type { Db } from "./database.ts";

/** Resolves if the database answers; asks it for nothing. */
export async function ping(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}
