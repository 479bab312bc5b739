import assert from "node:assert/strict";
import { before, describe, it } from "@std/testing/bdd";
import { sql } from "kysely";
import type { Db } from "../../db/database.ts";
import { lockRoom } from "../../db/rooms.ts";
import {
  countLive,
  findPersonSeat,
  findSeat,
  insertSeat,
  leaveEverySeat,
  leaveSeat,
  liveSeats,
  liveSeatsEverywhere,
  type SeatRecord,
  takeSeatAgain,
} from "../../db/seats.ts";
import { personId, type RoomId, roomId, seatId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { minutesAfterNoon, NOON, somePerson, someRoom, someSeatId } from "../support/rows.ts";
import { until } from "../support/until.ts";

describe("db/seats", () => {
  onEachDatabase((open, kind) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    async function take(room: RoomId, changes: Partial<Omit<SeatRecord, "leftAt">> = {}): Promise<SeatRecord> {
      const seat = { id: someSeatId(), roomId: room, personId: null, name: "Guest", joinedAt: NOON, ...changes };
      return await db.transaction().execute((trx) => insertSeat(trx, seat));
    }

    async function takeAgain(seat: SeatRecord, name: string, at: Date): Promise<SeatRecord | null> {
      return await db.transaction().execute((trx) => takeSeatAgain(trx, seat.id, { name, traces: NO_TRACES, at }));
    }

    it("insertSeat() gives the seat as every look-up then finds it", async () => {
      const room = await someRoom(db);
      const bob = await somePerson(db, "Bob");
      const id = someSeatId();
      const seat = await take(room.id, { id, personId: bob, name: "Bob" });
      assert.deepEqual(seat, {
        id,
        roomId: room.id,
        personId: bob,
        name: "Bob",
        joinedAt: NOON,
        leftAt: null,
        coHost: false,
        muted: false,
        traces: NO_TRACES,
      });
      assert.deepEqual(await findSeat(db, id), seat);
      assert.deepEqual(await findPersonSeat(db, room.id, bob), seat);
      assert.deepEqual(await liveSeats(db, room.id), [seat]);
      assert.equal(await countLive(db, room.id), 1);
    });

    it("look-ups of what does not exist give nothing", async () => {
      assert.equal(await findSeat(db, seatId("none")), null);
      assert.equal(await findPersonSeat(db, roomId("none"), personId("nobody")), null);
      assert.deepEqual(await liveSeats(db, roomId("none")), []);
      assert.equal(await countLive(db, roomId("none")), 0);
      assert.equal(await leaveSeat(db, seatId("none"), NOON), null);
      assert.equal(
        await db.transaction().execute((trx) =>
          takeSeatAgain(trx, seatId("none"), { name: "Bob", traces: NO_TRACES, at: NOON })
        ),
        null,
      );
    });

    it("a person has one seat per room, held or left; guests have as many as come", async () => {
      const room = await someRoom(db);
      const bob = await somePerson(db, "Bob");
      const seat = await take(room.id, { personId: bob });
      await assert.rejects(take(room.id, { personId: bob }), /seat_of_person/);
      await leaveSeat(db, seat.id, minutesAfterNoon(1));
      await assert.rejects(take(room.id, { personId: bob }), /seat_of_person/);
      await take((await someRoom(db)).id, { personId: bob });
      await take(room.id);
      await take(room.id);
      assert.equal(await countLive(db, room.id), 2);
    });

    it("a person who comes twice at once gets one seat", async () => {
      const room = await someRoom(db);
      const bob = await somePerson(db, "Bob");
      const outcomes = await Promise.allSettled([take(room.id, { personId: bob }), take(room.id, { personId: bob })]);
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      assert.equal(await countLive(db, room.id), 1);
    });

    it("leaveSeat() gives a seat up once, and findPersonSeat() still knows it", async () => {
      const room = await someRoom(db);
      const bob = await somePerson(db, "Bob");
      const seat = await take(room.id, { personId: bob });
      assert.notEqual(await leaveSeat(db, seat.id, minutesAfterNoon(1)), null);
      assert.equal(await leaveSeat(db, seat.id, minutesAfterNoon(2)), null);
      assert.deepEqual(await findPersonSeat(db, room.id, bob), { ...seat, leftAt: minutesAfterNoon(1) });
      assert.deepEqual(await liveSeats(db, room.id), []);
    });

    it("leaveSeat() gives the seats that are held beside it", async () => {
      const room = await someRoom(db);
      const [leaving, gone, staying] = [await take(room.id), await take(room.id), await take(room.id)];
      await take((await someRoom(db)).id);
      await leaveSeat(db, gone.id, minutesAfterNoon(1));
      assert.deepEqual(await leaveSeat(db, leaving.id, minutesAfterNoon(2)), {
        left: { ...leaving, leftAt: minutesAfterNoon(2) },
        staying: [staying],
      });
      assert.deepEqual((await leaveSeat(db, staying.id, minutesAfterNoon(3)))?.staying, []);
    });

    it("takeSeatAgain() brings a left seat back as a new arrival, under the new name", async () => {
      const room = await someRoom(db);
      const seat = await take(room.id);
      await leaveSeat(db, seat.id, minutesAfterNoon(1));
      const again = await takeAgain(seat, "Guest again", minutesAfterNoon(2));
      assert.deepEqual(again, { ...seat, name: "Guest again", joinedAt: minutesAfterNoon(2), leftAt: null });
      assert.deepEqual(await findSeat(db, seat.id), again);
    });

    it("takeSeatAgain() of a held seat keeps its time of arrival", async () => {
      const seat = await take((await someRoom(db)).id);
      assert.deepEqual(await takeAgain(seat, "Guest", minutesAfterNoon(2)), seat);
    });

    it("liveSeats() gives the order of arrival, then of ids", async () => {
      const room = await someRoom(db);
      const late = await take(room.id, { joinedAt: minutesAfterNoon(2) });
      const b = await take(room.id, { id: seatId(`b${room.id}`) });
      const a = await take(room.id, { id: seatId(`a${room.id}`) });
      assert.deepEqual((await liveSeats(db, room.id)).map(({ id }) => id), [a.id, b.id, late.id]);
    });

    it("leaveEverySeat() empties that room only and tells whom it met", async () => {
      const [room, other] = [await someRoom(db), await someRoom(db)];
      const [first, second, gone] = [await take(room.id), await take(room.id), await take(room.id)];
      const elsewhere = await take(other.id);
      await leaveSeat(db, gone.id, minutesAfterNoon(1));
      const left = await leaveEverySeat(db, room.id, minutesAfterNoon(2));
      assert.deepEqual(left.map(({ id }) => id).sort(), [first.id, second.id].sort());
      assert.equal(await countLive(db, room.id), 0);
      assert.deepEqual((await findSeat(db, gone.id))?.leftAt, minutesAfterNoon(1));
      assert.deepEqual(await liveSeats(db, other.id), [elsewhere]);
    });

    it("liveSeatsEverywhere() gives held seats by room", async () => {
      await db.deleteFrom("seat").execute();
      const rooms = [await someRoom(db), await someRoom(db)].map(({ id }) => id).sort();
      const seats = await db.transaction().execute((trx) =>
        Promise.all(
          [...rooms, ...rooms].map((room) =>
            insertSeat(trx, { id: someSeatId(), roomId: room, personId: null, name: "Guest", joinedAt: NOON })
          ),
        )
      );
      await leaveSeat(db, seats[3]?.id ?? assert.fail(), NOON);
      const found = await liveSeatsEverywhere(db);
      assert.deepEqual(found.map((seat) => seat.roomId), [rooms[0], rooms[0], rooms[1]]);
    });

    it("ends with the person and with the room", async () => {
      const room = await someRoom(db);
      const bob = await somePerson(db, "Bob");
      const [his, guests] = [await take(room.id, { personId: bob }), await take(room.id)];
      await db.deleteFrom("person").where("id", "=", bob).execute();
      assert.equal(await findSeat(db, his.id), null);
      await db.deleteFrom("person").where("id", "=", room.hostId).execute();
      assert.equal(await findSeat(db, guests.id), null);
    });

    it("lockRoom() lets two of five who come at once into a room with two seats", async () => {
      const room = await someRoom(db, { seatLimit: 2 });
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => joinUnlessFull(room.id)));
      assert.deepEqual(outcomes.sort(), ["full", "full", "full", "in", "in"]);
      assert.equal(await countLive(db, room.id), 2);
    });

    async function joinUnlessFull(id: RoomId): Promise<"in" | "full"> {
      return await db.transaction().execute(async (trx) => {
        const room = await lockRoom(trx, id) ?? assert.fail();
        if (await countLive(trx, id) >= room.seatLimit) return "full";
        await insertSeat(trx, { id: someSeatId(), roomId: id, personId: null, name: "Guest", joinedAt: NOON });
        return "in";
      });
    }

    if (kind === "postgres") {
      it("lockRoom() makes the second wait until the first has taken the last seat", async () => {
        const room = await someRoom(db, { seatLimit: 1 });
        let second: Promise<"in" | "full"> | undefined;
        await db.transaction().execute(async (trx) => {
          await lockRoom(trx, room.id);
          second = joinUnlessFull(room.id);
          await until("the second transaction waits for the row", async () => {
            const { rows } = await sql<{ waiting: number }>`
              select count(*) as waiting from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
            return rows[0]?.waiting === 1;
          });
          await insertSeat(trx, { id: someSeatId(), roomId: room.id, personId: null, name: "First", joinedAt: NOON });
        });
        assert.equal(await second, "full");
        assert.deepEqual((await liveSeats(db, room.id)).map(({ name }) => name), ["First"]);
      });
    }
  });
});
