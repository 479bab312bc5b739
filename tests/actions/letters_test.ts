/** What leaves the house: which notices have rows in the outbox, and what they say when they are due. */
import { before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { listTelling } from "../../actions/list_telling.ts";
import { listNotices } from "../../actions/list_notices.ts";
import { markNoticesRead } from "../../actions/mark_notices_read.ts";
import { notify } from "../../actions/notify.ts";
import { type LetterRequest, readLetter } from "../../actions/read_letter.ts";
import type { Db } from "../../db/database.ts";
import { writeChoices } from "../../db/notice_choices.ts";
import { readFacts } from "../../db/outbox.ts";
import { endRoom } from "../../db/rooms.ts";
import { knockId, type PersonId } from "../../domain/ids.ts";
import type { NoticeFacts, Occasion } from "../../domain/letter.ts";
import type { NoticeKind } from "../../domain/notice.ts";
import type { Room } from "../../domain/room.ts";
import { NO_FACTS } from "../../notices/notices.ts";
import { onEachDatabase } from "../support/databases.ts";
import { ManualTime } from "../support/manual_time.ts";
import { subscribed } from "../support/push_rows.ts";
import { NOON, somePerson, someRoom } from "../support/rows.ts";
import { ids } from "../../accounts/ids.ts";
import { TidingsBoard } from "../../tray/tidings.ts";

const OCCASION = {
  title: "Painting then",
  opensAt: "2026-03-02T18:00:00.000Z",
  endsAt: null,
  zone: "Europe/Berlin",
  path: null,
  calendar: null,
} satisfies Occasion;

describe("what leaves the house", () => {
  onEachDatabase((open) => {
    let db: Db;
    let noor: PersonId;
    let mara: PersonId;
    let room: Room;
    let deps: Parameters<typeof notify>[0];
    before(async () => {
      ({ db } = await open());
      deps = { db, ids, now: new ManualTime(NOON).now, tidings: new TidingsBoard() };
    });
    beforeEach(async () => {
      [noor, mara] = [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
      room = await someRoom(db, { hostId: noor });
    });

    async function tellNoor(kind: NoticeKind, changes: { knockId?: ReturnType<typeof knockId> } = {}): Promise<void> {
      const dedupKey = crypto.randomUUID();
      await notify(deps, [{
        personId: noor,
        kind,
        aboutId: mara,
        roomId: room.id,
        groupId: null,
        dedupKey,
        ...changes,
      }]);
    }

    async function rowsOf(person: PersonId) {
      const rows = await db.selectFrom("outbox").select(["channel", "payload", "good_until"])
        .where("person_id", "=", person).orderBy("channel").execute();
      return rows.map(({ channel, payload, good_until }) => ({
        channel,
        facts: readFacts(payload),
        goodUntil: good_until,
      }));
    }

    async function factsOf(person: PersonId): Promise<NoticeFacts> {
      const [row] = await rowsOf(person);
      assert.ok(row !== undefined);
      return row.facts;
    }

    function request(changes: Partial<LetterRequest>): LetterRequest {
      return { to: { personId: noor }, kind: "came_in", facts: NO_FACTS, zone: null, ...changes };
    }

    async function block(one: PersonId, other: PersonId): Promise<void> {
      await db.insertInto("block").values({ person_id: one, blocked_id: other, since: NOON }).execute();
    }

    it("notify() sends by mail what is usual there, and by push once a browser takes it", async () => {
      await tellNoor("came_in");
      assert.deepEqual(await rowsOf(noor), []);
      await tellNoor("friend_request");
      assert.deepEqual((await rowsOf(noor)).map(({ channel }) => channel), ["mail"]);
      await subscribed(db, noor);
      await tellNoor("knock", { knockId: knockId("k") });
      const [, push] = await rowsOf(noor);
      assert.deepEqual([push?.channel, push?.facts.knockId], ["push", "k"]);
      assert.ok(push?.goodUntil !== null);
    });

    it("notify() tells whom the list is not to show anything all the same elsewhere", async () => {
      await subscribed(db, noor);
      await writeChoices(db, noor, [{ matter: "visits", channel: "app", on: false }]);
      await tellNoor("came_in");
      const page = await listNotices(deps, { kind: "person", personId: noor, name: "Noor" }, null);
      assert.ok(page.ok);
      assert.deepEqual([page.value.notices.length, page.value.unread], [0, 0]);
      const letter = await readLetter(deps, request({ facts: await factsOf(noor) }));
      assert.deepEqual([letter?.name, letter?.room], ["Mara", "Painting"]);
    });

    it("readLetter() says what the list would, and where a knock can be answered", async () => {
      await subscribed(db, noor);
      await tellNoor("knock", { knockId: knockId("k") });
      const facts = await factsOf(noor);
      assert.deepEqual(await readLetter(deps, request({ kind: "knock", facts, zone: "Asia/Kolkata" })), {
        kind: "knock",
        name: "Mara",
        room: "Painting",
        group: null,
        path: `/rooms/${room.id}`,
        opensAt: null,
        endsAt: null,
        event: null,
        zone: "Asia/Kolkata",
        knock: { roomId: room.id, knockId: "k" },
        calendar: null,
      });
      assert.equal(await readLetter(deps, request({ facts, to: { personId: mara } })), null, "somebody else's");
    });

    for (
      const [why, happens] of [
        ["it was read", () => markNoticesRead(deps, { kind: "person", personId: noor, name: "Noor" }, null)],
        ["of the two one blocked the other", () => block(mara, noor)],
        ["the room has ended", () => db.transaction().execute((trx) => endRoom(trx, room.id, NOON))],
      ] as const
    ) {
      it(`readLetter() tells nothing any more once ${why}`, async () => {
        await subscribed(db, noor);
        await tellNoor("knock");
        const facts = await factsOf(noor);
        await happens();
        assert.equal(await readLetter(deps, request({ kind: "knock", facts })), null);
      });
    }

    describe("of an opening", () => {
      function occasion(changes: Partial<NoticeFacts> = {}): NoticeFacts {
        return { ...NO_FACTS, aboutId: noor, roomId: room.id, occasion: OCCASION, ...changes };
      }

      it("says the room as it is called now, and the time in the reader's zone, or in the room's", async () => {
        const facts = occasion();
        const letter = await readLetter(deps, request({ to: { personId: mara }, kind: "opens_soon", facts }));
        assert.deepEqual([letter?.name, letter?.room, letter?.path, letter?.zone], [
          "Noor",
          "Painting",
          `/r/${room.code}`,
          "Europe/Berlin",
        ]);
        const own = await readLetter(
          deps,
          request({ to: { email: "x@example.org" }, kind: "opens_soon", zone: "UTC", facts }),
        );
        assert.deepEqual([own?.zone, own?.opensAt], ["UTC", new Date(OCCASION.opensAt)]);
      });

      it("leads the recipient's own way, if there is one", async () => {
        const facts = occasion({ occasion: { ...OCCASION, path: "/i/secret" } });
        assert.equal((await readLetter(deps, request({ to: { email: "x@example.org" }, facts })))?.path, "/i/secret");
      });

      it("is told neither across a block nor to who was put out", async () => {
        const facts = occasion();
        const to = { personId: mara };
        assert.ok(await readLetter(deps, request({ to, facts })));
        await db.insertInto("removal").values({
          id: crypto.randomUUID(),
          room_id: room.id,
          seat_id: "seat",
          person_id: mara,
          name: "Mara",
          browser: null,
          address: null,
          address_until: null,
          removed_at: NOON,
          readmitted_at: null,
        }).execute();
        assert.equal(await readLetter(deps, request({ to, facts })), null);
        const other = await somePerson(db, "Ines");
        await block(other, noor);
        assert.equal(await readLetter(deps, request({ to: { personId: other }, facts })), null);
      });

      it("is over with the room, save that it is called off", async () => {
        await db.transaction().execute((trx) => endRoom(trx, room.id, NOON));
        const facts = occasion();
        for (const to of [{ personId: mara }, { email: "x@example.org" }]) {
          assert.equal(await readLetter(deps, request({ to, kind: "opens_soon", facts })), null);
          assert.equal((await readLetter(deps, request({ to, kind: "cancelled", facts })))?.kind, "cancelled");
        }
        const gone = await readLetter(deps, request({ kind: "cancelled", facts: occasion({ roomId: null }) }));
        assert.deepEqual([gone?.room, gone?.path], ["Painting then", "/"]);
      });

      it("is listed once, when it is due", async () => {
        const telling = { to: { personId: mara }, kind: "opens_soon", facts: occasion(), dedupKey: "k" } as const;
        await listTelling(deps, telling);
        await listTelling(deps, telling);
        await listTelling(deps, { ...telling, to: { email: "x@example.org" } });
        const page = await listNotices(deps, { kind: "person", personId: mara, name: "Mara" }, null);
        assert.deepEqual(page.ok && page.value.notices.map(({ kind }) => kind), ["opens_soon"]);
      });
    });
  });
});
