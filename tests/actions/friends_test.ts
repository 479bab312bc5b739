import { after, afterEach, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { acceptFriend } from "../../actions/accept_friend.ts";
import { askFriend, askFriendByEmail } from "../../actions/ask_friend.ts";
import { blockPerson } from "../../actions/block_person.ts";
import { clearDimmer } from "../../actions/clear_dimmer.ts";
import { declineFriend } from "../../actions/decline_friend.ts";
import { endFriendship } from "../../actions/end_friendship.ts";
import { findPeople } from "../../actions/find_people.ts";
import { listBlocked } from "../../actions/list_blocked.ts";
import { listInteractions } from "../../actions/list_interactions.ts";
import { listFriends } from "../../actions/list_friends.ts";
import { markTie } from "../../actions/mark_tie.ts";
import { readFriend } from "../../actions/read_friend.ts";
import { setDimmer } from "../../actions/set_dimmer.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { unblockPerson } from "../../actions/unblock_person.ts";
import { recordInteractions } from "../../db/interactions.ts";
import { liveSeats } from "../../db/seats.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { personId } from "../../domain/ids.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { expectJoined } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const guest = { kind: "guest" } as const;
const DAY_MS = 86_400_000;
const START = { query: "", after: null };

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

describe("the deeds of friends", () => {
  onEachDatabase((open) => {
    let house: House;
    before(async () => {
      house = openHouse((await open()).db);
    });
    after(() => house[Symbol.asyncDispose]());
    afterEach(() => {
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function two(): Promise<[PersonViewer, PersonViewer]> {
      return [await house.person("Alice"), await house.person("Bob")];
    }

    async function friends(): Promise<[PersonViewer, PersonViewer]> {
      const [alice, bob] = await two();
      value(await askFriend(house.deps, alice, bob.personId));
      value(await acceptFriend(house.deps, bob, alice.personId));
      return [alice, bob];
    }

    async function friendsOf(viewer: PersonViewer) {
      const { people, toMe, mine } = value(await listFriends(house.deps, viewer, START));
      return {
        friends: people.map(({ id }) => id),
        toMe: toMe.map(({ id }) => id),
        mine: mine.map(({ id }) => id),
      };
    }

    async function noticesOf(viewer: PersonViewer): Promise<string[]> {
      const rows = await house.deps.db.selectFrom("notice").select(["kind", "about_id"])
        .where("person_id", "=", viewer.personId).orderBy("created_at").execute();
      return rows.map(({ kind, about_id }) => `${kind} ${about_id}`);
    }

    function emailOf({ personId }: PersonViewer): string {
      return `${personId}@example.org`;
    }

    it("ask and accept: both sides, both told once, one tiding of the ties", async () => {
      const [alice, bob] = await two();
      const told: (readonly string[])[] = [];
      const deps = {
        ...house.deps,
        tidings: {
          ...house.deps.tidings,
          noticed() {},
          tiesChanged: (people: readonly string[]) => void told.push(people),
        },
      };
      assert.equal(value(await askFriend(deps, alice, bob.personId)), "asked");
      assert.equal(value(await askFriend(deps, alice, bob.personId)), "asked", "asking again changes nothing");
      assert.deepEqual(await friendsOf(alice), { friends: [], toMe: [], mine: [bob.personId] });
      assert.deepEqual(await friendsOf(bob), { friends: [], toMe: [alice.personId], mine: [] });
      assert.deepEqual(told, []);
      for (let times = 0; times < 2; times++) value(await acceptFriend(deps, bob, alice.personId));
      assert.deepEqual(told, [[bob.personId, alice.personId]]);
      assert.deepEqual(await friendsOf(alice), { friends: [bob.personId], toMe: [], mine: [] });
      assert.deepEqual(await friendsOf(bob), { friends: [alice.personId], toMe: [], mine: [] });
      assert.deepEqual(await noticesOf(bob), [`friend_request ${alice.personId}`]);
      assert.deepEqual(await noticesOf(alice), [`friend_accepted ${bob.personId}`]);
      assert.equal(refusal(await askFriend(deps, alice, bob.personId)), "already_friends");
    });

    it("refuse guests, oneself, and who is nobody or did not ask", async () => {
      const [alice, bob] = await two();
      const nobody = [personId("nobody"), personId("a\0b"), personId("")];
      const { deps } = house;
      for (
        const deed of [
          () => askFriend(deps, guest, bob.personId),
          () => askFriendByEmail(deps, guest, emailOf(bob)),
          () => acceptFriend(deps, guest, bob.personId),
          () => declineFriend(deps, guest, bob.personId),
          () => endFriendship(deps, guest, bob.personId),
          () => blockPerson(deps, guest, bob.personId),
          () => unblockPerson(deps, guest, bob.personId),
          () => setDimmer(deps, guest, bob.personId, { until: null }),
          () => clearDimmer(deps, guest, bob.personId),
          () => markTie(deps, guest, bob.personId, { close: true }),
          () => readFriend(deps, guest, bob.personId),
          () => findPeople(deps, guest, "bob"),
          () => listFriends(deps, guest, START),
          () => listBlocked(deps, guest, START),
        ]
      ) assert.equal(refusal(await deed()), "not_signed_in", String(deed));
      assert.equal(refusal(await askFriend(deps, alice, alice.personId)), "is_oneself");
      assert.equal(refusal(await askFriendByEmail(deps, alice, emailOf(alice).toUpperCase())), "is_oneself");
      assert.equal(refusal(await blockPerson(deps, alice, alice.personId)), "is_oneself");
      assert.equal(refusal(await setDimmer(deps, alice, alice.personId, { until: null })), "is_oneself");
      for (const id of nobody) {
        assert.equal(refusal(await askFriend(deps, alice, id)), "not_found");
        assert.equal(refusal(await blockPerson(deps, alice, id)), "not_found");
        assert.equal(refusal(await setDimmer(deps, alice, id, { until: null })), "not_found");
        assert.equal(refusal(await unblockPerson(deps, alice, id)), "granted");
        assert.equal(refusal(await clearDimmer(deps, alice, id)), "granted");
      }
      for (const id of [...nobody, bob.personId]) {
        assert.equal(refusal(await acceptFriend(deps, alice, id)), "not_found");
        assert.equal(refusal(await declineFriend(deps, alice, id)), "not_found");
        assert.equal(refusal(await endFriendship(deps, alice, id)), "not_found");
        assert.equal(refusal(await markTie(deps, alice, id, { close: true })), "not_found");
        assert.equal(refusal(await readFriend(deps, alice, id)), "not_found");
      }
    });

    it("both asking makes them friends, one after the other and at the same moment", async () => {
      const [alice, bob] = await two();
      assert.equal(value(await askFriend(house.deps, alice, bob.personId)), "asked");
      assert.equal(value(await askFriend(house.deps, bob, alice.personId)), "friends");
      assert.deepEqual(await noticesOf(alice), [`friend_accepted ${bob.personId}`]);
      for (let round = 0; round < 10; round++) {
        const [one, other] = await two();
        const answers = await Promise.all([
          askFriend(house.deps, one, other.personId),
          askFriend(house.deps, other, one.personId),
          askFriendByEmail(house.deps, one, emailOf(other)),
          askFriendByEmail(house.deps, other, emailOf(one)),
        ]);
        const said = answers.map((answer) => answer.ok ? answer.value : answer.refusal);
        assert.equal(said.filter((answer) => answer === "friends").length, 1, said.join());
        assert.deepEqual(await friendsOf(one), { friends: [other.personId], toMe: [], mine: [] });
        assert.deepEqual(await friendsOf(other), { friends: [one.personId], toMe: [], mine: [] });
      }
    });

    it("many deeds of the same two at once leave one of the states that an order of them gives", async () => {
      for (let round = 0; round < 5; round++) {
        const [alice, bob] = await friends();
        await Promise.all([
          blockPerson(house.deps, alice, bob.personId),
          blockPerson(house.deps, bob, alice.personId),
          endFriendship(house.deps, bob, alice.personId),
          askFriend(house.deps, alice, bob.personId),
          acceptFriend(house.deps, bob, alice.personId),
          markTie(house.deps, bob, alice.personId, { close: true }),
        ]);
        assert.deepEqual(await friendsOf(alice), { friends: [], toMe: [], mine: [] });
        assert.deepEqual(await friendsOf(bob), { friends: [], toMe: [], mine: [] });
        const blocks = await house.deps.db.selectFrom("block").selectAll()
          .where("person_id", "in", [alice.personId, bob.personId]).execute();
        assert.equal(blocks.length, 1, "who is blocked cannot find whom to block");
      }
    });

    it("a no looks like no answer, and is forgotten after 30 days", async () => {
      const [alice, bob] = await two();
      value(await askFriend(house.deps, alice, bob.personId));
      const waiting = [await friendsOf(alice), value(await findPeople(house.deps, alice, emailOf(bob)))];
      for (let times = 0; times < 2; times++) value(await declineFriend(house.deps, bob, alice.personId));
      assert.deepEqual([await friendsOf(alice), value(await findPeople(house.deps, alice, emailOf(bob)))], waiting);
      const at = (days: number) => ({ ...house.deps, now: () => new Date(house.time.now().getTime() + days * DAY_MS) });
      for (const days of [0, 29.9]) {
        assert.equal(value(await askFriend(at(days), alice, bob.personId)), "asked");
        assert.deepEqual([await friendsOf(alice), (await friendsOf(bob)).toMe], [waiting[0], []]);
      }
      assert.equal((await noticesOf(bob)).length, 1);
      assert.equal(value(await askFriend(at(30), alice, bob.personId)), "asked");
      assert.deepEqual([await friendsOf(alice), (await friendsOf(bob)).toMe], [waiting[0], [alice.personId]]);
      assert.equal((await noticesOf(bob)).length, 2);
      value(await declineFriend(house.deps, bob, alice.personId));
      assert.equal(value(await askFriend(house.deps, bob, alice.personId)), "friends", "a no can become a yes");
    });

    it("who blocked somebody is for them exactly like nobody", async () => {
      const { deps } = house;
      const [alice, mallory] = await two();
      value(await blockPerson(deps, alice, mallory.personId));
      const nobody = personId(crypto.randomUUID());
      const answers = async (id: typeof nobody) => [
        await askFriend(deps, mallory, id),
        await askFriendByEmail(deps, mallory, `${id}@example.org`),
        await findPeople(deps, mallory, `${id}@example.org`),
        await acceptFriend(deps, mallory, id),
        await declineFriend(deps, mallory, id),
        await endFriendship(deps, mallory, id),
        await blockPerson(deps, mallory, id),
        await setDimmer(deps, mallory, id, { until: null }),
        await markTie(deps, mallory, id, { tell: true }),
        await readFriend(deps, mallory, id),
        await listFriends(deps, mallory, START),
        await listBlocked(deps, mallory, START),
      ];
      assert.deepEqual(await answers(alice.personId), await answers(nobody));
      assert.deepEqual(await noticesOf(alice), []);
      assert.equal(value(await askFriendByEmail(deps, alice, emailOf(mallory))), "asked", "it holds both ways");
      assert.deepEqual((await friendsOf(alice)).mine, []);
    });

    it("ending a friendship is silent and takes the marks along", async () => {
      const [alice, bob] = await friends();
      value(await markTie(house.deps, alice, bob.personId, { close: true, tell: true }));
      const noticed = await noticesOf(bob);
      value(await endFriendship(house.deps, alice, bob.personId));
      assert.deepEqual(await noticesOf(bob), noticed);
      assert.deepEqual([(await friendsOf(alice)).friends, (await friendsOf(bob)).friends], [[], []]);
      assert.equal(refusal(await endFriendship(house.deps, bob, alice.personId)), "not_found");
      value(await askFriend(house.deps, bob, alice.personId));
      value(await acceptFriend(house.deps, alice, bob.personId));
      assert.equal(value(await readFriend(house.deps, alice, bob.personId)).close, false);
    });

    it("marks change one at a time, for one side", async () => {
      const [alice, bob] = await friends();
      assert.equal(value(await markTie(house.deps, alice, bob.personId, { close: true })).close, true);
      const marked = value(await markTie(house.deps, alice, bob.personId, { tell: true }));
      assert.deepEqual([marked.close, marked.tell], [true, true]);
      const less = value(await markTie(house.deps, alice, bob.personId, { close: false }));
      assert.deepEqual([less.close, less.tell], [false, true]);
      assert.equal(value(await readFriend(house.deps, bob, alice.personId)).tell, false);
    });

    it("the dimmer shows to nobody but who set it", async () => {
      const [alice, bob] = await friends();
      const before = [await readFriend(house.deps, bob, alice.personId), await noticesOf(bob)];
      const end = new Date(house.time.now().getTime() + DAY_MS);
      value(await setDimmer(house.deps, alice, bob.personId, { until: end }));
      assert.deepEqual(value(await readFriend(house.deps, alice, bob.personId)).dimmer, { until: end });
      assert.deepEqual([await readFriend(house.deps, bob, alice.personId), await noticesOf(bob)], before);
      const late = new Date(end.getTime() + 1);
      assert.equal(refusal(await setDimmer(house.deps, alice, bob.personId, { until: late })), "bad_input");
      value(await clearDimmer(house.deps, alice, bob.personId));
      assert.equal(value(await readFriend(house.deps, alice, bob.personId)).dimmer, null);
      value(await setDimmer(house.deps, alice, bob.personId, { until: null }));
      value(await endFriendship(house.deps, alice, bob.personId));
      const [still] = value(await listBlocked(house.deps, alice, START)).dimmed;
      assert.deepEqual(still, { id: bob.personId, name: "Bob", until: null });
    });

    it("a block ends all there was, and unblocking brings nothing back", async () => {
      const [alice, bob] = await friends();
      value(await markTie(house.deps, bob, alice.personId, { close: true }));
      value(await setDimmer(house.deps, bob, alice.personId, { until: null }));
      for (let times = 0; times < 2; times++) value(await blockPerson(house.deps, alice, bob.personId));
      assert.deepEqual(value(await listBlocked(house.deps, alice, START)).people, [{ id: bob.personId, name: "Bob" }]);
      for (let times = 0; times < 2; times++) value(await unblockPerson(house.deps, alice, bob.personId));
      const nothing = { friends: [], toMe: [], mine: [] };
      assert.deepEqual([await friendsOf(alice), await friendsOf(bob)], [nothing, nothing]);
      for (const table of ["tie_mark", "dimmer"] as const) {
        const rows = await house.deps.db.selectFrom(table).selectAll().where("person_id", "=", bob.personId).execute();
        assert.deepEqual(rows, [], table);
      }
      assert.equal(value(await askFriend(house.deps, bob, alice.personId)), "asked", "they find each other again");
    });

    it("a block has both forget what was kept of the two, and nothing else", async () => {
      const [alice, bob] = await friends();
      const carol = await house.person("Carol");
      const pairs = [[alice, bob], [bob, alice], [alice, carol], [carol, bob]] as const;
      await recordInteractions(
        house.deps.db,
        pairs.map(([{ personId }, other]) => ({
          personId,
          otherId: other.personId,
          kind: "together",
          amount: 60,
          roomId: null,
          at: house.time.now(),
        })),
      );
      value(await blockPerson(house.deps, alice, bob.personId));
      const kept = async (viewer: PersonViewer) =>
        value(await listInteractions(house.deps, viewer, START)).people.map(({ name }) => name);
      assert.deepEqual([await kept(alice), await kept(bob), await kept(carol)], [["Carol"], [], ["Bob"]]);
      const affinities = await house.deps.db.selectFrom("affinity").select(["person_id"])
        .where("person_id", "in", [alice.personId, bob.personId, carol.personId]).execute();
      assert.deepEqual(affinities.map(({ person_id }) => person_id).sort(), [alice.personId, carol.personId].sort());
    });

    it("a block puts each out of the other's open room, and lets neither in again", async () => {
      const [alice, bob] = await two();
      const carol = await house.person("Carol");
      const room = await house.room({ hostId: alice.personId });
      const other = await house.room({ hostId: bob.personId });
      const third = await house.room({ hostId: carol.personId });
      const seat = (viewer: PersonViewer, { code }: typeof room) =>
        takeSeat(house.deps, { viewer, seatToken: () => null, traces: NO_TRACES }, code, null);
      for (
        const [viewer, where] of [[alice, room], [alice, other], [bob, other], [bob, third], [alice, third]] as const
      ) {
        value(await seat(viewer, where));
      }
      const client = await house.socket({ viewer: bob });
      await client.hello(room.code);
      expectJoined(await client.join());
      value(await blockPerson(house.deps, bob, alice.personId));
      const inside = async ({ id }: typeof room) =>
        (await liveSeats(house.deps.db, id)).map(({ personId }) => personId);
      assert.deepEqual(await inside(room), [alice.personId]);
      assert.deepEqual(await inside(other), [bob.personId]);
      assert.equal((await inside(third)).length, 2, "with others they may still meet");
      await until("the one who was put out is not inside any more", () => house.signalling.inside(room.id) === 1);
      assert.equal(refusal(await seat(bob, room)), "not_found");
      assert.equal(refusal(await seat(alice, other)), "not_found");
    });

    it("a block and a visitor on the way in, at the same moment, do not end up in one room", async () => {
      for (let round = 0; round < 10; round++) {
        const [alice, bob] = await two();
        const room = await house.room({ hostId: alice.personId });
        await Promise.all([
          takeSeat(house.deps, { viewer: bob, seatToken: () => null, traces: NO_TRACES }, room.code, null),
          blockPerson(house.deps, alice, bob.personId),
        ]);
        assert.deepEqual(await liveSeats(house.deps.db, room.id), []);
      }
    });

    it("findPeople() wants two characters, and not a book", async () => {
      const alice = await house.person("Alice");
      for (const text of ["", " a ", "👩‍👩‍👧", "x".repeat(400)]) {
        assert.equal(refusal(await findPeople(house.deps, alice, text)), "bad_input", text);
      }
      for (let number = 0; number < 25; number++) await house.person(`Many ${number}`);
      assert.equal(value(await findPeople(house.deps, alice, "many")).length, 20);
    });

    it("listFriends() gives pages of 50 that miss nobody", async () => {
      const alice = await house.person("Alice");
      for (let number = 0; number < 60; number++) {
        const friend = await house.person(`Friend ${number % 7}`);
        value(await askFriend(house.deps, friend, alice.personId));
        value(await acceptFriend(house.deps, alice, friend.personId));
      }
      const first = value(await listFriends(house.deps, alice, START));
      assert.equal(first.people.length, 50);
      assert.equal(first.count, 60);
      const second = value(await listFriends(house.deps, alice, { query: "", after: first.next }));
      assert.equal(second.next, null);
      assert.equal(new Set([...first.people, ...second.people].map(({ id }) => id)).size, 60);
      const some = value(await listFriends(house.deps, alice, { query: " friend 3 ", after: null }));
      assert.deepEqual(new Set(some.people.map(({ name }) => name)), new Set(["Friend 3"]));
    });
  });
});
