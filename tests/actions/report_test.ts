/** Reporting: by whom it is taken, what goes along, and that nobody else learns anything by it. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { endRoom } from "../../actions/end_room.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { openReport, report, type ReportPlace, type ReportWish } from "../../actions/report.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Db } from "../../db/database.ts";
import { insertRemoval } from "../../db/removals.ts";
import { type ListedReport, listReports } from "../../db/reports.ts";
import { hasBlocked } from "../../db/ties.ts";
import { leaveSeat } from "../../db/seats.ts";
import { type PersonId, removalId, roomId, type SeatId, seatId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";

const SPAM: ReportWish = { seatId: null, reason: "spam", text: "  They sell things.\n", alsoBlock: false };

describe("reporting", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let mara: PersonViewer;
    let bo: PersonViewer;
    let room: Room;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      [mara, bo] = [await house.person("Mara"), await house.person("Bo")];
      room = await house.room({ hostId: mara.personId });
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
    });

    function asked(viewer: PersonViewer | null, token: string | null = null): Asker {
      return { viewer: viewer ?? { kind: "guest" }, seatToken: () => token, traces: NO_TRACES };
    }
    const byLink = (code: string = room.code): ReportPlace => ({ kind: "link", code });
    const byId = (id = room.id): ReportPlace => ({ kind: "room", roomId: id });

    async function sit(viewer: PersonViewer): Promise<SeatId> {
      const taken = await takeSeat(house.deps, asked(viewer), room.code, null);
      assert.ok(taken.ok);
      return taken.value.seat.id;
    }

    async function sitAsGuest(name: string): Promise<{ seat: SeatId; asker: Asker }> {
      const taken = await takeSeat(house.deps, asked(null), room.code, name);
      assert.ok(taken.ok && taken.value.seatToken !== null);
      return { seat: taken.value.seat.id, asker: asked(null, taken.value.seatToken) };
    }

    async function kept(): Promise<readonly ListedReport[]> {
      const all = await listReports(db, { after: null, limit: 1000 });
      return all.filter((each) => each.room.id === room.id);
    }

    async function refusal(asker: Asker, place: ReportPlace, wish: ReportWish = SPAM): Promise<string> {
      const sent = await report(house.deps, asker, place, wish);
      const shown = await openReport(house.deps, asker, place, wish.seatId);
      if (!sent.ok && sent.refusal !== "bad_report") assert.deepEqual(shown, sent, "the page refuses alike");
      return sent.ok ? "taken" : sent.refusal;
    }

    it("keeps the room's name, its host, and who was inside", async () => {
      const [marasSeat, bosSeat] = [await sit(mara), await sit(bo)];
      const zoe = await sitAsGuest("Zoë");
      assert.equal(await refusal(asked(bo), byId(), { ...SPAM, seatId: zoe.seat }), "taken");
      const [stored] = await kept();
      assert.ok(stored);
      const { id: _, roomState, subjectSuspended, hostSuspended, ...only } = stored;
      assert.deepEqual([roomState, subjectSuspended, hostSuspended], ["open", false, false]);
      const seats = [
        { seatId: marasSeat, personId: mara.personId, name: "Mara" },
        { seatId: bosSeat, personId: bo.personId, name: "Bo" },
        { seatId: zoe.seat, personId: null, name: "Zoë" },
      ];
      const byName = ({ inside }: { inside: readonly { name: string }[] }) => inside.map(({ name }) => name).sort();
      assert.deepEqual(byName(only), ["Bo", "Mara", "Zoë"]);
      assert.deepEqual({ ...only, inside: [] }, {
        at: house.time.now(),
        reporter: { id: bo.personId, name: "Bo" },
        room: { id: room.id, title: "Painting" },
        host: { id: mara.personId, name: "Mara" },
        subject: seats[2],
        reason: "spam",
        text: "They sell things.",
        inside: [],
        closedAt: null,
      });
    });

    it("is open to whoever has the link, also a guest, and to whoever is or was inside", async () => {
      const stranger = await house.person("Sten");
      assert.equal(await refusal(asked(stranger), byLink()), "taken");
      assert.equal(await refusal(asked(null), byLink()), "taken");
      assert.equal(await refusal(asked(stranger), byId()), "not_found");
      assert.equal(await refusal(asked(null), byId()), "not_found");
      const zoe = await sitAsGuest("Zoë");
      assert.equal(await refusal(zoe.asker, byId()), "taken");
      await leaveSeat(db, zoe.seat, house.time.now());
      assert.equal(await refusal(zoe.asker, byId()), "taken");
      const names = (await kept()).map(({ reporter }) => reporter.name).sort();
      assert.deepEqual(names, ["", "Sten", "Zoë", "Zoë"]);
    });

    it("is open to who was removed, blocked or left behind by a new link", async () => {
      const bosSeat = await sit(bo);
      await leaveSeat(db, bosSeat, house.time.now());
      await db.transaction().execute((trx) =>
        insertRemoval(trx, {
          id: removalId(crypto.randomUUID()),
          roomId: room.id,
          seatId: bosSeat,
          personId: bo.personId,
          name: "Bo",
          traces: NO_TRACES,
          addressUntil: null,
          removedAt: house.time.now(),
        })
      );
      assert.equal(await refusal(asked(bo), byLink()), "taken");
      assert.equal(await refusal(asked(bo), byId()), "taken");
      await db.insertInto("block").values({
        person_id: mara.personId,
        blocked_id: bo.personId,
        since: house.time.now(),
      }).execute();
      assert.equal(await refusal(asked(bo), byId()), "taken");
      const view = await openReport(house.deps, asked(bo), byId(), null);
      assert.deepEqual(view, { ok: true, value: { code: null, room: null, subject: null } }, "but shows nothing");
    });

    it("takes who was inside when the reporter left, or when the room ended", async () => {
      const [, bosSeat] = [await sit(mara), await sit(bo)];
      house.time.advance(1000);
      await leaveSeat(db, bosSeat, house.time.now());
      house.time.advance(1000);
      const zoe = await sitAsGuest("Zoë");
      await refusal(asked(bo), byId());
      await endRoom(house.deps, asking(mara), room.id);
      house.time.advance(1000);
      await refusal(zoe.asker, byLink());
      const stranger = await house.person("Sten");
      await refusal(asked(stranger), byLink());
      const inside = (await kept()).map(({ reporter, inside }) =>
        `${reporter.name}: ${inside.map(({ name }) => name).sort()}`
      );
      assert.deepEqual(inside.sort(), ["Bo: Bo,Mara", "Sten: Mara,Zoë", "Zoë: Mara,Zoë"]);
    });

    it("refuses rooms that do not exist or are hidden, and seats that are none, alike", async () => {
      const zoe = await sitAsGuest("Zoë");
      const elsewhere = await house.room();
      const friends = await house.room({ hostId: mara.personId, audience: { kind: "friends" } });
      const refusals = [
        await refusal(asked(bo), byLink("no-such-code")),
        await refusal(asked(bo), byLink("\0")),
        await refusal(asked(bo), byId(roomId("none"))),
        await refusal(asked(bo), byId(roomId("\0"))),
        await refusal(asked(bo), byId(friends.id)),
        await refusal(asked(bo), byLink(), { ...SPAM, seatId: zoe.seat }),
        await refusal(asked(mara), byId(), { ...SPAM, seatId: seatId("none") }),
        await refusal(asked(mara), { kind: "link", code: elsewhere.code }, { ...SPAM, seatId: zoe.seat }),
      ];
      assert.deepEqual(new Set(refusals), new Set(["not_found"]));
      assert.deepEqual(await kept(), []);
    });

    it("refuses oneself, and what is no report", async () => {
      const bosSeat = await sit(bo);
      assert.equal(await refusal(asked(bo), byId(), { ...SPAM, seatId: bosSeat }), "is_oneself");
      for (
        const wish of [{ reason: "boring" }, { text: "x".repeat(10_000) }, { text: "a\0b" }, { text: "\u202Eb" }]
      ) {
        assert.equal(await refusal(asked(bo), byId(), { ...SPAM, ...wish }), "bad_report");
      }
      assert.deepEqual(await kept(), []);
    });

    it("counts against a limit of its own, and only what was well said", async () => {
      const deeds: string[] = [];
      const limits: House["deps"]["limits"] = {
        take(deed) {
          deeds.push(deed);
          return Promise.resolve(
            deeds.length > 1 ? { ok: false, refusal: "too_many_requests" } : { ok: true, value: null },
          );
        },
      };
      const deps = { ...house.deps, limits };
      await report(deps, asked(bo), byLink(), { ...SPAM, reason: "" });
      assert.equal((await report(deps, asked(bo), byLink(), SPAM)).ok, true);
      assert.deepEqual(await report(deps, asked(bo), byLink(), SPAM), { ok: false, refusal: "too_many_requests" });
      assert.deepEqual(deeds, ["report", "report"]);
      assert.equal((await kept()).length, 1);
    });

    describe("and blocking, too", () => {
      async function blocks(viewer: PersonViewer | null, asker: Asker, seat: SeatId, other: PersonId | null) {
        const outcome = await report(house.deps, asker, byId(), { ...SPAM, seatId: seat, alsoBlock: true });
        assert.ok(outcome.ok);
        const isBlocked = viewer !== null && other !== null && await hasBlocked(db, viewer.personId, other);
        assert.equal(outcome.value.blocked, isBlocked);
        return isBlocked;
      }

      it("is made between people with accounts, and has no say in the report", async () => {
        const [marasSeat] = [await sit(mara), await sit(bo)];
        const view = await openReport(house.deps, asked(bo), byId(), marasSeat);
        assert.equal(view.ok && view.value.subject?.mayBlock, true);
        assert.equal(await blocks(bo, asked(bo), marasSeat, mara.personId), true);
        assert.equal((await kept()).length, 1);
      });

      it("is not made with guests, nor by them", async () => {
        const marasSeat = await sit(mara);
        const zoe = await sitAsGuest("Zoë");
        assert.equal(await blocks(null, zoe.asker, marasSeat, mara.personId), false);
        assert.equal(await blocks(mara, asked(mara), zoe.seat, null), false);
        const view = await openReport(house.deps, zoe.asker, byId(), marasSeat);
        assert.equal(view.ok && view.value.subject?.mayBlock, false);
        assert.equal((await kept()).length, 2);
      });
    });
  });
});
