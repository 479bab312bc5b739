/** The block in SQL, as other queries ask for it: it holds both ways, whoever of the two did it. */
import { type Expression, type RawBuilder, sql } from "kysely";

/** Two look-ups by the key: `offset 0` keeps the planner from reading all blocks instead, which it does for a few dozen pairs. */
export function areBlocked(one: Expression<string>, other: Expression<string>): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (select from block where block.person_id = ${one} and block.blocked_id = ${other} offset 0)
    or exists (select from block where block.person_id = ${other} and block.blocked_id = ${one} offset 0)
  )`;
}
