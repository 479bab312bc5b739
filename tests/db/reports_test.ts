/** Reports as they are kept: whole, in the operator's order, and whatever becomes of what they are about. */
import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import { closeReport, countOpenReports, findReport, insertReport, listReports, type Report } from "../../db/reports.ts";
import { seatsHeldAt } from "../../db/seats.ts";
import { personId, reportId, roomId, seatId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, someRoom, someSeatId } from "../support/rows.ts";

function report(minute: number, changes: Partial<Report> = {}): Report {
  return {
    id: reportId(`report-${minute}`),
    at: minutesAfterNoon(minute),
    reporter: { id: personId("p1"), name: "Bo" },
    room: { id: roomId("r1"), title: `"Tea" \\ & 'cake'` },
    host: { id: personId("p2"), name: "Mara" },
    subject: { seatId: seatId("s1"), personId: null, name: "Zoë" },
    reason: "spam",
    text: "Twice.\nThen again.",
    inside: [{ seatId: seatId("s1"), personId: null, name: "Zoë" }, {
      seatId: seatId("s2"),
      personId: personId("p1"),
      name: "Bo",
    }],
    closedAt: null,
    ...changes,
  };
}

describe("db/reports", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    function close(id: string, minute: number): Promise<Report | null> {
      return db.transaction().execute((trx) => closeReport(trx, reportId(id), minutesAfterNoon(minute)));
    }

    it("are given as they were written", async () => {
      const written = [
        report(1),
        report(2, { subject: null, inside: [], reporter: { id: null, name: "" }, text: "" }),
        report(3),
        report(4),
      ];
      for (const each of written) await insertReport(db, each);
      assert.deepEqual(await findReport(db, reportId("report-1")), written[0]);
      assert.deepEqual(await findReport(db, reportId("report-2")), written[1]);
      assert.equal(await findReport(db, reportId("none")), null);
      assert.equal(await findReport(db, reportId("\0")), null);
    });

    it("are closed once", async () => {
      assert.deepEqual(await close("report-3", 9), report(3, { closedAt: minutesAfterNoon(9) }));
      assert.equal(await close("report-3", 10), null);
      assert.equal(await close("none", 10), null);
      assert.equal(await countOpenReports(db), 3);
    });

    it("come open ones first, each kind the newest first, part by part without a gap", async () => {
      await close("report-1", 11);
      const order = ["report-4", "report-2", "report-3", "report-1"];
      assert.deepEqual((await listReports(db, { after: null, limit: 10 })).map(({ id }) => id), order);
      for (const limit of [1, 2, 3]) {
        const seen: string[] = [];
        for (let after: Parameters<typeof listReports>[1]["after"] = null;;) {
          const part: readonly Report[] = await listReports(db, { after, limit });
          seen.push(...part.map(({ id }) => id));
          const last = part.at(-1);
          if (last === undefined) break;
          after = { id: last.id, at: last.at, closed: last.closedAt !== null };
        }
        assert.deepEqual(seen, order, `${limit} at a time`);
      }
    });

    it("find who sat in a room at a moment", async () => {
      const room = await someRoom(db);
      const stays = [["early", 1, 5], ["through", 2, 20], ["late", 12, null], ["still", 3, null]] as const;
      for (const [name, from, to] of stays) {
        await db.insertInto("seat").values({
          id: someSeatId(),
          room_id: room.id,
          person_id: null,
          name,
          joined_at: minutesAfterNoon(from),
          left_at: to === null ? null : minutesAfterNoon(to),
        }).execute();
      }
      const at = async (minute: number) =>
        (await seatsHeldAt(db, room.id, minutesAfterNoon(minute))).map(({ name }) => name);
      assert.deepEqual(await at(4), ["early", "through", "still"]);
      assert.deepEqual(await at(5), ["early", "through", "still"], "also who left at that very moment");
      assert.deepEqual(await at(10), ["through", "still"]);
      assert.deepEqual(await at(30), ["still", "late"]);
      assert.deepEqual(await at(0), []);
    });
  });
});
