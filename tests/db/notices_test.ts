import assert from "node:assert/strict";
import { before, describe, it } from "@std/testing/bdd";
import type { Db } from "../../db/database.ts";
import { countUnread, findNotice, insertNotices, listNotices, markRead, type NoticeRow } from "../../db/notices.ts";
import { noticeId, type PersonId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom } from "../support/rows.ts";

describe("db/notices", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    function aboutPerson(person: PersonId, about: PersonId | null, changes: Partial<NoticeRow> = {}): NoticeRow {
      const id = noticeId(crypto.randomUUID());
      return {
        id,
        personId: person,
        kind: "friend_request",
        aboutId: about,
        roomId: null,
        groupId: null,
        dedupKey: id,
        at: NOON,
        ...changes,
      };
    }

    async function two(): Promise<[PersonId, PersonId]> {
      return [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
    }

    async function block(one: PersonId, other: PersonId): Promise<void> {
      await db.insertInto("block").values({ person_id: one, blocked_id: other, since: NOON }).execute();
    }

    async function inserted(notices: readonly NoticeRow[]): Promise<string[]> {
      return [...await insertNotices(db, notices)];
    }

    async function idsOf(person: PersonId): Promise<string[]> {
      return (await listNotices(db, person, { after: null, limit: 50 })).map(({ id }) => id);
    }

    it("insertNotices() tells once under a key, and says what is new", async () => {
      const [noor, mara] = await two();
      const first = aboutPerson(noor, mara, { dedupKey: "same" });
      const others = aboutPerson(mara, noor, { dedupKey: "same" });
      assert.deepEqual(await inserted([first]), [first.id]);
      assert.deepEqual(await inserted([aboutPerson(noor, mara, { dedupKey: "same" })]), []);
      assert.deepEqual(await inserted([others]), [others.id]);
      assert.deepEqual(await idsOf(noor), [first.id]);
      assert.deepEqual(await inserted([]), []);
    });

    it("insertNotices() takes more than a statement has room for", async () => {
      const [noor, mara] = await two();
      const many = Array.from({ length: 8000 }, () => aboutPerson(noor, mara));
      assert.equal((await insertNotices(db, many)).size, 8000);
      assert.equal(await countUnread(db, noor), 8000);
    });

    it("what is not listed is found, and neither listed nor counted", async () => {
      const [noor, mara] = await two();
      const unlisted = aboutPerson(noor, mara, { listed: false });
      await insertNotices(db, [unlisted]);
      assert.deepEqual([await idsOf(noor), await countUnread(db, noor)], [[], 0]);
      assert.equal((await findNotice(db, noor, unlisted.id))?.id, unlisted.id);
    });

    for (const blocker of ["the told", "the other"]) {
      it(`a block by ${blocker} lets nothing in and hides what was told before`, async () => {
        const [noor, mara] = await two();
        const third = await somePerson(db, "Ines");
        await insertNotices(db, [aboutPerson(noor, mara)]);
        await (blocker === "the told" ? block(noor, mara) : block(mara, noor));
        const kept = aboutPerson(noor, third);
        const aboutNobody = aboutPerson(noor, null, { at: minutesAfterNoon(1) });
        assert.deepEqual(await inserted([aboutPerson(noor, mara), kept, aboutNobody]), [kept.id, aboutNobody.id]);
        assert.deepEqual(await idsOf(noor), [aboutNobody.id, kept.id]);
        assert.equal(await countUnread(db, noor), 2);
      });
    }

    it("listNotices() goes on after the last one, newest first, also where times are the same", async () => {
      const [noor, mara] = await two();
      const all = Array.from({ length: 7 }, (_, at) => aboutPerson(noor, mara, { at: minutesAfterNoon(at >> 1) }));
      await insertNotices(db, all);
      const expected = [...all].sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
      const seen: string[] = [];
      for (let after: NoticeRow["id"] | null = null;;) {
        const page = await listNotices(db, noor, { after, limit: 3 });
        seen.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (last === undefined) break;
        after = last.id;
      }
      assert.deepEqual(seen, expected.map(({ id }) => id));
    });

    it("listNotices() gives nothing after somebody else's notice", async () => {
      const [noor, mara] = await two();
      const maras = aboutPerson(mara, noor, { at: minutesAfterNoon(9) });
      await insertNotices(db, [aboutPerson(noor, mara), maras]);
      assert.deepEqual(await listNotices(db, noor, { after: maras.id, limit: 3 }), []);
    });

    it("listNotices() gives names, the room and whether it was read", async () => {
      const [noor, mara] = await two();
      const room = await someRoom(db, { hostId: mara });
      const told = aboutPerson(noor, mara, { kind: "chosen", roomId: room.id });
      await insertNotices(db, [told]);
      assert.equal(await markRead(db, noor, told.id, minutesAfterNoon(1)), true);
      assert.deepEqual(await listNotices(db, noor, { after: null, limit: 3 }), [{
        id: told.id,
        kind: "chosen",
        about: { id: mara, name: "Mara" },
        guestName: null,
        roomId: room.id,
        group: null,
        at: NOON,
        read: true,
      }]);
    });

    it("markRead() touches one's own alone, one or all", async () => {
      const [noor, mara] = await two();
      const [first, second] = [aboutPerson(noor, mara), aboutPerson(noor, mara)];
      await insertNotices(db, [first, second, aboutPerson(mara, noor)]);
      assert.equal(await markRead(db, mara, first.id, NOON), false);
      assert.equal(await countUnread(db, noor), 2);
      assert.equal(await markRead(db, noor, first.id, NOON), true);
      assert.equal(await markRead(db, noor, first.id, NOON), false);
      assert.equal(await countUnread(db, noor), 1);
      assert.equal(await markRead(db, noor, null, NOON), true);
      assert.deepEqual([await countUnread(db, noor), await countUnread(db, mara)], [0, 1]);
    });
  });
});
