/** What people are told, and what is kept about them, as each may see it. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { countNotices } from "../../actions/count_notices.ts";
import { eraseInteractions } from "../../actions/erase_interactions.ts";
import { listInteractions, PEOPLE_A_PAGE } from "../../actions/list_interactions.ts";
import { listNotices, NOTICES_A_PAGE } from "../../actions/list_notices.ts";
import { markNoticesRead } from "../../actions/mark_notices_read.ts";
import { type NewNotice, notify } from "../../actions/notify.ts";
import type { ToldNotice } from "../../actions/notice_view.ts";
import { openNotice } from "../../actions/open_notice.ts";
import type { Db } from "../../db/database.ts";
import { recordInteractions } from "../../db/interactions.ts";
import { noticeId, type PersonId } from "../../domain/ids.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import type { Audience, Room } from "../../domain/room.ts";
import { TidingsBoard } from "../../tray/tidings.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";

const guest = { kind: "guest" } as const;

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

describe("what people are told", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let deps: House["deps"];
    let noticed: PersonId[];
    let mara: PersonViewer;
    let noor: PersonViewer;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      noticed = [];
      const tidings = new TidingsBoard();
      tidings.listen((tiding) => {
        if (tiding.type === "noticed") noticed.push(...tiding.people);
      });
      deps = { ...house.deps, tidings };
      mara = await house.person("Mara");
      noor = await house.person("Noor");
    });
    afterEach(() => house[Symbol.asyncDispose]());

    function told(changes: Partial<NewNotice> = {}): NewNotice {
      return {
        personId: noor.personId,
        kind: "friend_request",
        aboutId: mara.personId,
        roomId: null,
        groupId: null,
        dedupKey: crypto.randomUUID(),
        ...changes,
      };
    }

    async function listed(viewer: PersonViewer = noor): Promise<readonly ToldNotice[]> {
      return value(await listNotices(deps, viewer, null)).notices;
    }

    async function shownRoom(audience: Audience): Promise<Room> {
      const room = await house.room({ hostId: mara.personId, audience });
      await db.insertInto("friendship").values([
        { person_id: mara.personId, friend_id: noor.personId, since: NOON },
        { person_id: noor.personId, friend_id: mara.personId, since: NOON },
      ]).execute();
      await db.insertInto("room_shown").values({
        room_id: room.id,
        person_id: noor.personId,
        ring: 1,
        struck: false,
        rooms_together: 0,
      }).execute();
      return room;
    }

    async function block(one: PersonViewer, other: PersonViewer): Promise<void> {
      await db.insertInto("block").values({ person_id: one.personId, blocked_id: other.personId, since: NOON })
        .execute();
    }

    it("notify() announces once whose number has changed, and nobody's for the same key", async () => {
      const same = told();
      await notify(deps, [same, told({ personId: mara.personId, aboutId: noor.personId })]);
      await notify(deps, [same]);
      await notify(deps, []);
      assert.deepEqual(noticed.sort(), [noor.personId, mara.personId].sort());
    });

    it("a guest is told nothing", async () => {
      for (
        const outcome of [
          await listNotices(deps, guest, null),
          await countNotices(deps, guest),
          await markNoticesRead(deps, guest, null),
          await openNotice(deps, guest, noticeId("none")),
          await listInteractions(deps, guest, { query: "", after: null }),
          await eraseInteractions(deps, guest, null),
        ]
      ) assert.equal(refusal(outcome), "not_signed_in");
    });

    it("listNotices() gives pages of 50 that follow each other", async () => {
      await notify(deps, Array.from({ length: NOTICES_A_PAGE + 1 }, () => told()));
      const first = value(await listNotices(deps, noor, null));
      assert.deepEqual([first.notices.length, first.unread], [NOTICES_A_PAGE, NOTICES_A_PAGE + 1]);
      const last = value(await listNotices(deps, noor, first.next));
      assert.deepEqual([last.notices.length, last.next], [1, null]);
      assert.equal(new Set([...first.notices, ...last.notices].map(({ id }) => id)).size, NOTICES_A_PAGE + 1);
    });

    it("names a room while it is shown to the reader, and not when it is not any more", async () => {
      const room = await shownRoom({ kind: "people" });
      await notify(deps, [told({ kind: "chosen", roomId: room.id })]);
      const [shown] = await listed();
      assert.deepEqual([shown?.room?.code, shown?.room?.activity.title], [room.code, "Painting"]);
      const hides: readonly (() => Promise<unknown>)[] = [
        () => db.updateTable("room_shown").set({ struck: true }).where("room_id", "=", room.id).execute(),
        () => db.deleteFrom("room_shown").where("room_id", "=", room.id).execute(),
      ];
      for (const hide of hides) {
        await hide();
        const [hidden] = await listed();
        assert.deepEqual([hidden?.about?.name, hidden?.room], ["Mara", null]);
      }
    });

    it("names no room to who is dimmed", async () => {
      const room = await shownRoom({ kind: "people" });
      await notify(deps, [told({ kind: "door_open", roomId: room.id })]);
      await db.insertInto("dimmer")
        .values({ person_id: mara.personId, dimmed_id: noor.personId, until: null }).execute();
      assert.equal((await listed())[0]?.room, null);
    });

    it("names the host's own room to the host, also when it has ended", async () => {
      const room = await house.room({ hostId: noor.personId });
      await notify(deps, [told({ kind: "came_in", roomId: room.id })]);
      await db.updateTable("room").set({ state: "ended", ended_at: NOON }).where("id", "=", room.id).execute();
      assert.equal((await listed())[0]?.room?.code, room.code);
    });

    it("says nothing of people who blocked or were blocked, wherever one looks", async () => {
      const ines = await house.person("Ines");
      await notify(deps, [told(), told({ aboutId: ines.personId })]);
      const ids = (await listed()).map(({ id }) => id);
      await block(noor, mara);
      await block(ines, noor);
      assert.deepEqual(await listed(), []);
      assert.equal(value(await countNotices(deps, noor)), 0);
      for (const id of ids) assert.equal(refusal(await openNotice(deps, noor, id)), "not_found");
    });

    it("names a group to its members alone", async () => {
      const groupId = deps.ids.groupId();
      await db.insertInto("person_group").values({
        id: groupId,
        name: "Choir",
        description: "",
        code: crypto.randomUUID(),
        joining: "link",
        created_at: NOON,
      }).execute();
      await db.insertInto("group_member")
        .values({ group_id: groupId, person_id: noor.personId, role: "member", joined_at: NOON }).execute();
      await notify(deps, [told({ kind: "group_accepted", groupId })]);
      assert.deepEqual((await listed())[0]?.group, { id: groupId, name: "Choir" });
      await db.deleteFrom("group_member").where("group_id", "=", groupId).execute();
      assert.equal((await listed())[0]?.group, null);
    });

    it("openNotice() marks that one as read, and nobody else's", async () => {
      await notify(deps, [told(), told()]);
      const [first = assert.fail(), second] = await listed();
      noticed.length = 0;
      assert.equal(refusal(await openNotice(deps, mara, first.id)), "not_found");
      assert.equal(value(await openNotice(deps, noor, first.id)).read, true);
      assert.deepEqual(noticed, [noor.personId]);
      assert.deepEqual((await listed()).map(({ id, read }) => [id, read]), [[first.id, true], [second?.id, false]]);
    });

    it("markNoticesRead() reads all, and announces it once", async () => {
      await notify(deps, [told(), told()]);
      noticed.length = 0;
      assert.equal(value(await markNoticesRead(deps, noor, null)), 0);
      assert.equal(value(await markNoticesRead(deps, noor, null)), 0);
      assert.deepEqual(noticed, [noor.personId]);
    });

    describe("what is kept", () => {
      async function met(other: PersonId, minutesLater: number): Promise<void> {
        const at = new Date(NOON.getTime() + minutesLater * 60_000);
        const facts = { kind: "together" as const, amount: 30, roomId: null, at };
        await recordInteractions(db, [
          { personId: noor.personId, otherId: other, ...facts },
          { personId: other, otherId: noor.personId, ...facts },
        ]);
      }

      async function kept(viewer: PersonViewer, query = ""): Promise<string[]> {
        const { people } = value(await listInteractions(deps, viewer, { query, after: null }));
        return people.map(({ name }) => name);
      }

      it("is listed per person, the latest first, found by a part of the name", async () => {
        const ines = await house.person("Ines");
        await met(mara.personId, 0);
        await met(ines.personId, 5);
        assert.deepEqual(await kept(noor), ["Ines", "Mara"]);
        assert.deepEqual(await kept(noor, " mAr "), ["Mara"]);
        assert.deepEqual(await kept(noor, "nobody"), []);
        assert.deepEqual(await kept(ines), ["Noor"]);
      });

      it("is listed in pages that follow each other", async () => {
        for (let at = 0; at <= PEOPLE_A_PAGE; at++) await met((await house.person(`P${at}`)).personId, at);
        const first = value(await listInteractions(deps, noor, { query: "", after: null }));
        const last = value(await listInteractions(deps, noor, { query: "", after: first.next }));
        assert.deepEqual([first.people.length, last.people.map(({ name }) => name), last.next], [
          PEOPLE_A_PAGE,
          ["P0"],
          null,
        ]);
      });

      it("is erased on both sides, with one person or with all", async () => {
        const ines = await house.person("Ines");
        await met(mara.personId, 0);
        await met(ines.personId, 5);
        assert.ok((await eraseInteractions(deps, noor, mara.personId)).ok);
        assert.deepEqual([await kept(noor), await kept(mara), await kept(ines)], [["Ines"], [], ["Noor"]]);
        assert.ok((await eraseInteractions(deps, noor, null)).ok);
        assert.deepEqual([await kept(noor), await kept(ines)], [[], []]);
        const left = await db.selectFrom("affinity").selectAll()
          .where((eb) => eb.or([eb("person_id", "=", noor.personId), eb("other_id", "=", noor.personId)])).execute();
        assert.deepEqual(left, []);
      });
    });
  });
});
