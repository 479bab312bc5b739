/** The block in SQL, as other queries ask for it: it holds both ways, whoever of the two did it. */
import { type Expression, type RawBuilder, sql } from "kysely";

/** Two look-ups by the key. */
export function areBlocked(one: Expression<string>, other: Expression<string>): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (select from block where block.person_id = ${one} and block.blocked_id = ${other})
    or exists (select from block where block.person_id = ${other} and block.blocked_id = ${one})
  )`;
}
