/** A value as a `jsonb` parameter that both databases read alike: their drivers disagree on what a text for a JSON column is. */
import { type RawBuilder, sql } from "kysely";

export function jsonb(value: unknown): RawBuilder<string> {
  return sql<string>`${JSON.stringify(value)}::text::jsonb`;
}
