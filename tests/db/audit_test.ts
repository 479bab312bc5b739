/** The record of deeds: written and read, and refused by the database itself when somebody wants it otherwise. */
import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { type DeedsAsked, listDeeds, recordDeed } from "../../db/audit.ts";
import type { Db } from "../../db/database.ts";
import { type AuditEntry, SYSTEM } from "../../domain/audit.ts";
import { roomId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon } from "../support/rows.ts";

describe("db/audit", () => {
  onEachDatabase((open) => {
    let db: Db;
    const entry = (minute: number, room: string | null): AuditEntry => ({
      at: minutesAfterNoon(minute),
      actor: minute === 1 ? SYSTEM : { kind: "guest", id: "seat", name: "Bo" },
      deed: "room_locked",
      roomId: room === null ? null : roomId(room),
      subject: minute === 2 ? { id: "p", name: "Carl" } : null,
      detail: { minute, automatic: minute === 1 },
    });
    before(async () => {
      ({ db } = await open());
      for (const each of [entry(1, "a"), entry(2, "b"), entry(3, "a"), entry(4, null)]) await recordDeed(db, each);
    });

    it("gives what was written, the newest first, of one room or of all, page by page", async () => {
      const all = await listDeeds(db, { before: null, limit: 10 });
      assert.deepEqual(
        all.map(({ id: _, roomTitle: __, ...each }) => each),
        [4, 3, 2, 1].map((minute) => entry(minute, minute === 4 ? null : minute === 2 ? "b" : "a")),
      );
      const ofRoom = await listDeeds(db, { room: roomId("a"), before: null, limit: 1 });
      assert.deepEqual(ofRoom.map(({ detail }) => detail.minute), [3]);
      const before = ofRoom[0]?.id ?? 0;
      const older = await listDeeds(db, { room: roomId("a"), before, limit: 10 });
      assert.deepEqual(older.map(({ detail }) => detail.minute), [1]);
    });

    it("gives what somebody did or had done to them, and leaves deeds out", async () => {
      const minutes = async (asked: Partial<DeedsAsked>) =>
        (await listDeeds(db, { before: null, limit: 10, ...asked })).map(({ detail }) => detail.minute);
      assert.deepEqual(await minutes({ somebody: "seat" }), [4, 3, 2]);
      assert.deepEqual(await minutes({ somebody: "p" }), [2]);
      assert.deepEqual(await minutes({ somebody: "p", room: roomId("a") }), []);
      assert.deepEqual(await minutes({ without: ["room_ended"] }), [4, 3, 2, 1]);
      assert.deepEqual(await minutes({ without: ["room_ended", "room_locked"] }), []);
    });

    for (
      const change of [
        sql`update audit_entry set actor_name = 'Nobody'`,
        sql`delete from audit_entry`,
        sql`truncate audit_entry`,
      ]
    ) {
      it("is append-only", async () => {
        await assert.rejects(change.execute(db), /append-only/);
        assert.equal((await listDeeds(db, { room: null, before: null, limit: 10 })).length, 4);
      });
    }
  });
});
