/** What PostgreSQL does with a statement that the code under test sends. */
import { CompiledQuery } from "kysely";
import type { Db } from "../../db/database.ts";

export interface Plan {
  /** As `explain` prints it. */
  readonly text: string;
  /** In order of their names. */
  readonly indexes: readonly string[];
  /** Tables that are read as a whole. */
  readonly readWhole: readonly string[];
}

/** Of the one statement that `query` sends. Throws if it sends another number of them. */
export async function planOf(db: Db, query: (db: Db) => Promise<unknown>): Promise<Plan> {
  const sent: CompiledQuery[] = [];
  await query(db.withPlugin({
    transformQuery({ node, queryId }) {
      sent.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }));
  const [statement] = sent;
  if (statement === undefined || sent.length > 1) throw new Error(`Expected one statement, not ${sent.length}`);
  const { rows } = await db.executeQuery<{ "QUERY PLAN": string }>(
    CompiledQuery.raw(`explain (costs off) ${statement.sql}`, [...statement.parameters]),
  );
  const text = rows.map((row) => row["QUERY PLAN"]).join("\n");
  return {
    text,
    indexes: [
      ...new Set(namesIn(text, /(?:Index Scan|Index Only Scan|Bitmap Index Scan)(?: Backward)? (?:using|on) (\w+)/g)),
    ].toSorted(),
    readWhole: namesIn(text, /Seq Scan on (\w+)/g),
  };
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}
