import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import {
  befriend,
  countFriends,
  declineRequest,
  findAskFacts,
  findFriend,
  listFriends,
  lockPair,
  requestsFrom,
  requestsTo,
  sendRequest,
  unfriend,
} from "../../db/friends.ts";
import { findIdByEmail, findPeople, findPersonFor } from "../../db/people.ts";
import {
  deleteBlock,
  deleteDimmer,
  hasBlocked,
  hideFromEachOther,
  insertBlock,
  listBlocked,
  listDimmedStrangers,
  seatsAtEachOther,
  setDimmer,
  setMarks,
} from "../../db/ties.ts";
import { findSeat, insertSeat } from "../../db/seats.ts";
import { shownOf, showRoomTo } from "../../db/shown.ts";
import type { Trx } from "../../db/database.ts";
import { type PersonId, personId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom, someSeatId } from "../support/rows.ts";

const NO_ONE = personId("nobody");
const UNSTORABLE = personId("a\0b");

describe("db/friends, db/ties and db/people", () => {
  onEachDatabase((open) => {
    let db: Db;
    let alice: PersonId;
    let bob: PersonId;
    before(async () => {
      ({ db } = await open());
      alice = await somePerson(db, "Alice Ash");
      bob = await somePerson(db, "Bob Birch");
    });

    function within<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
      return db.transaction().execute(work);
    }

    it("lockPair() finds only two who both exist", async () => {
      assert.equal(await within((trx) => lockPair(trx, alice, bob)), true);
      for (const other of [NO_ONE, UNSTORABLE, alice]) {
        assert.equal(await within((trx) => lockPair(trx, alice, other)), false, other);
      }
    });

    it("keeps a request with its answer, and lists it for both without telling the asker of a no", async () => {
      const [from, to] = [await somePerson(db, "Ada"), await somePerson(db, "Ben")];
      await within((trx) => sendRequest(trx, from, to, NOON));
      assert.deepEqual(await requestsTo(db, to, 50), [{ id: from, name: "Ada", askedAt: NOON }]);
      assert.deepEqual(await requestsFrom(db, from, 50), [{ id: to, name: "Ben" }]);
      assert.equal(await declineRequest(db, from, to, minutesAfterNoon(1)), true);
      assert.equal(await declineRequest(db, from, to, minutesAfterNoon(2)), false, "the first answer stays");
      assert.deepEqual(await requestsTo(db, to, 50), []);
      assert.deepEqual(await requestsFrom(db, from, 50), [{ id: to, name: "Ben" }]);
      assert.deepEqual(await findAskFacts(db, to, from), {
        friends: false,
        blocked: false,
        mine: null,
        theirs: { askedAt: NOON, declinedAt: minutesAfterNoon(1) },
      });
      await within((trx) => sendRequest(trx, from, to, minutesAfterNoon(3)));
      assert.deepEqual(await requestsTo(db, to, 50), [{ id: from, name: "Ada", askedAt: minutesAfterNoon(3) }]);
    });

    it("befriend() makes both sides and answers all requests, once; unfriend() takes both away with the marks", async () => {
      const [one, other] = [await somePerson(db, "Cleo"), await somePerson(db, "Dan")];
      await within((trx) => sendRequest(trx, one, other, NOON));
      await within((trx) => sendRequest(trx, other, one, NOON));
      for (let times = 0; times < 2; times++) await within((trx) => befriend(trx, one, other, NOON));
      await setMarks(db, one, other, { close: true });
      await setMarks(db, one, other, { tell: true });
      await setMarks(db, one, other, {});
      const friend = await findFriend(db, one, other, NOON);
      assert.deepEqual(friend, { id: other, name: "Dan", since: NOON, close: true, tell: true, dimmer: null });
      assert.equal((await findFriend(db, other, one, NOON))?.close, false, "marks have a direction");
      assert.deepEqual([await countFriends(db, one), await countFriends(db, other)], [1, 1]);
      assert.deepEqual([await requestsFrom(db, one, 50), await requestsFrom(db, other, 50)], [[], []]);
      assert.equal(await within((trx) => unfriend(trx, other, one)), true);
      assert.equal(await within((trx) => unfriend(trx, other, one)), false);
      assert.equal(await findFriend(db, one, other, NOON), null);
      await within((trx) => befriend(trx, one, other, NOON));
      assert.equal((await findFriend(db, one, other, NOON))?.close, false, "the marks are gone");
    });

    it("lists friends page by page, by name then id, and finds them by a part of the name", async () => {
      const host = await somePerson(db, "Host");
      const names = ["zoe", "Émile", "anna", "Anna", "Bo_b", "Bo%b", "Bo\\b", "anna"];
      const ids = new Map<string, string>();
      for (const name of names) {
        const friend = await somePerson(db, name);
        ids.set(friend, name);
        await within((trx) => befriend(trx, host, friend, NOON));
      }
      const all = await listFriends(db, host, NOON, { query: "", after: null, limit: 100 });
      assert.equal(all.length, names.length);
      const paged = [];
      for (let after = null;;) {
        const page = await listFriends(db, host, NOON, { query: "", after, limit: 3 });
        paged.push(...page);
        const last = page.at(-1);
        if (page.length < 3 || last === undefined) break;
        after = { id: last.id, name: last.name };
      }
      assert.deepEqual(paged, all, "every friend once, in the same order, also those of one name");
      const find = async (query: string) =>
        (await listFriends(db, host, NOON, { query, after: null, limit: 100 })).map(({ name }) => name);
      assert.deepEqual((await find("NN")).length, 3);
      assert.deepEqual(await find("o_"), ["Bo_b"]);
      assert.deepEqual(await find("o%"), ["Bo%b"]);
      assert.deepEqual(await find("o\\"), ["Bo\\b"]);
      assert.deepEqual(await find("nobody"), []);
      const strange = { id: UNSTORABLE, name: "\0" };
      assert.equal(
        (await listFriends(db, host, NOON, { query: "\0", after: strange, limit: 100 })).length,
        names.length,
      );
    });

    it("shows a friend's dimmer until it ends", async () => {
      const [host, friend] = [await somePerson(db, "Host"), await somePerson(db, "Fay")];
      await within((trx) => befriend(trx, host, friend, NOON));
      await setDimmer(db, host, friend, { until: minutesAfterNoon(5) });
      assert.deepEqual((await findFriend(db, host, friend, minutesAfterNoon(4)))?.dimmer, {
        until: minutesAfterNoon(5),
      });
      assert.equal((await findFriend(db, host, friend, minutesAfterNoon(5)))?.dimmer, null);
      assert.equal((await findFriend(db, friend, host, NOON))?.dimmer, null, "the other cannot tell");
      await setDimmer(db, host, friend, { until: null });
      assert.deepEqual((await findFriend(db, host, friend, NOON))?.dimmer, { until: null });
      assert.deepEqual(await listDimmedStrangers(db, host, NOON, 50), []);
      await within((trx) => unfriend(trx, host, friend));
      assert.deepEqual(await listDimmedStrangers(db, host, NOON, 50), [{ id: friend, name: "Fay", until: null }]);
      assert.equal(await deleteDimmer(db, host, friend), true);
      assert.equal(await deleteDimmer(db, host, friend), false);
    });

    it("finds people by the beginnings of words, or by the whole address, with what there is between", async () => {
      const seeker = await somePerson(db, "Seeker");
      const jo = await somePerson(db, "Jo-Anne O'Neil");
      const find = async (text: string) => (await findPeople(db, seeker, text, 20)).map(({ id }) => id);
      for (
        const text of ["jo", "O'Neil", "o'ne", "anne", "neil jo", "jo-anne o'neil", `${jo}@EXAMPLE.org`]
      ) {
        assert.deepEqual(await find(text), [jo], text);
      }
      for (
        const text of [
          "nne",
          "eil",
          `${jo}@example`,
          "jo & !anne x",
          "'",
          "\\",
          "zed' | 'jo",
          "*:*",
          "jo\0",
          "(",
          "seeker",
        ]
      ) {
        assert.deepEqual(await find(text), [], text);
      }
      const ties = async () => (await findPeople(db, seeker, "o'neil", 20)).map(({ tie }) => tie);
      assert.deepEqual(await ties(), ["none"]);
      await within((trx) => sendRequest(trx, jo, seeker, NOON));
      assert.deepEqual(await ties(), ["asks"]);
      await declineRequest(db, jo, seeker, NOON);
      assert.deepEqual(await ties(), ["none"]);
      await within((trx) => sendRequest(trx, seeker, jo, NOON));
      await declineRequest(db, seeker, jo, NOON);
      assert.deepEqual(await ties(), ["asked"], "whatever became of it");
      await within((trx) => befriend(trx, seeker, jo, NOON));
      assert.deepEqual(await ties(), ["friend"]);
    });

    it("a block hides both from each other, and is listed for who made it", async () => {
      const [one, other] = [await somePerson(db, "Gil Grey"), await somePerson(db, "Hal Hay")];
      await within((trx) => insertBlock(trx, one, other, NOON));
      await within((trx) => insertBlock(trx, one, other, minutesAfterNoon(1)));
      for (const [viewer, seen, name] of [[one, other, "hal"], [other, one, "gil"]] as const) {
        assert.equal(await findPersonFor(db, viewer, seen), null);
        assert.equal(await findIdByEmail(db, viewer, `${seen}@example.org`), null);
        assert.deepEqual((await findPeople(db, viewer, name, 20)).filter(({ id }) => id === seen), []);
        assert.deepEqual(await findPeople(db, viewer, `${seen}@example.org`, 20), []);
      }
      assert.deepEqual([await hasBlocked(db, one, other), await hasBlocked(db, other, one)], [true, false]);
      const page = { query: "", after: null, limit: 50 };
      assert.deepEqual(await listBlocked(db, one, page), [{ id: other, name: "Hal Hay" }]);
      assert.deepEqual(await listBlocked(db, one, { ...page, query: "x" }), []);
      assert.deepEqual(await listBlocked(db, one, { ...page, after: { id: other, name: "Hal Hay" } }), []);
      assert.deepEqual(await listBlocked(db, other, page), []);
      assert.deepEqual([await deleteBlock(db, other, one), await deleteBlock(db, one, other)], [false, true]);
      assert.deepEqual(await findPersonFor(db, other, one), { id: one, name: "Gil Grey" });
    });

    it("finds and hides what two have in each other's rooms, and nothing else", async () => {
      const [one, other, third] = [await somePerson(db, "I"), await somePerson(db, "J"), await somePerson(db, "K")];
      const rooms = await Promise.all([one, other, third].map((hostId) => someRoom(db, { hostId })));
      const shown = [one, other, third].map((
        id,
      ) => ({ personId: id, ring: 1, struck: false, roomsTogether: 0 } as const));
      for (const room of rooms) {
        await within((trx) => showRoomTo(trx, room.id, shown));
        for (const person of [one, other, third]) {
          await within((trx) =>
            insertSeat(trx, { id: someSeatId(), roomId: room.id, personId: person, name: "?", joinedAt: NOON })
          );
        }
      }
      const found = await seatsAtEachOther(db, one, other);
      const seats = await Promise.all(found.map((id) => findSeat(db, id)));
      assert.deepEqual(seats.map((seat) => seat?.roomId).sort(), rooms.slice(0, 2).map(({ id }) => id).sort());
      await within((trx) => hideFromEachOther(trx, one, other));
      const left = await Promise.all(
        rooms.map(async ({ id }) => (await shownOf(db, id)).map(({ personId }) => personId)),
      );
      assert.deepEqual(left.map((ids) => ids.sort()), [
        [one, third].sort(),
        [other, third].sort(),
        [one, other, third].sort(),
      ]);
    });
  });
});
