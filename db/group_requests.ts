/** Who asked to be let into a group, in SQL. */
import type { Db, Trx } from "./database.ts";
import { isStorable } from "./search_text.ts";
import { type GroupId, type PersonId, personId } from "../domain/ids.ts";

export interface GroupRequest {
  readonly personId: PersonId;
  readonly name: string;
  readonly askedAt: Date;
}

/** False if they had asked before; the first time counts. */
export async function insertRequest(trx: Trx, group: GroupId, person: PersonId, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx.insertInto("group_request")
    .values({ group_id: group, person_id: person, asked_at: at })
    .onConflict((conflict) => conflict.columns(["group_id", "person_id"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** False if there was none. */
export async function deleteRequest(db: Db, group: GroupId, person: PersonId): Promise<boolean> {
  if (!isStorable(person)) return false;
  const { numDeletedRows } = await db.deleteFrom("group_request")
    .where("group_id", "=", group)
    .where("person_id", "=", person)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

export async function hasAsked(db: Db, group: GroupId, person: PersonId): Promise<boolean> {
  const row = await db.selectFrom("group_request").select("person_id")
    .where("group_id", "=", group)
    .where("person_id", "=", person)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those who have waited longest; answering them brings up the next. */
export async function listRequests(db: Db, group: GroupId, limit: number): Promise<GroupRequest[]> {
  const rows = await db.selectFrom("group_request")
    .innerJoin("person", "person.id", "group_request.person_id")
    .select(["person.id", "person.name", "group_request.asked_at"])
    .where("group_request.group_id", "=", group)
    .orderBy("group_request.asked_at")
    .orderBy("person.id")
    .limit(limit)
    .execute();
  return rows.map(({ id, name, asked_at }) => ({ personId: personId(id), name, askedAt: asked_at }));
}
