/**
 * Who is in a group, in SQL. Whether somebody may come, go or change role is the domain's business: a caller that looks and
 * then writes holds the group's row (`lockGroup`) in the same transaction.
 */
import type { Db, Trx } from "./database.ts";
import type { Page } from "./groups.ts";
import { isStorable, searchPattern } from "./search_text.ts";
import type { GroupMember, GroupRole, GroupSize } from "../domain/group.ts";
import { type GroupId, type PersonId, personId } from "../domain/ids.ts";

/** Null for who is not in the group. */
export async function findRole(db: Db, group: GroupId, person: PersonId): Promise<GroupRole | null> {
  if (!isStorable(group) || !isStorable(person)) return null;
  const row = await db.selectFrom("group_member").select("role")
    .where("group_id", "=", group)
    .where("person_id", "=", person)
    .executeTakeFirst();
  return row?.role ?? null;
}

export async function measureGroup(db: Db, group: GroupId): Promise<GroupSize> {
  return await db.selectFrom("group_member")
    .select((eb) => [
      eb.fn.countAll<number>().as("members"),
      eb.fn.countAll<number>().filterWhere("role", "=", "admin").as("admins"),
    ])
    .where("group_id", "=", group)
    .executeTakeFirstOrThrow();
}

/** False if they were inside already, in whichever role; that one stays. */
export async function insertMember(
  trx: Trx,
  member: { readonly groupId: GroupId; readonly personId: PersonId; readonly role: GroupRole; readonly joinedAt: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx.insertInto("group_member")
    .values({ group_id: member.groupId, person_id: member.personId, role: member.role, joined_at: member.joinedAt })
    .onConflict((conflict) => conflict.columns(["group_id", "person_id"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteMember(trx: Trx, group: GroupId, person: PersonId): Promise<void> {
  await trx.deleteFrom("group_member").where("group_id", "=", group).where("person_id", "=", person).execute();
}

export async function updateRole(trx: Trx, group: GroupId, person: PersonId, role: GroupRole): Promise<void> {
  await trx.updateTable("group_member").set({ role })
    .where("group_id", "=", group)
    .where("person_id", "=", person)
    .execute();
}

/** Everybody inside, or only those of one role, in no order. */
export async function memberIds(db: Db, group: GroupId, role?: GroupRole): Promise<PersonId[]> {
  let found = db.selectFrom("group_member").select("person_id").where("group_id", "=", group);
  if (role !== undefined) found = found.where("role", "=", role);
  return (await found.execute()).map((row) => personId(row.person_id));
}

/**
 * Admins first, then by name, then id. People who blocked each other stand in the same list: being in the same group is known
 * to both anyway, and a gap in it would tell who did it. A page whose last member has left starts again.
 */
export async function listMembers(
  db: Db,
  group: GroupId,
  { query, after, limit }: Page<PersonId>,
): Promise<GroupMember[]> {
  let found = db.selectFrom("group_member")
    .innerJoin("person", "person.id", "group_member.person_id")
    .select(["person.id", "person.name", "group_member.role"])
    .where("group_member.group_id", "=", group)
    .orderBy("group_member.role")
    .orderBy((eb) => eb.fn<string>("lower", ["person.name"]))
    .orderBy("person.id")
    .limit(limit);
  if (query !== "") found = found.where("person.name", "ilike", searchPattern(query));
  const last = after === null ? null : await findMember(db, group, after);
  if (last !== null) {
    found = found.where((eb) =>
      eb(
        eb.refTuple("group_member.role", eb.fn<string>("lower", ["person.name"]), "person.id"),
        ">",
        eb.tuple(last.role, eb.fn<string>("lower", [eb.val(last.name)]), last.personId),
      )
    );
  }
  const rows = await found.execute();
  return rows.map(({ id, name, role }) => ({ personId: personId(id), name, role }));
}

/** Null for who is not in the group. */
export async function findMember(db: Db, group: GroupId, person: PersonId): Promise<GroupMember | null> {
  if (!isStorable(group) || !isStorable(person)) return null;
  const row = await db.selectFrom("group_member")
    .innerJoin("person", "person.id", "group_member.person_id")
    .select(["person.name", "group_member.role"])
    .where("group_member.group_id", "=", group)
    .where("group_member.person_id", "=", person)
    .executeTakeFirst();
  return row ? { personId: person, name: row.name, role: row.role } : null;
}

/** Of a group, at most so many, without that person: the longest members first. */
export async function membersToInvite(
  db: Db,
  group: GroupId,
  without: PersonId,
  limit: number,
): Promise<readonly PersonId[]> {
  const rows = await db.selectFrom("group_member").select("person_id")
    .where("group_id", "=", group)
    .where("person_id", "<>", without)
    .orderBy("joined_at")
    .orderBy("person_id")
    .limit(limit)
    .execute();
  return rows.map(({ person_id }) => personId(person_id));
}
