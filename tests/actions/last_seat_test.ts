import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { NO_TRACES } from "../../domain/traces.ts";
import { endRoom } from "../../actions/end_room.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { liveSeats } from "../../db/seats.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { openHouse } from "../support/house.ts";

const asker = { viewer: { kind: "guest" }, seatToken: () => null, traces: NO_TRACES } as const;

describe("takeSeat() in a race", () => {
  onEachDatabase((open) => {
    it("never seats more than the room has places for", async () => {
      const { db } = await open();
      await using house = openHouse(db);
      const room = await house.room({ seatLimit: 3 });
      const names = Array.from({ length: 12 }, (_, index) => `Guest ${index}`);
      const outcomes = await Promise.all(names.map((name) => takeSeat(house.deps, asker, room.code, name)));
      const codes = outcomes.map((outcome) => outcome.ok ? "in" : outcome.refusal).sort();
      assert.deepEqual(codes, [...Array(3).fill("in"), ...Array(9).fill("room_full")]);
      assert.equal((await liveSeats(db, room.id)).length, 3);
    });

    it("gives a person one seat however often they come at once", async () => {
      const { db } = await open();
      await using house = openHouse(db);
      const room = await house.room();
      const viewer = await house.person("Bob");
      const outcomes = await Promise.all(
        Array.from(
          { length: 6 },
          () => takeSeat(house.deps, { viewer, seatToken: () => null, traces: NO_TRACES }, room.code, null),
        ),
      );
      const ids = new Set(outcomes.map((outcome) => outcome.ok ? outcome.value.seat.id : outcome.refusal));
      assert.equal(ids.size, 1);
      assert.equal((await liveSeats(db, room.id)).length, 1);
    });

    it("leaves nobody inside a room that ends meanwhile", async () => {
      const { db } = await open();
      await using house = openHouse(db);
      const room = await house.room();
      const host = { kind: "person", personId: room.hostId, name: room.hostName } as const;
      await Promise.all([
        takeSeat(house.deps, asker, room.code, "Ann"),
        endRoom(house.deps, asking(host), room.id),
        takeSeat(house.deps, asker, room.code, "Ben"),
      ]);
      assert.deepEqual(await liveSeats(db, room.id), []);
    });
  });
});
