import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import {
  findKnock,
  findKnockById,
  type KnockRecord,
  listCaretakers,
  listKnocks,
  roomsKnockedAt,
  writeKnock,
} from "../../db/knocks.ts";
import { insertRemoval } from "../../db/removals.ts";
import { endRoom } from "../../db/rooms.ts";
import { insertSeat, leaveSeat } from "../../db/seats.ts";
import { knockId, type PersonId } from "../../domain/ids.ts";
import type { Knocker } from "../../domain/knock.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom, someSeatId } from "../support/rows.ts";

function knockOf(room: Room, knocker: Knocker, changes: Partial<KnockRecord> = {}): KnockRecord {
  return {
    id: knockId(crypto.randomUUID()),
    roomId: room.id,
    knocker,
    name: "Bo",
    line: null,
    state: "waiting",
    times: 1,
    knockedAt: NOON,
    answeredAt: null,
    minuteSaid: false,
    quietUntil: null,
    unheard: false,
    ...changes,
  };
}

describe("knocks in SQL", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    function write(knock: KnockRecord): Promise<void> {
      return db.transaction().execute((trx) => writeKnock(trx, knock));
    }

    it("come back as they were written, and are written over", async () => {
      const [room, other] = [await someRoom(db), await someRoom(db)];
      const person: Knocker = { kind: "person", personId: await somePerson(db, "Bo") };
      const guest: Knocker = { kind: "guest", seatId: someSeatId() };
      for (const knocker of [person, guest]) {
        assert.equal(await findKnock(db, room.id, knocker), null);
        const knock = knockOf(room, knocker, { line: "It is me" });
        await write(knock);
        assert.deepEqual(await findKnock(db, room.id, knocker), knock);
        assert.equal(await findKnock(db, other.id, knocker), null);
        const quiet: KnockRecord = {
          ...knock,
          state: "quiet",
          line: null,
          times: 3,
          minuteSaid: true,
          answeredAt: minutesAfterNoon(1),
          quietUntil: minutesAfterNoon(720),
          unheard: true,
        };
        await write(quiet);
        assert.deepEqual(await findKnockById(db, room.id, knock.id), quiet);
        assert.equal(await findKnockById(db, other.id, knock.id), null);
      }
    });

    it("hold a line of 200 of the longest letters that a knock may have", async () => {
      const room = await someRoom(db);
      const knock = knockOf(room, { kind: "guest", seatId: someSeatId() }, { line: "👋🏽".repeat(100) });
      await write(knock);
      assert.equal((await findKnockById(db, room.id, knock.id))?.line, knock.line);
    });

    it("are listed by who knocked first, without those who have gone", async () => {
      const [room, other] = [await someRoom(db), await someRoom(db)];
      const guest = (): Knocker => ({ kind: "guest", seatId: someSeatId() });
      const [late, early, gone, refused] = [
        knockOf(room, guest(), { name: "Late", knockedAt: minutesAfterNoon(2), state: "in" }),
        knockOf(room, guest(), { name: "Early" }),
        knockOf(room, guest(), { name: "Gone", state: "gone" }),
        knockOf(room, guest(), { name: "Refused", knockedAt: minutesAfterNoon(1), state: "no" }),
      ];
      for (const knock of [late, early, gone, refused, knockOf(other, guest())]) await write(knock);
      assert.deepEqual((await listKnocks(db, room.id)).map(({ name }) => name), ["Early", "Refused", "Late"]);
    });

    it("are found at open rooms by a server that starts again", async () => {
      const [room, ended, quiet] = [await someRoom(db), await someRoom(db), await someRoom(db)];
      await write(knockOf(room, { kind: "guest", seatId: someSeatId() }));
      await write(knockOf(room, { kind: "guest", seatId: someSeatId() }));
      await write(knockOf(ended, { kind: "guest", seatId: someSeatId() }));
      await write(knockOf(quiet, { kind: "guest", seatId: someSeatId() }, { state: "gone" }));
      await endRoom(db, ended.id, NOON);
      const found = await roomsKnockedAt(db);
      assert.deepEqual([room, ended, quiet].map(({ id }) => found.filter((each) => each === id).length), [1, 0, 0]);
    });

    it("go with the room and with the person", async () => {
      const room = await someRoom(db);
      const personId = await somePerson(db, "Bo");
      await write(knockOf(room, { kind: "person", personId }));
      await db.deleteFrom("person").where("id", "=", personId).execute();
      assert.deepEqual(await listKnocks(db, room.id), []);
    });

    it("are answered by the host and co-hosts with an account, as long as these are not put out", async () => {
      const room = await someRoom(db);
      const names = new Map<PersonId, string>([[room.hostId, "Host"]]);
      async function seat(name: string | null, coHost: boolean): Promise<void> {
        const personId = name === null ? null : await somePerson(db, name);
        const record = await db.transaction().execute((trx) =>
          insertSeat(trx, { id: someSeatId(), roomId: room.id, personId, name: name ?? "Guest", joinedAt: NOON })
        );
        if (coHost) await db.updateTable("seat").set({ co_host: true }).where("id", "=", record.id).execute();
        if (personId !== null && name !== null) names.set(personId, name);
        if (name === "Away") await leaveSeat(db, record.id, NOON);
        if (name !== "Removed" || personId === null) return;
        await db.transaction().execute((trx) =>
          insertRemoval(
            trx,
            {
              id: crypto.randomUUID(),
              roomId: room.id,
              seatId: record.id,
              personId,
              name,
              traces: NO_TRACES,
              addressUntil: null,
              removedAt: NOON,
            } as Parameters<typeof insertRemoval>[1],
          )
        );
      }
      assert.deepEqual(await listCaretakers(db, room.id), [{ personId: room.hostId, seat: null }]);
      await seat("Inside", true);
      await seat("Away", true);
      await seat("Removed", true);
      await seat("Visitor", false);
      await seat(null, true);
      const told = (await listCaretakers(db, room.id)).map((
        { personId, seat },
      ) => [names.get(personId), seat !== null]);
      assert.deepEqual(told.toSorted(), [["Away", false], ["Host", false], ["Inside", true]]);
    });
  });
});
