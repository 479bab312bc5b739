/** What hosts and co-hosts do with an open room, on both databases. Putting people out is `removing_test.ts`. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { changeRoom } from "../../actions/change_room.ts";
import { endRoom } from "../../actions/end_room.ts";
import { greetVisitor } from "../../actions/greet_visitor.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { listRemovals } from "../../actions/list_removals.ts";
import { listSeats } from "../../actions/list_seats.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { openLobby } from "../../actions/open_lobby.ts";
import { openToAll } from "../../actions/open_to_all.ts";
import { readRoom } from "../../actions/read_room.ts";
import { readmit } from "../../actions/readmit.ts";
import { removeSeat } from "../../actions/remove_seat.ts";
import { replaceLink } from "../../actions/replace_link.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { unlockRoom } from "../../actions/unlock_room.ts";
import type { Db } from "../../db/database.ts";
import { liveSeats } from "../../db/seats.ts";
import { removalId, roomId, type SeatId, seatId } from "../../domain/ids.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { fresh, HostedRoom, refusal, value } from "../support/hosted_room.ts";
import { NOBODY_WAITS } from "../support/rows.ts";

describe("looking after a room", () => {
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

    describe("locking", () => {
      it("keeps newcomers out, and lets those inside come back, after a reload and after having left", async () => {
        const [gus, ann, early] = [await on.guest("Gus"), await on.person("Ann"), await on.guest("Early")];
        await on.leaves(early);
        on.house.time.advance(1000);
        value(await lockRoom(on.house.deps, asking(on.host), on.room.id));
        on.house.time.advance(1000);
        assert.equal(await on.enters(fresh()), "room_locked");
        assert.equal(await on.enters(early), "room_locked");
        for (const sitter of [gus, ann]) {
          assert.equal(await on.enters(sitter), "granted");
          await on.leaves(sitter);
          assert.equal(await on.enters(sitter), "granted");
        }
        value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(await on.enters(fresh()), "granted");
        assert.equal(await on.enters(early), "granted");
      });

      it("keeps no host and no co-host out", async () => {
        const gus = await on.coHost(on.guest("Gus"));
        await on.leaves(gus);
        on.house.time.advance(1000);
        value(await lockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(await on.enters(gus), "granted");
        assert.equal(await on.enters({ asker: asking(on.host) }), "granted");
      });

      it("keeps members of the group out, but not its admins", async () => {
        const [mia, ada] = [await on.house.person("Mia"), await on.house.person("Ada")];
        await on.ofGroup([[mia, "member"], [ada, "admin"]]);
        value(await lockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.deepEqual([await on.tray(mia), await on.tray(ada)], [[], [on.room.id]]);
        assert.equal(await on.enters({ asker: asking(mia) }), "room_locked");
        assert.equal(await on.enters({ asker: asking(ada) }), "granted");
      });

      it("is done and undone once, however often it is asked", async () => {
        for (let time = 0; time < 2; time++) value(await lockRoom(on.house.deps, asking(on.host), on.room.id));
        for (let time = 0; time < 2; time++) value(await unlockRoom(on.house.deps, asking(on.host), on.room.id));
        assert.deepEqual(await on.deeds(), [
          ["Alice", "room_locked", null, {}],
          ["Alice", "room_unlocked", null, {}],
        ]);
      });

      it("is over with the room", async () => {
        value(await lockRoom(on.house.deps, asking(on.host), on.room.id));
        value(await endRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(refusal(await lockRoom(on.house.deps, asking(on.host), on.room.id)), "room_ended");
        assert.equal(refusal(await unlockRoom(on.house.deps, asking(on.host), on.room.id)), "room_ended");
        assert.equal((await on.now()).locked, false);
      });
    });

    describe("replacing the link", () => {
      it("makes the old one as good as none, but for who holds a seat", async () => {
        const [gus, ann] = [await on.guest("Gus"), await on.person("Ann")];
        const outsider = asking(await on.house.person("Out"));
        const old = on.room.code;
        assert.equal(value(await openLobby(on.house.deps, outsider, old)).room.id, on.room.id);
        const second = value(await replaceLink(on.house.deps, asking(on.host), on.room.id)).code;
        const third = value(await replaceLink(on.house.deps, asking(on.host), on.room.id)).code;
        assert.equal(new Set([old, second, third]).size, 3);
        for (const code of [old, second]) {
          for (const asker of [outsider, fresh().asker, asking(on.host)]) {
            for (const deed of [openLobby, greetVisitor]) {
              assert.equal(refusal(await deed(on.house.deps, asker, code)), "not_found");
            }
            assert.equal(refusal(await takeSeat(on.house.deps, asker, code, "New")), "not_found");
          }
          for (const { asker } of [gus, ann]) {
            assert.equal(value(await openLobby(on.house.deps, asker, code)).room.code, third);
            assert.equal(value(await greetVisitor(on.house.deps, asker, code)).sight, "inside");
            assert.equal(refusal(await takeSeat(on.house.deps, asker, code, null)), "granted");
          }
        }
        await on.leaves(gus);
        assert.equal(refusal(await openLobby(on.house.deps, gus.asker, old)), "not_found");
        assert.equal(await on.enters(gus), "granted");
        assert.deepEqual(await on.deeds(), Array.from({ length: 2 }, () => ["Alice", "link_replaced", null, {}]));
      });

      it("tells the holder of the good link of a room that has ended, and nobody by an old one", async () => {
        const old = on.room.code;
        const { code } = value(await replaceLink(on.house.deps, asking(on.host), on.room.id));
        value(await endRoom(on.house.deps, asking(on.host), on.room.id));
        assert.equal(value(await openLobby(on.house.deps, fresh().asker, code)).door.state, "ended");
        assert.equal(refusal(await openLobby(on.house.deps, fresh().asker, old)), "not_found");
      });
    });

    describe("changing", () => {
      it("changes all that is asked, and writes down each", async () => {
        const changed = value(
          await changeRoom(on.house.deps, asking(on.host), on.room.id, {
            activity: { emoji: "🎸", title: "  Band " },
            audience: { kind: "friends", struckIds: [], toAll: false },
            settings: { chatAllowed: false },
            seatLimit: 3,
          }),
        );
        assert.deepEqual(changed, await on.now());
        assert.deepEqual(changed.activity, { emoji: "🎸", title: "Band" });
        assert.deepEqual([changed.seatLimit, changed.settings], [3, { ...on.room.settings, chatAllowed: false }]);
        assert.deepEqual(await on.deeds(), [
          ["Alice", "audience_changed", null, { kind: "friends", toAll: false }],
          ["Alice", "room_renamed", null, { emoji: "🎸", title: "Band" }],
          ["Alice", "settings_changed", null, { chatAllowed: false, seatLimit: 3 }],
        ]);
      });

      it("changes nothing if one of them cannot be, and writes nothing down if nothing is other than before", async () => {
        const good = { activity: { emoji: "🎸", title: "Band" }, settings: { chatAllowed: false }, seatLimit: 3 };
        for (
          const [bad, why] of [
            [{ activity: { emoji: "🎸", title: "" } }, "bad_activity"],
            [{ seatLimit: 51 }, "bad_settings"],
            [{ seatLimit: 1 }, "bad_settings"],
            [{ audience: { kind: "people", personIds: [on.host.personId] } }, "bad_audience"],
          ] as const
        ) {
          assert.equal(refusal(await changeRoom(on.house.deps, asking(on.host), on.room.id, { ...good, ...bad })), why);
          assert.deepEqual(await on.now(), on.room);
        }
        const { activity, settings, seatLimit } = on.room;
        assert.deepEqual(
          value(await changeRoom(on.house.deps, asking(on.host), on.room.id, { activity, settings, seatLimit })),
          on.room,
        );
        value(await changeRoom(on.house.deps, asking(on.host), on.room.id, {}));
        assert.deepEqual(await on.deeds(), []);
      });

      it("leaves the audience to the host, and what came with it undone", async () => {
        const gus = await on.coHost(on.guest("Gus"));
        const change = { activity: { emoji: "🎸", title: "Band" }, audience: { kind: "link" } } as const;
        assert.equal(refusal(await changeRoom(on.house.deps, gus.asker, on.room.id, change)), "not_allowed");
        assert.equal(refusal(await openToAll(on.house.deps, gus.asker, on.room.id)), "not_allowed");
        assert.deepEqual((await on.now()).activity, on.room.activity);
        const { activity } = change;
        assert.deepEqual(
          value(await changeRoom(on.house.deps, gus.asker, on.room.id, { activity })).activity,
          activity,
        );
        assert.deepEqual((await on.deeds()).at(-1), ["Gus", "room_renamed", null, activity]);
      });

      it("puts nobody out when there are fewer seats, or no guests", async () => {
        const [one, two] = [await on.guest("One"), await on.guest("Two")];
        await on.guest("Three");
        value(
          await changeRoom(on.house.deps, asking(on.host), on.room.id, {
            seatLimit: 2,
            settings: { guestsAllowed: false },
          }),
        );
        assert.equal((await liveSeats(on.db, on.room.id)).length, 3);
        assert.equal(await on.enters(one), "granted");
        await on.leaves(two);
        assert.equal(await on.enters(two), "account_needed");
        assert.equal(await on.enters({ asker: asking(await on.house.person("Ann")) }), "room_full");
      });

      it("starts a room that waits for its host when nobody is to be waited for", async () => {
        on.room = await on.house.room({
          hostId: on.host.personId,
          settings: { ...NOBODY_WAITS, hostStarts: true },
          startedAt: null,
        });
        assert.equal(await on.enters(fresh()), "room_not_started");
        value(await changeRoom(on.house.deps, asking(on.host), on.room.id, { settings: { hostStarts: false } }));
        assert.deepEqual((await on.now()).startedAt, on.house.time.now());
        assert.equal(await on.enters(fresh()), "granted");
      });

      it("writes down that a room is shown to all", async () => {
        on.room = await on.house.room({ hostId: on.host.personId, audience: { kind: "friends" } });
        for (let time = 0; time < 2; time++) value(await openToAll(on.house.deps, asking(on.host), on.room.id));
        assert.deepEqual(await on.deeds(), [["Alice", "audience_changed", null, { kind: "friends", toAll: true }]]);
      });
    });

    describe("co-hosts", () => {
      it("have the host's rights by their account or seat, inside and outside, until these are taken back", async () => {
        for (const sitter of [await on.coHost(on.guest("Gus")), await on.coHost(on.person("Bo"))]) {
          value(await lockRoom(on.house.deps, sitter.asker, on.room.id));
          await on.leaves(sitter);
          value(await unlockRoom(on.house.deps, sitter.asker, on.room.id));
          assert.equal(value(await readRoom(on.house.deps, sitter.asker, on.room.id)).id, on.room.id);
          assert.equal(await on.enters(sitter), "granted");
          value(await replaceLink(on.house.deps, sitter.asker, on.room.id));
          const seats = value(await listSeats(on.house.deps, sitter.asker, on.room.id));
          assert.equal(seats.find(({ id }) => id === sitter.seat)?.coHost, true);
          await on.leaves(sitter);
          for (let time = 0; time < 2; time++) {
            value(await setCoHost(on.house.deps, asking(on.host), on.room.id, sitter.seat, false));
          }
          assert.equal(refusal(await lockRoom(on.house.deps, sitter.asker, on.room.id)), "not_found");
        }
      });

      it("are named by the host alone, among those inside", async () => {
        const [bea, gus] = [await on.coHost(on.guest("Bea")), await on.guest("Gus")];
        const { seat: own } = await on.sits(asking(on.host));
        const set = async (asker: Asker, seat: SeatId, coHost: boolean) =>
          refusal(await setCoHost(on.house.deps, asker, on.room.id, seat, coHost));
        assert.equal(await set(bea.asker, gus.seat, true), "not_allowed");
        assert.equal(await set(bea.asker, bea.seat, false), "not_allowed");
        assert.equal(await set(gus.asker, gus.seat, true), "not_allowed");
        assert.equal(await set(asking(on.host), own, true), "is_oneself");
        assert.equal(await set(asking(on.host), seatId("none"), true), "not_found");
        await on.leaves(gus);
        assert.equal(await set(asking(on.host), gus.seat, true), "not_found");
        assert.equal(
          refusal(await setCoHost(on.house.deps, asking(on.host), roomId("none"), bea.seat, true)),
          "not_found",
        );
      });

      it("end the room, and look at it afterwards", async () => {
        const gus = await on.coHost(on.guest("Gus"));
        assert.equal(value(await endRoom(on.house.deps, gus.asker, on.room.id)).state, "ended");
        assert.equal(value(await endRoom(on.house.deps, gus.asker, on.room.id)).state, "ended");
        assert.equal(value(await readRoom(on.house.deps, gus.asker, on.room.id)).state, "ended");
        assert.equal(refusal(await lockRoom(on.house.deps, gus.asker, on.room.id)), "room_ended");
        assert.deepEqual((await on.deeds()).at(-1), ["Gus", "room_ended", null, {}]);
      });
    });

    it("is nobody else's: not of who sits inside, was a co-host elsewhere, or is a stranger", async () => {
      const here = on.room;
      on.room = await on.house.room({ hostId: on.host.personId });
      const elsewhere = await on.coHost(on.person("Elsewhere"));
      on.room = here;
      const gus = await on.guest("Gus");
      const before = await on.now();
      const stranger = asking(await on.house.person("Out"));
      const all = [
        (asker: Asker) => lockRoom(on.house.deps, asker, on.room.id),
        (asker: Asker) => unlockRoom(on.house.deps, asker, on.room.id),
        (asker: Asker) => removeSeat(on.house.deps, asker, on.room.id, gus.seat),
        (asker: Asker) => readmit(on.house.deps, asker, on.room.id, removalId("none")),
        (asker: Asker) => replaceLink(on.house.deps, asker, on.room.id),
        (asker: Asker) => changeRoom(on.house.deps, asker, on.room.id, { seatLimit: 4 }),
        (asker: Asker) => setCoHost(on.house.deps, asker, on.room.id, gus.seat, true),
        (asker: Asker) => openToAll(on.house.deps, asker, on.room.id),
        (asker: Asker) => endRoom(on.house.deps, asker, on.room.id),
        (asker: Asker) => readRoom(on.house.deps, asker, on.room.id),
        (asker: Asker) => listRemovals(on.house.deps, asker, on.room.id),
      ];
      for (const deed of all) {
        assert.equal(refusal(await deed(gus.asker)), "not_allowed");
        for (const asker of [elsewhere.asker, stranger, fresh().asker]) {
          assert.equal(refusal(await deed(asker)), "not_found");
        }
      }
      assert.deepEqual(await on.now(), before);
      assert.deepEqual(await on.deeds(), []);
    });

    it("is the operator's as far as ending goes, whatever else they are to the room", async () => {
      const olga = await on.friendOfHost("Olga");
      const deps = { ...on.house.deps, operatorEmail: `${olga.personId}@example.org` };
      assert.equal(refusal(await lockRoom(deps, asking(olga), on.room.id)), "not_found");
      assert.equal(value(await endRoom(deps, asking(olga), on.room.id)).state, "ended");
    });
  });
});
