/**
 * Groups in SQL, and the rooms that are shown to them. Gives values, never rows; who may see or change a group is not decided
 * here. Who is in it: `group_members.ts`; who asked to be: `group_requests.ts`.
 */
import type { Selectable } from "kysely";
import type { Db, Trx } from "./database.ts";
import type { PersonGroupTable } from "./tables/person_group.ts";
import type { Group, GroupRole, GroupText, Joining } from "../domain/group.ts";
import { type GroupId, groupId, type PersonId, type RoomId, roomId } from "../domain/ids.ts";
import { isStorable, searchPattern } from "./search_text.ts";

/** One of a person's own groups. */
export interface OwnGroup {
  readonly id: GroupId;
  readonly name: string;
  readonly role: GroupRole;
  readonly members: number;
}

/** A page of a list: what is searched for (empty: everything), the last one seen (null: from the start), how many. */
export interface Page<Id> {
  readonly query: string;
  readonly after: Id | null;
  readonly limit: number;
}

/** Throws if the id or code is taken. */
export async function insertGroup(trx: Trx, group: Group): Promise<void> {
  const { id, name, description, code, joining, createdAt } = group;
  await trx.insertInto("person_group").values({ id, name, description, code, joining, created_at: createdAt })
    .execute();
}

export async function findGroup(db: Db, id: GroupId): Promise<Group | null> {
  if (!isStorable(id)) return null;
  const row = await db.selectFrom("person_group").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toGroup(row) : null;
}

export async function findGroupByCode(db: Db, code: string): Promise<Group | null> {
  if (!isStorable(code)) return null;
  const row = await db.selectFrom("person_group").selectAll().where("code", "=", code).executeTakeFirst();
  return row ? toGroup(row) : null;
}

/** The group as it is now; nobody else who locks it comes, goes or changes role until the transaction ends. */
export async function lockGroup(trx: Trx, id: GroupId): Promise<Group | null> {
  if (!isStorable(id)) return null;
  const row = await trx.selectFrom("person_group").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row ? toGroup(row) : null;
}

/** Nobody who locks the group comes, goes or changes role until the transaction ends; others may hold it at the same time. */
export async function holdGroup(trx: Trx, id: GroupId): Promise<void> {
  if (!isStorable(id)) return;
  await trx.selectFrom("person_group").select("id").where("id", "=", id).forShare().execute();
}

export async function updateGroup(db: Db, id: GroupId, to: GroupText & { readonly joining: Joining }): Promise<void> {
  const { name, description, joining } = to;
  await db.updateTable("person_group").set({ name, description, joining }).where("id", "=", id).execute();
}

export async function replaceGroupCode(db: Db, id: GroupId, code: string): Promise<void> {
  await db.updateTable("person_group").set({ code }).where("id", "=", id).execute();
}

/** With its members, requests and notices. `hideRoomsOfGroup` comes first. */
export async function deleteGroup(trx: Trx, id: GroupId): Promise<void> {
  await trx.deleteFrom("person_group").where("id", "=", id).execute();
}

/** All of them by name, then id; without counting who is in them. */
export async function listGroupNamesOf(db: Db, person: PersonId): Promise<Pick<OwnGroup, "id" | "name">[]> {
  const rows = await db.selectFrom("group_member")
    .innerJoin("person_group", "person_group.id", "group_member.group_id")
    .select(["person_group.id", "person_group.name"])
    .where("group_member.person_id", "=", person)
    .orderBy((eb) => eb.fn<string>("lower", ["person_group.name"]))
    .orderBy("person_group.id")
    .execute();
  return rows.map(({ id, name }) => ({ id: groupId(id), name }));
}

/** By name, then id. A page whose last group is gone starts again. */
export async function listGroupsOf(
  db: Db,
  person: PersonId,
  { query, after, limit }: Page<GroupId>,
): Promise<OwnGroup[]> {
  let found = db.selectFrom("group_member as own")
    .innerJoin("person_group", "person_group.id", "own.group_id")
    .select((eb) => [
      "person_group.id",
      "person_group.name",
      "own.role",
      eb.selectFrom("group_member").whereRef("group_member.group_id", "=", "own.group_id")
        .select((count) => count.fn.countAll<number>().as("members")).$asScalar().$notNull().as("members"),
    ])
    .where("own.person_id", "=", person)
    .orderBy((eb) => eb.fn<string>("lower", ["person_group.name"]))
    .orderBy("person_group.id")
    .limit(limit);
  if (query !== "") found = found.where("person_group.name", "ilike", searchPattern(query));
  if (after !== null && isStorable(after)) {
    found = found.where((eb) =>
      eb.or([
        eb.not(eb.exists(eb.selectFrom("person_group as last").select("last.id").where("last.id", "=", after))),
        eb(
          eb.refTuple(eb.fn<string>("lower", ["person_group.name"]), "person_group.id"),
          ">",
          eb.selectFrom("person_group as last").where("last.id", "=", after)
            .select((last) => [last.fn<string>("lower", ["last.name"]).as("name"), "last.id"])
            .$asTuple("name", "id"),
        ),
      ])
    );
  }
  const rows = await found.execute();
  return rows.map(({ id, name, role, members }) => ({ id: groupId(id), name, role, members }));
}

/** The open rooms that the group's members find. */
export async function openRoomsOfGroup(db: Db, id: GroupId): Promise<RoomId[]> {
  const rows = await db.selectFrom("room").select("id").where("group_id", "=", id).where("state", "=", "open")
    .execute();
  return rows.map((row) => roomId(row.id));
}

/**
 * Those of the group's rooms that are not over become rooms for chosen people with nobody chosen; whoever is inside stays.
 * Only those of `hostId`, unless it is null. Gives what changed.
 */
export async function hideRoomsOfGroup(trx: Trx, id: GroupId, hostId: PersonId | null): Promise<RoomId[]> {
  let hidden = trx.updateTable("room").set({ audience: "people", group_id: null })
    .where("group_id", "=", id)
    .where("state", "<>", "ended")
    .returning("id");
  if (hostId !== null) hidden = hidden.where("host_id", "=", hostId);
  const rooms = (await hidden.execute()).map((row) => roomId(row.id));
  if (rooms.length > 0) await trx.deleteFrom("room_shown").where("room_id", "in", rooms).execute();
  return rooms;
}

function toGroup({ id, name, description, code, joining, created_at }: Selectable<PersonGroupTable>): Group {
  return { id: groupId(id), name, description, code, joining, createdAt: created_at };
}
