import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import { Doors } from "../../db/doors.ts";
import { endRoom } from "../../db/rooms.ts";
import { insertSeat } from "../../db/seats.ts";
import { roomCode } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import { onEachDatabase } from "../support/databases.ts";
import { ManualTime } from "../support/manual_time.ts";
import { NOON, someRoom, someSeatId } from "../support/rows.ts";

describe("Doors", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    async function setUp(): Promise<{ time: ManualTime; doors: Doors; room: Room; comeIn: () => Promise<unknown> }> {
      const time = new ManualTime(NOON);
      const room = await someRoom(db);
      const comeIn = () =>
        db.transaction().execute((trx) =>
          insertSeat(trx, { id: someSeatId(), roomId: room.id, personId: null, name: "Guest", joinedAt: NOON })
        );
      return { time, doors: new Doors(db, time.now), room, comeIn };
    }

    it("find() shows what forget() was told of at once", async () => {
      const { doors, room, comeIn } = await setUp();
      assert.equal((await doors.find(room.code))?.inside, 0);
      await comeIn();
      doors.forget(room.id);
      assert.equal((await doors.find(room.code))?.inside, 1);
      await endRoom(db, room.id, NOON);
      doors.forget(room.id);
      assert.equal((await doors.find(room.code))?.room.state, "ended");
    });

    it("find() shows what another process changed after a second", async () => {
      const { time, doors, room, comeIn } = await setUp();
      await doors.find(room.code);
      await comeIn();
      assert.equal((await doors.find(room.code))?.inside, 0, "still as read");
      time.advance(1000);
      assert.equal((await doors.find(room.code))?.inside, 1);
    });

    it("find() does not keep what it read while something changed", async () => {
      const { doors, room, comeIn } = await setUp();
      const early = doors.find(room.code);
      await comeIn();
      doors.forget(room.id);
      await early;
      assert.equal((await doors.find(room.code))?.inside, 1);
    });

    it("find() reads once for many who ask at once", async () => {
      const { doors, room } = await setUp();
      const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => doors.find(room.code)));
      assert.ok(first !== undefined && first !== null && others.every((door) => door === first));
    });

    it("find() keeps no answer for a code that leads nowhere", async () => {
      const { doors } = await setUp();
      const code = roomCode(crypto.randomUUID());
      assert.equal(await doors.find(code), null);
      await someRoom(db, { code });
      assert.notEqual(await doors.find(code), null);
    });
  });
});
