import { before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import {
  deleteMember,
  findRole,
  insertMember,
  listMembers,
  measureGroup,
  memberIds,
  updateRole,
} from "../../db/group_members.ts";
import { deleteRequest, hasAsked, insertRequest, listRequests } from "../../db/group_requests.ts";
import {
  deleteGroup,
  findGroup,
  findGroupByCode,
  hideRoomsOfGroup,
  insertGroup,
  listGroupNamesOf,
  listGroupsOf,
  lockGroup,
  openRoomsOfGroup,
  replaceGroupCode,
  updateGroup,
} from "../../db/groups.ts";
import { endRoom, findRoomById } from "../../db/rooms.ts";
import type { Group, GroupRole } from "../../domain/group.ts";
import { groupId, type PersonId, personId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom } from "../support/rows.ts";

describe("db/groups", () => {
  onEachDatabase((open) => {
    let db: Db;
    let alice: PersonId;
    let group: Group;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      alice = await somePerson(db, "Alice");
      group = await found("Chess");
      await put(group, alice, "admin");
    });

    async function found(name: string): Promise<Group> {
      const made: Group = {
        id: groupId(crypto.randomUUID()),
        name,
        description: "Every Tuesday",
        code: crypto.randomUUID(),
        joining: "approval",
        createdAt: NOON,
      };
      await db.transaction().execute((trx) => insertGroup(trx, made));
      return made;
    }

    function put(into: Group, person: PersonId, role: GroupRole = "member"): Promise<boolean> {
      const member = { groupId: into.id, personId: person, role, joinedAt: NOON };
      return db.transaction().execute((trx) => insertMember(trx, member));
    }

    it("finds a group by id and code as it was written, edited and given a new code", async () => {
      assert.deepEqual(await findGroup(db, group.id), group);
      assert.deepEqual(await findGroupByCode(db, group.code), group);
      const edited = { ...group, name: "Go", description: "", joining: "link" as const };
      await updateGroup(db, group.id, edited);
      await replaceGroupCode(db, group.id, `${group.code}-2`);
      assert.equal(await findGroupByCode(db, group.code), null);
      const after = { ...edited, code: `${group.code}-2` };
      assert.deepEqual(await findGroupByCode(db, after.code), after);
      assert.deepEqual(await db.transaction().execute((trx) => lockGroup(trx, group.id)), after);
    });

    it("finds nothing by what PostgreSQL cannot even store", async () => {
      assert.equal(await findGroup(db, groupId("a\0b")), null);
      assert.equal(await findGroupByCode(db, "a\0b"), null);
      assert.equal(await findRole(db, group.id, personId("\0")), null);
      assert.equal(await deleteRequest(db, group.id, personId("\0")), false);
      assert.equal((await listMembers(db, group.id, { query: "\0", after: personId("\0"), limit: 5 })).length, 1);
    });

    it("counts members and admins; a second entry leaves the role alone", async () => {
      const bob = await somePerson(db, "Bob");
      assert.equal(await put(group, bob), true);
      assert.equal(await put(group, bob, "admin"), false);
      assert.equal(await findRole(db, group.id, bob), "member");
      assert.deepEqual(await measureGroup(db, group.id), { members: 2, admins: 1 });
      await db.transaction().execute((trx) => updateRole(trx, group.id, bob, "admin"));
      assert.deepEqual(new Set(await memberIds(db, group.id, "admin")), new Set([alice, bob]));
      await db.transaction().execute((trx) => deleteMember(trx, group.id, alice));
      assert.deepEqual(await memberIds(db, group.id), [bob]);
    });

    it("lists members page by page: admins, then by name, each once, like names told apart", async () => {
      const names = ["bob", "Ann", "Ann", "Zoë", "Ömer", "ann", "Al%ice", "Carl_a"];
      for (const name of names) await put(group, await somePerson(db, name));
      const all = await listMembers(db, group.id, { query: "", after: null, limit: 100 });
      assert.equal(all.length, names.length + 1);
      assert.deepEqual(all[0], { personId: alice, name: "Alice", role: "admin" });
      const paged = [];
      let after: PersonId | null = null;
      for (;;) {
        const page = await listMembers(db, group.id, { query: "", after, limit: 2 });
        if (page.length === 0) break;
        paged.push(...page);
        after = page.at(-1)?.personId ?? null;
      }
      assert.deepEqual(paged, all);
    });

    it("searches members by any part of the name, in any case, literally", async () => {
      for (const name of ["Al%ice", "Malin", "Carl_a"]) await put(group, await somePerson(db, name));
      const search = async (query: string) =>
        (await listMembers(db, group.id, { query, after: null, limit: 9 })).map(({ name }) => name);
      assert.deepEqual(await search("ALI"), ["Alice", "Malin"]);
      assert.deepEqual(await search("%"), ["Al%ice"]);
      assert.deepEqual(await search("_"), ["Carl_a"]);
      assert.deepEqual(await search("\\"), []);
    });

    it("starts again after a member who has left meanwhile", async () => {
      const stranger = await somePerson(db, "Nobody");
      assert.equal((await listMembers(db, group.id, { query: "", after: stranger, limit: 9 })).length, 1);
    });

    it("lists a person's own groups with their role and size, page by page, and all of them by their names alone", async () => {
      const bob = await somePerson(db, "Bob");
      const others = [await found("art"), await found("Bridge"), await found("Bridge")];
      for (const each of [group, ...others]) await put(each, bob);
      const all = await listGroupsOf(db, bob, { query: "", after: null, limit: 9 });
      assert.deepEqual(all.map(({ name }) => name), ["art", "Bridge", "Bridge", "Chess"]);
      assert.deepEqual(all[3], { id: group.id, name: "Chess", role: "member", members: 2 });
      const first = await listGroupsOf(db, bob, { query: "", after: null, limit: 2 });
      const rest = await listGroupsOf(db, bob, { query: "", after: first[1]?.id ?? null, limit: 9 });
      assert.deepEqual([...first, ...rest], all);
      const bridges = await listGroupsOf(db, bob, { query: "BRI", after: null, limit: 9 });
      assert.deepEqual(bridges, all.slice(1, 3));
      assert.deepEqual(await listGroupsOf(db, bob, { query: "", after: groupId("gone"), limit: 9 }), all);
      assert.deepEqual(await listGroupNamesOf(db, bob), all.map(({ id, name }) => ({ id, name })));
    });

    it("keeps one request per person, the oldest first, until it is answered", async () => {
      const bob = await somePerson(db, "Bob");
      const carla = await somePerson(db, "Carla");
      const ask = (person: PersonId, minutes: number) =>
        db.transaction().execute((trx) => insertRequest(trx, group.id, person, minutesAfterNoon(minutes)));
      assert.equal(await ask(carla, 2), true);
      assert.equal(await ask(bob, 1), true);
      assert.equal(await ask(bob, 3), false);
      assert.deepEqual(await listRequests(db, group.id, 9), [
        { personId: bob, name: "Bob", askedAt: minutesAfterNoon(1) },
        { personId: carla, name: "Carla", askedAt: minutesAfterNoon(2) },
      ]);
      assert.equal(await hasAsked(db, group.id, bob), true);
      assert.equal(await deleteRequest(db, group.id, bob), true);
      assert.equal(await deleteRequest(db, group.id, bob), false);
      assert.equal(await hasAsked(db, group.id, bob), false);
    });

    it("hides the rooms of a group, all or one host's, and leaves those that are over", async () => {
      const bob = await somePerson(db, "Bob");
      const audience = { kind: "group", groupId: group.id } as const;
      const own = await someRoom(db, { hostId: alice, audience });
      const ended = await someRoom(db, { hostId: alice, audience });
      const bobs = await someRoom(db, { hostId: bob, audience });
      const link = await someRoom(db, { hostId: alice });
      await endRoom(db, ended.id, NOON);
      assert.deepEqual(new Set(await openRoomsOfGroup(db, group.id)), new Set([own.id, bobs.id]));
      const hide = (host: PersonId | null) => db.transaction().execute((trx) => hideRoomsOfGroup(trx, group.id, host));
      assert.deepEqual(await hide(bob), [bobs.id]);
      assert.deepEqual(await hide(null), [own.id]);
      assert.deepEqual(await hide(null), []);
      for (const { id } of [own, bobs]) {
        const hidden = await findRoomById(db, id);
        assert.deepEqual([hidden?.audience, hidden?.groupName, hidden?.state], [{ kind: "people" }, null, "open"]);
      }
      assert.deepEqual((await findRoomById(db, link.id))?.audience, { kind: "link" });
    });

    it("takes members and requests along when a group is deleted", async () => {
      const bob = await somePerson(db, "Bob");
      await db.transaction().execute((trx) => insertRequest(trx, group.id, bob, NOON));
      await db.transaction().execute((trx) => deleteGroup(trx, group.id));
      assert.equal(await findGroup(db, group.id), null);
      assert.equal(await findRole(db, group.id, alice), null);
      assert.equal(await hasAsked(db, group.id, bob), false);
    });
  });
});
