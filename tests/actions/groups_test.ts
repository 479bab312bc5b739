import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { acceptMember } from "../../actions/accept_member.ts";
import { addMember } from "../../actions/add_member.ts";
import { createGroup } from "../../actions/create_group.ts";
import { declineMember } from "../../actions/decline_member.ts";
import { deleteGroup } from "../../actions/delete_group.ts";
import type { Deps } from "../../actions/deps.ts";
import { editGroup } from "../../actions/edit_group.ts";
import { joinGroup } from "../../actions/join_group.ts";
import { leaveGroup } from "../../actions/leave_group.ts";
import { listGroupRooms } from "../../actions/list_group_rooms.ts";
import { listGroups } from "../../actions/list_groups.ts";
import { MEMBERS_PER_PAGE, readGroup } from "../../actions/read_group.ts";
import { openGroupLink } from "../../actions/open_group_link.ts";
import { removeMember } from "../../actions/remove_member.ts";
import { replaceGroupLink } from "../../actions/replace_group_link.ts";
import { setRole } from "../../actions/set_role.ts";
import type { Db } from "../../db/database.ts";
import { findRole } from "../../db/group_members.ts";
import { findRoomById } from "../../db/rooms.ts";
import { insertSeat, liveSeats } from "../../db/seats.ts";
import { findStanding } from "../../db/standings.ts";
import type { Group, Joining } from "../../domain/group.ts";
import { groupId, personId } from "../../domain/ids.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import type { RoomEvent } from "../../domain/room.ts";
import { sightOf } from "../../domain/visibility.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON, somePerson, someRoom, someSeatId } from "../support/rows.ts";

const guest = { kind: "guest" } as const;
const everybody = { query: "", after: null };

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

describe("the deeds of groups", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let deps: Deps;
    let told: { rooms: string[]; ties: string[]; noticed: string[]; events: RoomEvent[] };
    let alice: PersonViewer;
    let bob: PersonViewer;

    before(async () => {
      ({ db } = await open());
      house = openHouse(db);
      deps = {
        ...house.deps,
        tidings: {
          roomChanged: (room) => told.rooms.push(room),
          scheduleChanged() {},
          hostingChanged() {},
          tiesChanged: (people) => told.ties.push(...people),
          noticed: (people) => told.noticed.push(...people),
          signedOut() {},
        },
        publisher: {
          publish: (_room, event) => told.events.push(event),
          doorChanged() {},
          knockChanged() {},
          knockerSeen() {},
        },
      };
    });
    after(() => house?.[Symbol.asyncDispose]());
    beforeEach(async () => {
      told = { rooms: [], ties: [], noticed: [], events: [] };
      alice = await house.person("Alice");
      bob = await house.person("Bob");
    });

    async function founded(joining: Joining = "link", ...members: PersonViewer[]): Promise<Group> {
      const input = { name: "Chess", description: "", joining: "link" as const };
      const group = value(await createGroup(deps, alice, input));
      for (const member of members) value(await joinGroup(deps, member, group.code));
      const edited = value(await editGroup(deps, alice, group.id, { joining }));
      told = { rooms: [], ties: [], noticed: [], events: [] };
      return edited;
    }

    async function roomOf(group: Group, host: PersonViewer) {
      return await someRoom(db, { hostId: host.personId, audience: { kind: "group", groupId: group.id } });
    }

    async function befriend(one: PersonViewer, other: PersonViewer): Promise<void> {
      await db.insertInto("friendship").values([
        { person_id: one.personId, friend_id: other.personId, since: NOON },
        { person_id: other.personId, friend_id: one.personId, since: NOON },
      ]).execute();
    }

    it("createGroup() makes who founds it the admin, and refuses guests and bad names", async () => {
      const made = value(
        await createGroup(deps, alice, { name: " Chess  club ", description: "a\nb", joining: "link" }),
      );
      assert.equal(made.name, "Chess club");
      const view = value(await readGroup(deps, alice, made.id, everybody));
      assert.deepEqual(view.members, [{ personId: alice.personId, name: "Alice", role: "admin" }]);
      assert.deepEqual(view.group, made);
      const input = { name: "", description: "", joining: "link" as const };
      assert.equal(refusal(await createGroup(deps, alice, input)), "bad_group");
      assert.equal(refusal(await createGroup(deps, guest, { ...input, name: "x" })), "not_signed_in");
    });

    it("readGroup() and every deed answer strangers as if there were no such group", async () => {
      const group = await founded();
      const missing = groupId(crypto.randomUUID());
      for (const id of [group.id, missing]) {
        const deeds = [
          readGroup(deps, bob, id, everybody),
          editGroup(deps, bob, id, { name: "x" }),
          replaceGroupLink(deps, bob, id),
          deleteGroup(deps, bob, id),
          leaveGroup(deps, bob, id),
          removeMember(deps, bob, id, alice.personId),
          setRole(deps, bob, id, { personId: bob.personId, role: "admin" }),
          acceptMember(deps, bob, id, bob.personId),
          declineMember(deps, bob, id, bob.personId),
          addMember(deps, bob, id, bob.personId),
        ];
        for (const outcome of await Promise.all(deeds)) assert.equal(refusal(outcome), "not_found");
      }
    });

    it("refuses guests everywhere", async () => {
      const { id, code } = await founded();
      const deeds = [
        readGroup(deps, guest, id, everybody),
        listGroups(deps, guest, everybody),
        joinGroup(deps, guest, code),
        leaveGroup(deps, guest, id),
        deleteGroup(deps, guest, id),
        removeMember(deps, guest, id, alice.personId),
      ];
      for (const outcome of await Promise.all(deeds)) assert.equal(refusal(outcome), "not_signed_in");
    });

    it("refuses a member what only admins do", async () => {
      const { id } = await founded("link", bob);
      const deeds = [
        editGroup(deps, bob, id, { name: "x" }),
        replaceGroupLink(deps, bob, id),
        deleteGroup(deps, bob, id),
        removeMember(deps, bob, id, alice.personId),
        setRole(deps, bob, id, { personId: bob.personId, role: "admin" }),
        acceptMember(deps, bob, id, bob.personId),
        declineMember(deps, bob, id, bob.personId),
        addMember(deps, bob, id, alice.personId),
      ];
      for (const outcome of await Promise.all(deeds)) assert.equal(refusal(outcome), "not_allowed");
    });

    it("joinGroup() lets in at once by the link, twice alike, and not by one that was replaced", async () => {
      const group = await founded();
      assert.equal(value(await joinGroup(deps, bob, group.code)).membership, "member");
      assert.equal(value(await joinGroup(deps, bob, group.code)).membership, "member");
      assert.deepEqual(told.ties, [bob.personId]);
      assert.deepEqual(value(await listGroups(deps, bob, everybody)).groups, [
        { id: group.id, name: "Chess", role: "member", members: 2 },
      ]);
      const { code } = value(await replaceGroupLink(deps, alice, group.id));
      const carla = await house.person("Carla");
      assert.equal(refusal(await joinGroup(deps, carla, group.code)), "not_found");
      assert.equal(refusal(await openGroupLink(deps, carla, group.code)), "not_found");
      assert.ok((await joinGroup(deps, carla, code)).ok);
    });

    it("joinGroup() asks where approval is wanted; admins are told once a day, and answer", async () => {
      const group = await founded("approval");
      const ask = async () => value(await joinGroup(deps, bob, group.code)).membership;
      assert.equal(await ask(), "asked");
      assert.equal(await ask(), "asked");
      assert.deepEqual([told.noticed, told.ties], [[alice.personId], []]);
      assert.equal(value(await openGroupLink(deps, bob, group.code)).standing, "asked");
      assert.equal(refusal(await readGroup(deps, bob, group.id, everybody)), "not_found");
      value(await declineMember(deps, alice, group.id, bob.personId));
      assert.equal(refusal(await acceptMember(deps, alice, group.id, bob.personId)), "not_found");
      assert.equal(await ask(), "asked");
      assert.deepEqual(told.noticed, [alice.personId]);
      assert.deepEqual(
        value(await readGroup(deps, alice, group.id, everybody)).requests.map(({ name }) => name),
        ["Bob"],
      );
      value(await acceptMember(deps, alice, group.id, bob.personId));
      assert.deepEqual([told.noticed, told.ties], [[alice.personId, bob.personId], [bob.personId]]);
      const seen = value(await readGroup(deps, bob, group.id, everybody));
      assert.deepEqual([seen.role, seen.size, seen.requests], ["member", { members: 2, admins: 1 }, []]);
    });

    it("joinGroup() drops the request of who comes in without one", async () => {
      const group = await founded("approval");
      value(await joinGroup(deps, bob, group.code));
      value(await editGroup(deps, alice, group.id, { joining: "link" }));
      assert.equal(value(await joinGroup(deps, bob, group.code)).membership, "member");
      assert.deepEqual(value(await readGroup(deps, alice, group.id, everybody)).requests, []);
    });

    it("addMember() brings a friend in, and nobody else, nor who blocked one", async () => {
      const group = await founded();
      const add = async () => refusal(await addMember(deps, alice, group.id, bob.personId));
      assert.equal(await add(), "not_found");
      await befriend(alice, bob);
      await db.insertInto("block").values({ person_id: bob.personId, blocked_id: alice.personId, since: NOON })
        .execute();
      assert.equal(await add(), "not_found");
      await db.deleteFrom("block").where("person_id", "=", bob.personId).execute();
      assert.deepEqual([await add(), await add()], ["granted", "granted"]);
      assert.deepEqual([told.ties, told.noticed], [[bob.personId], [bob.personId]]);
      assert.equal(refusal(await addMember(deps, alice, group.id, personId("nobody\0"))), "not_found");
    });

    it("keeps an admin: the last one neither leaves nor steps down while others are inside", async () => {
      const group = await founded("link", bob);
      const role = (who: PersonViewer, to: "admin" | "member") =>
        setRole(deps, alice, group.id, { personId: who.personId, role: to });
      assert.equal(refusal(await leaveGroup(deps, alice, group.id)), "last_admin");
      assert.equal(refusal(await removeMember(deps, alice, group.id, alice.personId)), "last_admin");
      assert.equal(refusal(await role(alice, "member")), "last_admin");
      value(await role(bob, "admin"));
      value(await role(alice, "member"));
      assert.equal(await findRole(db, group.id, alice.personId), "member");
      value(await leaveGroup(deps, alice, group.id));
      assert.equal(refusal(await readGroup(deps, alice, group.id, everybody)), "not_found");
      assert.deepEqual(told.ties, [alice.personId]);
    });

    it("lets only one of two last admins go when both leave at once", async () => {
      const carla = await house.person("Carla");
      const group = await founded("link", bob, carla);
      value(await setRole(deps, alice, group.id, { personId: bob.personId, role: "admin" }));
      const outcomes = await Promise.all([leaveGroup(deps, alice, group.id), leaveGroup(deps, bob, group.id)]);
      assert.deepEqual(outcomes.map(refusal).toSorted(), ["granted", "last_admin"]);
    });

    it("leaveGroup() ends the group with its last member", async () => {
      const group = await founded();
      value(await leaveGroup(deps, alice, group.id));
      assert.equal(refusal(await openGroupLink(deps, alice, group.code)), "not_found");
      assert.deepEqual(told.ties, [alice.personId]);
    });

    it("removeMember() hides what the removed one showed the group, and the group's rooms from them", async () => {
      const group = await founded("link", bob);
      const bobs = await roomOf(group, bob);
      const alices = await roomOf(group, alice);
      const sight = async () =>
        sightOf({
          room: alices,
          viewer: bob,
          code: null,
          seated: false,
          standing: await findStanding(db, alices, bob.personId),
          now: NOON,
        });
      assert.equal(await sight(), "faces");
      value(await removeMember(deps, alice, group.id, bob.personId));
      assert.equal(await sight(), "nothing");
      assert.deepEqual((await findRoomById(db, bobs.id))?.audience, { kind: "people" });
      assert.deepEqual((await findRoomById(db, alices.id))?.audience, { kind: "group", groupId: group.id });
      assert.deepEqual([told.rooms, told.ties], [[bobs.id], [bob.personId]]);
    });

    it("deleteGroup() while its room is open: those inside stay, nobody else finds it, all are told", async () => {
      const group = await founded("link", bob);
      const room = await roomOf(group, bob);
      const seat = { id: someSeatId(), roomId: room.id, personId: alice.personId, name: "Alice", joinedAt: NOON };
      await db.transaction().execute((trx) => insertSeat(trx, seat));
      assert.equal((await deps.doors.find(room.code))?.room.groupName, "Chess");
      value(await deleteGroup(deps, alice, group.id));
      const hidden = await findRoomById(db, room.id);
      assert.deepEqual([hidden?.state, hidden?.audience], ["open", { kind: "people" }]);
      assert.equal((await deps.doors.find(room.code))?.room.groupName, null, "the door has forgotten the group");
      assert.equal((await liveSeats(db, room.id)).length, 1);
      assert.deepEqual(told.events, [{
        type: "audience_changed",
        audience: { kind: "people" },
        groupName: null,
        at: NOON.getTime(),
      }]);
      assert.deepEqual([told.rooms, new Set(told.ties)], [[room.id], new Set([alice.personId, bob.personId])]);
      assert.equal(refusal(await deleteGroup(deps, alice, group.id)), "not_found");
    });

    it("listGroupRooms() has the group's open rooms alone, and none of who is blocked either way", async () => {
      const carla = await house.person("Carla");
      const group = await founded("link", bob, carla);
      const other = await founded("link", bob);
      const room = await roomOf(group, alice);
      await roomOf(other, alice);
      const shown = async (viewer: PersonViewer) =>
        value(await listGroupRooms(deps, viewer, group.id)).map(({ id }) => id);
      assert.deepEqual([await shown(bob), await shown(carla)], [[room.id], [room.id]]);
      assert.deepEqual(await shown(await house.person("Mallory")), []);
      await db.insertInto("block").values([
        { person_id: bob.personId, blocked_id: alice.personId, since: NOON },
        { person_id: alice.personId, blocked_id: carla.personId, since: NOON },
      ]).execute();
      assert.deepEqual([await shown(bob), await shown(carla)], [[], []]);
      const { members } = value(await readGroup(deps, bob, group.id, everybody));
      assert.deepEqual(members.map(({ name }) => name), ["Alice", "Bob", "Carla"]);
      assert.equal(refusal(await listGroupRooms(deps, guest, group.id)), "not_signed_in");
    });

    it("editGroup() changes what is given alone, and tells the rooms a new name", async () => {
      const group = await founded();
      const room = await roomOf(group, alice);
      value(await editGroup(deps, alice, group.id, { description: "Tuesdays" }));
      assert.deepEqual(told.events, []);
      const edited = value(await editGroup(deps, alice, group.id, { name: "Go", joining: "approval" }));
      assert.deepEqual([edited.name, edited.description, edited.joining], ["Go", "Tuesdays", "approval"]);
      const audience = { kind: "group", groupId: group.id };
      assert.deepEqual(told.events, [{ type: "audience_changed", audience, groupName: "Go", at: NOON.getTime() }]);
      assert.deepEqual(told.rooms, [room.id]);
      assert.equal(refusal(await editGroup(deps, alice, group.id, { name: "x".repeat(61) })), "bad_group");
      assert.deepEqual(value(await readGroup(deps, alice, group.id, everybody)).group, edited);
    });

    it("readGroup() pages and searches; who blocked each other stand in the same list", async () => {
      const group = await founded("link", bob);
      await db.insertInto("block").values({ person_id: bob.personId, blocked_id: alice.personId, since: NOON })
        .execute();
      for (let n = 0; n < MEMBERS_PER_PAGE; n++) {
        const id = await somePerson(db, `Member ${n}`);
        await db.insertInto("group_member").values({
          group_id: group.id,
          person_id: id,
          role: "member",
          joined_at: NOON,
        })
          .execute();
      }
      const first = value(await readGroup(deps, bob, group.id, everybody));
      assert.equal(first.members.length, MEMBERS_PER_PAGE);
      assert.equal(first.members[0]?.name, "Alice");
      const second = value(await readGroup(deps, bob, group.id, { query: "", after: first.next }));
      assert.deepEqual([second.members.length, second.next], [2, null]);
      const found = value(await readGroup(deps, bob, group.id, { query: " member 49 ", after: null }));
      assert.deepEqual([found.members.map(({ name }) => name), found.next], [["Member 49"], null]);
    });
  });
});
