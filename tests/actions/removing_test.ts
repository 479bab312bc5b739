/** Putting people out of a room, keeping them out and letting them back, on both databases. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { endRoom } from "../../actions/end_room.ts";
import { greetVisitor } from "../../actions/greet_visitor.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { listRemovals } from "../../actions/list_removals.ts";
import { listSeats } from "../../actions/list_seats.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { openLobby } from "../../actions/open_lobby.ts";
import { readmit } from "../../actions/readmit.ts";
import { removeSeat } from "../../actions/remove_seat.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { unlockRoom } from "../../actions/unlock_room.ts";
import type { Db } from "../../db/database.ts";
import { findSeat, liveSeats } from "../../db/seats.ts";
import { shownOf } from "../../db/shown.ts";
import { removalId, type SeatId, seatId } from "../../domain/ids.ts";
import { ADDRESS_KEEPS_OUT_MS } from "../../domain/removal.ts";
import type { Traces } from "../../domain/traces.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { fresh, HostedRoom, refusal, value } from "../support/hosted_room.ts";
import { NOBODY_WAITS, NOON } from "../support/rows.ts";

describe("who is put out of a room", () => {
  onEachDatabase((open) => {
    let db: Db;
    let on: HostedRoom;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      on = await HostedRoom.open(db);
    });
    afterEach(() => on[Symbol.asyncDispose]());

    describe("removing", () => {
      it("puts a person out by the account, takes their rights and locks the room", async () => {
        const bo = await on.person("Bo");
        value(await setCoHost(on.house.deps, asking(on.host), on.room.id, bo.seat, true));
        const { room: after, removal } = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, bo.seat));
        assert.equal(after.lock?.cause, "removal");
        assert.deepEqual([removal.name, removal.personId, removal.seatId], ["Bo", bo.viewer.personId, bo.seat]);
        const seat = await findSeat(on.db, bo.seat);
        assert.deepEqual([seat?.leftAt, seat?.coHost], [on.house.time.now(), false]);
        assert.equal(refusal(await unlockRoom(on.house.deps, bo.asker, on.room.id)), "not_found");
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(await on.enters(bo), "room_locked");
        assert.equal(await on.enters(fresh()), "granted");
        assert.deepEqual((await on.deeds()).slice(0, 2), [
          ["Alice", "co_host_named", "Bo", {}],
          ["Alice", "person_removed", "Bo", { locked: true }],
        ]);
      });

      it("keeps a person out who signs out, too, by the browser; but not the house that they live in", async () => {
        const bo = { ...asking(await on.house.person("Bo")), traces: { browser: "bo's", address: "home" } };
        const { seat } = await on.sits(bo);
        value(await removeSeat(on.house.deps, asking(on.host), on.room.id, seat));
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(await on.enters(fresh({ browser: "bo's", address: "elsewhere" })), "room_locked");
        assert.equal(await on.enters(fresh({ browser: "his sister's", address: "home" })), "granted");
      });

      it("shows who was put out what a locked door shows, and no more", async () => {
        const [bo, cleo] = [await on.person("Bo"), await on.house.person("Cleo")];
        value(await lockRoom(on.house.deps, asking(on.host), on.room.id));
        const locked = value(await openLobby(on.house.deps, asking(cleo), on.room.code)).door;
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        value(await removeSeat(on.house.deps, asking(on.host), on.room.id, bo.seat));
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.deepEqual(value(await openLobby(on.house.deps, bo.asker, on.room.code)).door, locked);
        assert.equal(value(await greetVisitor(on.house.deps, bo.asker, on.room.code)).sight, "shut");
        assert.equal(refusal(await listSeats(on.house.deps, bo.asker, on.room.id)), "not_found");
      });

      it("takes the room out of their tray, and back into it with them", async () => {
        const bo = await on.friendOfHost("Bo");
        for (const audience of ["people", "friends"] as const) {
          await on.shownTo(audience, bo);
          assert.deepEqual(await on.tray(bo), [on.room.id]);
          const { seat } = await on.sits(asking(bo));
          const { removal } = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, seat));
          value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
          assert.deepEqual(await on.tray(bo), []);
          assert.deepEqual((await shownOf(on.db, on.room.id)).map(({ struck }) => struck), [true]);
          value(await readmit(on.house.deps, asking(on.host), on.room.id, removal.id));
          assert.deepEqual(await on.tray(bo), [on.room.id]);
          assert.equal(await on.enters({ asker: asking(bo) }), "granted");
          value(await endRoom(on.house.deps, asking(on.host), on.room.id));
        }
      });

      it("keeps a guest out by the seat, the browser and for a while the address", async () => {
        const traces = { browser: "gus's", address: "home" };
        const gus = await on.guest("Gus", traces);
        /** What a page shows to who comes without the seat's cookie. */
        const isLocked = async (seen: Traces) =>
          value(await openLobby(on.house.deps, { ...asking({ kind: "guest" }), traces: seen }, on.room.code)).door
            .locked;
        assert.equal(await isLocked(traces), false);
        value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat));
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.deepEqual([await isLocked(traces), await isLocked({ browser: "another", address: "else" })], [
          true,
          false,
        ]);
        const elsewhere = { browser: "another", address: "elsewhere" };
        const [sameSeat, sameBrowser, sameAddress, none] = [
          { asker: { ...gus.asker, traces: elsewhere } },
          fresh({ ...elsewhere, browser: traces.browser }),
          fresh({ ...elsewhere, address: traces.address }),
          fresh(elsewhere),
        ];
        for (const known of [gus, sameSeat, sameBrowser, sameAddress]) {
          assert.equal(await on.enters(known), "room_locked");
        }
        assert.equal(await on.enters(none), "granted");
        on.house.time.advance(ADDRESS_KEEPS_OUT_MS - 1);
        assert.equal(await on.enters(sameAddress), "room_locked");
        on.house.time.advance(1);
        assert.equal(await on.enters(sameAddress), "granted");
        for (const known of [gus, sameSeat, sameBrowser]) assert.equal(await on.enters(known), "room_locked");
      });

      it("puts out nobody else who comes from the same address and has a seat", async () => {
        const address = "a school";
        const gus = await on.guest("Gus", { browser: "gus's", address });
        const [ann, bea] = [
          await on.guest("Ann", { browser: "ann's", address }),
          await on.coHost(on.guest("Bea", { browser: null, address })),
        ];
        await on.leaves(ann);
        value(await removeSeat(on.house.deps, bea.asker, on.room.id, gus.seat));
        value(await unlockRoom(on.house.deps, bea.asker, on.room.id));
        assert.equal(await on.enters(ann), "granted");
        assert.equal(await on.enters(fresh({ browser: "new", address })), "room_locked");
      });

      it("is told apart from room to room", async () => {
        const traces = { browser: "gus's", address: "home" };
        const gus = await on.guest("Gus", traces);
        value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat));
        on.room = await on.house.room({ hostId: on.host.personId });
        assert.equal(await on.enters(fresh(traces)), "granted");
      });

      it("locks no room of a group, and none that is set otherwise", async () => {
        const mia = await on.house.person("Mia");
        await on.ofGroup([[mia, "admin"]]);
        const { seat } = await on.sits(asking(mia));
        assert.equal(value(await removeSeat(on.house.deps, asking(on.host), on.room.id, seat)).room.locked, false);
        assert.equal(await on.enters({ asker: asking(mia) }), "room_locked");
        on.room = await on.house.room({
          hostId: on.host.personId,
          settings: { ...NOBODY_WAITS, lockAfterRemoval: false },
        });
        const gus = await on.guest("Gus");
        assert.equal(value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat)).room.locked, false);
      });

      it("keeps since when and why the room was locked before", async () => {
        const gus = await on.guest("Gus");
        value(await lockRoom(on.house.deps, asking(on.host), on.room.id));
        on.house.time.advance(1000);
        const { room: after } = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat));
        assert.deepEqual(after.lock, { at: NOON, cause: "deed" });
      });

      it("is the same when it is asked again", async () => {
        const gus = await on.guest("Gus");
        const first = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat));
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        const again = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat));
        assert.deepEqual(again.removal, first.removal);
        assert.equal(again.room.locked, false);
        assert.equal((await on.deeds()).length, 2);
      });

      it("refuses oneself, the host, who has left, and seats that are none of this room", async () => {
        const bea = await on.coHost(on.guest("Bea"));
        const { seat: own } = await on.sits(asking(on.host));
        const gone = await on.guest("Gone");
        await on.leaves(gone);
        const here = on.room;
        on.room = await on.house.room();
        const elsewhere = await on.guest("Elsewhere");
        on.room = here;
        const remove = async (asker: Asker, seat: SeatId) =>
          refusal(await removeSeat(on.house.deps, asker, on.room.id, seat));
        assert.equal(await remove(bea.asker, bea.seat), "is_oneself");
        assert.equal(await remove(asking(on.host), own), "is_oneself");
        assert.equal(await remove(bea.asker, own), "not_allowed");
        assert.equal(await remove(asking(on.host), gone.seat), "not_found");
        assert.equal(await remove(asking(on.host), elsewhere.seat), "not_found");
        assert.equal(await remove(asking(on.host), seatId("none")), "not_found");
        assert.equal(await remove(asking(on.host), seatId("\0")), "not_found");
        assert.equal((await liveSeats(on.db, on.room.id)).length, 2);
        assert.deepEqual(value(await listRemovals(on.house.deps, asking(on.host), on.room.id)), []);
      });

      it("is done by one of two co-hosts who remove each other at the same moment", async () => {
        for (let round = 0; round < 5; round++) {
          on.room = await on.house.room({ hostId: on.host.personId });
          const [one, other] = round % 2 === 0
            ? [await on.coHost(on.guest("One")), await on.coHost(on.guest("Other"))]
            : [await on.coHost(on.person("One")), await on.coHost(on.person("Other"))];
          const outcomes = await Promise.all([
            removeSeat(on.house.deps, one.asker, on.room.id, other.seat),
            removeSeat(on.house.deps, other.asker, on.room.id, one.seat),
          ]);
          assert.deepEqual(outcomes.map(refusal).toSorted(), ["granted", "not_found"]);
          assert.equal((await liveSeats(on.db, on.room.id)).length, 1);
          assert.equal(value(await listRemovals(on.house.deps, asking(on.host), on.room.id)).length, 1);
        }
      });
    });

    describe("readmitting", () => {
      it("lets a guest back in, and is the same when it is asked again", async () => {
        const traces = { browser: "gus's", address: "home" };
        const gus = await on.guest("Gus", traces);
        const { removal } = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat));
        for (let time = 0; time < 2; time++) {
          value(await readmit(on.house.deps, asking(on.host), on.room.id, removal.id));
        }
        assert.deepEqual(value(await listRemovals(on.house.deps, asking(on.host), on.room.id)), []);
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(await on.enters(gus), "granted");
        assert.equal(
          (await on.deeds()).filter((entry) => JSON.stringify(entry).includes("person_readmitted")).length,
          1,
        );
        // And out once more.
        const second = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat)).removal;
        assert.notEqual(second.id, removal.id);
        assert.deepEqual(
          value(await listRemovals(on.house.deps, asking(on.host), on.room.id)).map(({ id }) => id),
          [second.id],
        );
      });

      it("gives no rights back", async () => {
        const bo = await on.coHost(on.person("Bo"));
        const { removal } = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, bo.seat));
        value(await readmit(on.house.deps, asking(on.host), on.room.id, removal.id));
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(await on.enters(bo), "granted");
        assert.equal(refusal(await lockRoom(on.house.deps, bo.asker, on.room.id)), "not_allowed");
      });

      it("knows only removals of that room", async () => {
        const gus = await on.guest("Gus");
        const { removal } = value(await removeSeat(on.house.deps, asking(on.host), on.room.id, gus.seat));
        const other = await on.house.room({ hostId: on.host.personId });
        for (
          const [where, id] of [[other.id, removal.id], [on.room.id, removalId("none")], [
            on.room.id,
            removalId("\0"),
          ]] as const
        ) {
          assert.equal(refusal(await readmit(on.house.deps, asking(on.host), where, id)), "not_found");
        }
        assert.equal(value(await listRemovals(on.house.deps, asking(on.host), on.room.id)).length, 1);
      });
    });
  });
});
