/** What the operator sees and does about reports, rooms, people and the record; and that nobody else does. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { closeReport } from "../../actions/close_report.ts";
import type { Deps } from "../../actions/deps.ts";
import { endRoom } from "../../actions/end_room.ts";
import { findAccounts } from "../../actions/find_accounts.ts";
import { DEEDS_A_PAGE, listHouseDeeds, listRoomDeeds } from "../../actions/list_deeds.ts";
import { listOpenRooms, type OpenRoomCursor } from "../../actions/list_open_rooms.ts";
import { listReports, type ReportCursor, REPORTS_A_PAGE } from "../../actions/list_reports.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { readAccount } from "../../actions/read_account.ts";
import { report } from "../../actions/report.ts";
import { suspendPerson } from "../../actions/suspend_person.ts";
import { listDeeds, recordDeed } from "../../db/audit.ts";
import type { Db } from "../../db/database.ts";
import { findRoomById } from "../../db/rooms.ts";
import { personId, reportId } from "../../domain/ids.ts";
import type { Outcome } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import type { Viewer } from "../../domain/viewer.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";

describe("the operator", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let deps: Deps;
    let olga: PersonViewer;
    let mara: PersonViewer;
    let room: Room;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      [olga, mara] = [await house.person("Olga"), await house.person("Mara")];
      deps = { ...house.deps, operatorEmail: `${olga.personId}@example.org` };
      room = await house.room({ hostId: mara.personId });
      await db.deleteFrom("report").execute();
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
    });

    const asked = (viewer: Viewer) => ({ viewer, seatToken: () => null, traces: NO_TRACES });

    function value<T>(outcome: Outcome<T>): T {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return outcome.value;
    }

    async function reported(text: string, by: Viewer = { kind: "guest" }): Promise<void> {
      const wish = { seatId: null, reason: "spam", text, alsoBlock: false };
      value(await report(deps, asked(by), { kind: "link", code: room.code }, wish));
      house.time.advance(1000);
    }

    async function everyReport(): Promise<string[]> {
      const seen: string[] = [];
      let after: ReportCursor | null = null;
      do {
        const page: { reports: readonly { text: string }[]; next: ReportCursor | null } = value(
          await listReports(deps, olga, after),
        );
        seen.push(...page.reports.map(({ text }) => text));
        after = page.next;
      } while (after !== null);
      return seen;
    }

    it("reads reports, open ones first, page by page, and puts them aside", async () => {
      const texts = Array.from({ length: 2 * REPORTS_A_PAGE + 1 }, (_, index) => `report ${index}`);
      for (const text of texts) await reported(text);
      assert.deepEqual(await everyReport(), texts.toReversed());
      const { reports, open } = value(await listReports(deps, olga, null));
      assert.deepEqual([reports.length, open], [REPORTS_A_PAGE, texts.length]);
      const newest = reports[0];
      assert.ok(newest);
      assert.deepEqual([newest.roomState, newest.subjectSuspended, newest.hostSuspended], ["open", false, false]);
      const closed = value(await closeReport(deps, olga, newest.id));
      assert.deepEqual(closed.closedAt, house.time.now());
      house.time.advance(1000);
      assert.deepEqual(value(await closeReport(deps, olga, newest.id)), closed, "closing again changes nothing");
      assert.deepEqual(await everyReport(), [...texts.slice(0, -1).toReversed(), ...texts.slice(-1)]);
      const deeds = await listDeeds(db, { room: room.id, before: null, limit: 9 });
      assert.deepEqual(deeds.map(({ deed, actor, detail }) => [deed, actor.name, detail.report]), [
        ["report_closed", "Olga", newest.id],
      ]);
    });

    it("is told of a report, and nobody else is", async () => {
      await reported("a", mara);
      await house.deps.background.idle();
      const told = await db.selectFrom("notice").select(["person_id", "kind"])
        .where("person_id", "in", [olga.personId, mara.personId]).execute();
      assert.deepEqual(told, [{ person_id: olga.personId, kind: "reported" }]);
    });

    it("sees what has become of rooms and people since they were reported", async () => {
      const bo = await house.person("Bo");
      await reported("a", bo);
      value(await suspendPerson(deps, olga, mara.personId, "Sells things."));
      const [only] = value(await listReports(deps, olga, null)).reports;
      assert.deepEqual([only?.roomState, only?.hostSuspended], ["ended", true]);
    });

    it("lists open rooms, the newest first, page by page", async () => {
      await db.updateTable("room").set({ state: "ended", ended_at: NOON }).where("state", "=", "open").execute();
      const made: string[] = [];
      for (let minute = 1; minute <= 5; minute++) {
        const opensAt = new Date(NOON.getTime() + minute * 60_000);
        made.push((await house.room({ hostId: mara.personId, opensAt })).id);
      }
      const seen: string[] = [];
      let after: OpenRoomCursor | null = null;
      do {
        const page: { rooms: readonly { id: string }[]; next: OpenRoomCursor | null } = value(
          await listOpenRooms(deps, olga, { after, limit: 2 }),
        );
        seen.push(...page.rooms.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      assert.deepEqual(seen, made.toReversed());
      const [newest] = value(await listOpenRooms(deps, olga, { after: null, limit: 1 })).rooms;
      assert.deepEqual([newest?.host, newest?.inside, newest?.locked], [
        { id: mara.personId, name: "Mara" },
        0,
        false,
      ]);
    });

    it("ends any room, also one of a friend's or of who has blocked them", async () => {
      await db.insertInto("friendship").values([
        { person_id: olga.personId, friend_id: mara.personId, since: NOON },
        { person_id: mara.personId, friend_id: olga.personId, since: NOON },
      ]).execute();
      value(await endRoom(deps, asked(olga), room.id));
      const other = await house.room({ hostId: mara.personId });
      await db.insertInto("block").values({ person_id: mara.personId, blocked_id: olga.personId, since: NOON })
        .execute();
      value(await endRoom(deps, asked(olga), other.id));
      for (const { id } of [room, other]) {
        assert.equal((await findRoomById(db, id))?.state, "ended");
        const [ended] = await listDeeds(db, { room: id, before: null, limit: 1 });
        assert.deepEqual([ended?.deed, ended?.actor.name, ended?.detail], ["room_ended", "Olga", { role: "operator" }]);
      }
    });

    it("finds people by name or address, and those who are suspended without a search", async () => {
      const sten = await house.person("Sten Okesson");
      const names = async (text: string) => value(await findAccounts(deps, olga, text)).people.map(({ name }) => name);
      assert.deepEqual(await names("oke"), ["Sten Okesson"]);
      assert.deepEqual(await names(`${sten.personId}@EXAMPLE.org`), ["Sten Okesson"]);
      assert.deepEqual(await names("\0"), []);
      assert.equal((await names("")).includes("Sten Okesson"), false);
      value(await suspendPerson(deps, olga, sten.personId, "Sells things."));
      assert.equal((await names("")).includes("Sten Okesson"), true);
      assert.deepEqual(await names("oke"), ["Sten Okesson"], "suspended ones, too");
      const { account, isOneself } = value(await readAccount(deps, olga, sten.personId));
      assert.deepEqual([account.email, account.suspendedAt, isOneself], [
        `${sten.personId}@example.org`,
        house.time.now(),
        false,
      ]);
      assert.equal(value(await readAccount(deps, olga, olga.personId)).isOneself, true);
    });

    it("reads the whole record page by page; a host reads the room's, and nothing of reports in it", async () => {
      value(await lockRoom(deps, asked(mara), room.id));
      await reported("a");
      const [only] = value(await listReports(deps, olga, null)).reports;
      assert.ok(only);
      value(await closeReport(deps, olga, only.id));
      const deedsOf = (page: { deeds: readonly { deed: string }[] }) => page.deeds.map(({ deed }) => deed);
      const filter = { room: room.id, somebody: null, before: null };
      assert.deepEqual(deedsOf(value(await listHouseDeeds(deps, olga, filter))), ["report_closed", "room_locked"]);
      assert.deepEqual(deedsOf(value(await listRoomDeeds(deps, asked(mara), room.id, null))), ["room_locked"]);
      assert.deepEqual(
        deedsOf(value(await listHouseDeeds(deps, olga, { room: null, somebody: mara.personId, before: null }))),
        ["room_locked"],
      );
      for (let count = 0; count < DEEDS_A_PAGE; count++) {
        const actor = { kind: "person", id: mara.personId, name: "Mara" } as const;
        await recordDeed(db, { at: NOON, actor, deed: "room_unlocked", roomId: room.id, subject: null, detail: {} });
      }
      const first = value(await listRoomDeeds(deps, asked(mara), room.id, null));
      assert.equal(first.deeds.length, DEEDS_A_PAGE);
      const second = value(await listRoomDeeds(deps, asked(mara), room.id, first.next));
      assert.deepEqual([deedsOf(second), second.next], [["room_locked"], null]);
    });

    it("is one person: for everybody else, also for hosts and guests, there is nothing of all this", async () => {
      await reported("a");
      const [only] = value(await listReports(deps, olga, null)).reports;
      const everything = { room: null, somebody: null, before: null };
      for (const viewer of [mara, { kind: "guest" } as const]) {
        const outcomes: Outcome<unknown>[] = [
          await listReports(deps, viewer, null),
          await closeReport(deps, viewer, only?.id ?? reportId("")),
          await listOpenRooms(deps, viewer, { after: null, limit: 5 }),
          await findAccounts(deps, viewer, ""),
          await readAccount(deps, viewer, mara.personId),
          await listHouseDeeds(deps, viewer, everything),
        ];
        for (const outcome of outcomes) assert.deepEqual(outcome, { ok: false, refusal: "not_found" });
      }
      const stranger = await house.person("Sten");
      assert.deepEqual(await listRoomDeeds(deps, asked(stranger), room.id, null), { ok: false, refusal: "not_found" });
      assert.deepEqual(await listRoomDeeds(deps, asked(olga), room.id, null), { ok: false, refusal: "not_found" });
      assert.deepEqual(await endRoom(deps, asked(stranger), room.id), { ok: false, refusal: "not_found" });
    });

    it("is refused what does not exist", async () => {
      assert.deepEqual(await closeReport(deps, olga, reportId("none")), { ok: false, refusal: "not_found" });
      assert.deepEqual(await closeReport(deps, olga, reportId("\0")), { ok: false, refusal: "not_found" });
      assert.deepEqual(await readAccount(deps, olga, personId("\0")), { ok: false, refusal: "not_found" });
    });

    it("is the first account where the configuration names nobody, and nobody where it names no account", async () => {
      const first = await db.insertInto("person").values({
        id: crypto.randomUUID(),
        name: "First",
        email: `${crypto.randomUUID()}@example.org`,
        email_verified: false,
        image: null,
        created_at: new Date(NOON.getTime() - 1),
        updated_at: NOON,
      }).returning("id").executeTakeFirstOrThrow();
      const viewer: Viewer = { kind: "person", personId: personId(first.id), name: "First" };
      assert.equal((await listReports({ ...deps, operatorEmail: null }, viewer, null)).ok, true);
      assert.equal((await listReports({ ...deps, operatorEmail: null }, olga, null)).ok, false);
      assert.equal((await listReports(deps, viewer, null)).ok, false);
      const unknown = { ...deps, operatorEmail: "nobody@example.org" };
      assert.equal((await listReports(unknown, viewer, null)).ok, false);
      await db.deleteFrom("person").where("id", "=", first.id).execute();
    });
  });
});
