/** The block in SQL, as other queries ask for it: it holds both ways, whoever of the two did it. */
import { type Expression, type RawBuilder, sql } from "kysely";
import type { Db } from "./database.ts";
import { type PersonId, personId } from "../domain/ids.ts";

/** Two look-ups by the key: `offset 0` keeps the planner from reading all blocks instead, which it does for a few dozen pairs. */
export function areBlocked(one: Expression<string>, other: Expression<string>): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (select from block where block.person_id = ${one} and block.blocked_id = ${other} offset 0)
    or exists (select from block where block.person_id = ${other} and block.blocked_id = ${one} offset 0)
  )`;
}

/** Of these people the ones whom no block keeps from that person. */
export async function notBlockedBy(
  db: Db,
  person: PersonId,
  others: readonly PersonId[],
): Promise<readonly PersonId[]> {
  if (others.length === 0) return [];
  const rows = await db.selectFrom("person").select("id")
    .where("id", "in", others)
    .where(({ not, ref, val }) => not(areBlocked(val<string>(person), ref("person.id"))))
    .execute();
  return rows.map(({ id }) => personId(id));
}
