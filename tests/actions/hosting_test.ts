/** What hosts and co-hosts do with an open room and those in it, on both databases. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { changeRoom } from "../../actions/change_room.ts";
import { endRoom } from "../../actions/end_room.ts";
import { greetVisitor } from "../../actions/greet_visitor.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { leaveRoom } from "../../actions/leave_room.ts";
import { listRemovals } from "../../actions/list_removals.ts";
import { listSeats } from "../../actions/list_seats.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { openLobby } from "../../actions/open_lobby.ts";
import { openToAll } from "../../actions/open_to_all.ts";
import { readRoom } from "../../actions/read_room.ts";
import { readTray } from "../../actions/read_tray.ts";
import { readmit } from "../../actions/readmit.ts";
import { removeSeat } from "../../actions/remove_seat.ts";
import { replaceLink } from "../../actions/replace_link.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { unlockRoom } from "../../actions/unlock_room.ts";
import { listDeeds } from "../../db/audit.ts";
import type { Db } from "../../db/database.ts";
import { findRoomById, type NewRoom } from "../../db/rooms.ts";
import { findSeat, liveSeats } from "../../db/seats.ts";
import { shownOf, showRoomTo } from "../../db/shown.ts";
import { groupId, removalId, roomId, type SeatId, seatId } from "../../domain/ids.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import { ADDRESS_KEEPS_OUT_MS } from "../../domain/removal.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES, type Traces } from "../../domain/traces.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOBODY_WAITS, NOON } from "../support/rows.ts";

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

/** Somebody with a seat in the room. */
interface Sitter {
  readonly asker: Asker;
  readonly seat: SeatId;
}

describe("looking after a room", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let host: PersonViewer;
    let room: Room;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      host = await house.person("Alice");
      room = await house.room({ hostId: host.personId });
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.equal(house.time.pending, 0);
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    const now = async () => await findRoomById(db, room.id) ?? assert.fail("the room is gone");

    async function sits(asker: Asker, nickname: string | null = null): Promise<Sitter> {
      const { seat, seatToken } = value(await takeSeat(house.deps, asker, (await now()).code, nickname));
      return { asker: seatToken === null ? asker : { ...asker, seatToken: () => seatToken }, seat: seat.id };
    }

    async function guest(nickname: string, traces: Traces = NO_TRACES): Promise<Sitter> {
      return await sits({ viewer: { kind: "guest" }, seatToken: () => null, traces }, nickname);
    }

    async function person(name: string): Promise<Sitter & { readonly viewer: PersonViewer }> {
      const viewer = await house.person(name);
      return { ...await sits(asking(viewer)), viewer };
    }

    async function coHost(sitter: Promise<Sitter>): Promise<Sitter> {
      const made = await sitter;
      value(await setCoHost(house.deps, asking(host), room.id, made.seat, true));
      return made;
    }

    async function enters({ asker }: Pick<Sitter, "asker">, nickname = "Somebody"): Promise<Refusal | "granted"> {
      return refusal(await takeSeat(house.deps, asker, (await now()).code, nickname));
    }

    function fresh(traces: Traces = NO_TRACES): Pick<Sitter, "asker"> {
      return { asker: { viewer: { kind: "guest" }, seatToken: () => null, traces } };
    }

    async function leaves({ seat }: Sitter): Promise<void> {
      await leaveRoom(house.deps, room.id, seat);
    }

    async function deeds(): Promise<unknown[]> {
      return (await listDeeds(db, { room: room.id, before: null, limit: 20 })).toReversed()
        .map(({ actor, deed, subject, detail }) => [actor.name, deed, subject?.name ?? null, detail]);
    }

    async function ofGroup(): Promise<void> {
      const id = groupId(crypto.randomUUID());
      await db.insertInto("person_group")
        .values({ id, name: "Choir", description: "", code: id, joining: "link", created_at: NOON }).execute();
      room = await house.room({ hostId: host.personId, audience: { kind: "group", groupId: id } });
    }

    async function inGroup({ personId }: PersonViewer, role: "admin" | "member"): Promise<void> {
      const { audience } = room;
      assert.ok(audience.kind === "group");
      await db.insertInto("group_member")
        .values({ group_id: audience.groupId, person_id: personId, role, joined_at: NOON }).execute();
    }

    async function friendOfHost(name: string): Promise<PersonViewer> {
      const friend = await house.person(name);
      await db.insertInto("friendship").values([
        { person_id: host.personId, friend_id: friend.personId, since: NOON },
        { person_id: friend.personId, friend_id: host.personId, since: NOON },
      ]).execute();
      return friend;
    }

    async function shownTo(audience: "people" | "friends", ...people: PersonViewer[]): Promise<void> {
      const changes: Partial<NewRoom> = { hostId: host.personId, audience: { kind: audience } };
      room = await house.room(changes);
      await db.transaction().execute((trx) =>
        showRoomTo(
          trx,
          room.id,
          people.map(({ personId }) => ({ personId, ring: 1, struck: false, roomsTogether: 0 })),
        )
      );
    }

    async function tray(viewer: PersonViewer): Promise<string[]> {
      return value(await readTray(house.deps, viewer)).map(({ id }) => id);
    }

    describe("locking", () => {
      it("keeps newcomers out, and lets those inside come back, after a reload and after having left", async () => {
        const [gus, ann, early] = [await guest("Gus"), await person("Ann"), await guest("Early")];
        await leaves(early);
        house.time.advance(1000);
        value(await lockRoom(house.deps, asking(host), room.id));
        house.time.advance(1000);
        assert.equal(await enters(fresh()), "room_locked");
        assert.equal(await enters(early), "room_locked");
        for (const sitter of [gus, ann]) {
          assert.equal(await enters(sitter), "granted");
          await leaves(sitter);
          assert.equal(await enters(sitter), "granted");
        }
        value(await unlockRoom(house.deps, asking(host), room.id));
        assert.equal(await enters(fresh()), "granted");
        assert.equal(await enters(early), "granted");
      });

      it("keeps no host and no co-host out", async () => {
        const gus = await coHost(guest("Gus"));
        await leaves(gus);
        house.time.advance(1000);
        value(await lockRoom(house.deps, asking(host), room.id));
        assert.equal(await enters(gus), "granted");
        assert.equal(await enters({ asker: asking(host) }), "granted");
      });

      it("keeps members of the group out, but not its admins", async () => {
        await ofGroup();
        const [mia, ada] = [await house.person("Mia"), await house.person("Ada")];
        await inGroup(mia, "member");
        await inGroup(ada, "admin");
        value(await lockRoom(house.deps, asking(host), room.id));
        assert.deepEqual([await tray(mia), await tray(ada)], [[], [room.id]]);
        assert.equal(await enters({ asker: asking(mia) }), "room_locked");
        assert.equal(await enters({ asker: asking(ada) }), "granted");
      });

      it("is done and undone once, however often it is asked", async () => {
        for (let time = 0; time < 2; time++) value(await lockRoom(house.deps, asking(host), room.id));
        for (let time = 0; time < 2; time++) value(await unlockRoom(house.deps, asking(host), room.id));
        assert.deepEqual(await deeds(), [
          ["Alice", "room_locked", null, {}],
          ["Alice", "room_unlocked", null, {}],
        ]);
      });

      it("is over with the room", async () => {
        value(await lockRoom(house.deps, asking(host), room.id));
        value(await endRoom(house.deps, asking(host), room.id));
        assert.equal(refusal(await lockRoom(house.deps, asking(host), room.id)), "room_ended");
        assert.equal(refusal(await unlockRoom(house.deps, asking(host), room.id)), "room_ended");
        assert.equal((await now()).locked, false);
      });
    });

    describe("removing", () => {
      it("puts a person out by the account, takes their rights and locks the room", async () => {
        const bo = await person("Bo");
        value(await setCoHost(house.deps, asking(host), room.id, bo.seat, true));
        const { room: after, removal } = value(await removeSeat(house.deps, asking(host), room.id, bo.seat));
        assert.equal(after.lock?.cause, "removal");
        assert.deepEqual([removal.name, removal.personId, removal.seatId], ["Bo", bo.viewer.personId, bo.seat]);
        const seat = await findSeat(db, bo.seat);
        assert.deepEqual([seat?.leftAt, seat?.coHost], [house.time.now(), false]);
        assert.equal(refusal(await unlockRoom(house.deps, bo.asker, room.id)), "not_found");
        value(await unlockRoom(house.deps, asking(host), room.id));
        assert.equal(await enters(bo), "room_locked");
        assert.equal(await enters(fresh()), "granted");
        assert.deepEqual((await deeds()).slice(0, 2), [
          ["Alice", "co_host_named", "Bo", {}],
          ["Alice", "person_removed", "Bo", { locked: true }],
        ]);
      });

      it("shows who was put out what a locked door shows, and no more", async () => {
        const [bo, cleo] = [await person("Bo"), await house.person("Cleo")];
        value(await lockRoom(house.deps, asking(host), room.id));
        const locked = value(await openLobby(house.deps, asking(cleo), room.code)).door;
        value(await unlockRoom(house.deps, asking(host), room.id));
        value(await removeSeat(house.deps, asking(host), room.id, bo.seat));
        value(await unlockRoom(house.deps, asking(host), room.id));
        assert.deepEqual(value(await openLobby(house.deps, bo.asker, room.code)).door, locked);
        assert.equal(value(await greetVisitor(house.deps, bo.asker, room.code)).sight, "shut");
        assert.equal(refusal(await listSeats(house.deps, bo.asker, room.id)), "not_found");
      });

      it("takes the room out of their tray, and back into it with them", async () => {
        const bo = await friendOfHost("Bo");
        for (const audience of ["people", "friends"] as const) {
          await shownTo(audience, bo);
          assert.deepEqual(await tray(bo), [room.id]);
          const { seat } = await sits(asking(bo));
          const { removal } = value(await removeSeat(house.deps, asking(host), room.id, seat));
          value(await unlockRoom(house.deps, asking(host), room.id));
          assert.deepEqual(await tray(bo), []);
          assert.deepEqual((await shownOf(db, room.id)).map(({ struck }) => struck), [true]);
          value(await readmit(house.deps, asking(host), room.id, removal.id));
          assert.deepEqual(await tray(bo), [room.id]);
          assert.equal(await enters({ asker: asking(bo) }), "granted");
          value(await endRoom(house.deps, asking(host), room.id));
        }
      });

      it("keeps a guest out by the seat, the browser and for a while the address", async () => {
        const traces = { browser: "gus's", address: "home" };
        const gus = await guest("Gus", traces);
        value(await removeSeat(house.deps, asking(host), room.id, gus.seat));
        value(await unlockRoom(house.deps, asking(host), room.id));
        const elsewhere = { browser: "another", address: "elsewhere" };
        const [sameSeat, sameBrowser, sameAddress, none] = [
          { asker: { ...gus.asker, traces: elsewhere } },
          fresh({ ...elsewhere, browser: traces.browser }),
          fresh({ ...elsewhere, address: traces.address }),
          fresh(elsewhere),
        ];
        for (const known of [gus, sameSeat, sameBrowser, sameAddress]) assert.equal(await enters(known), "room_locked");
        assert.equal(await enters(none), "granted");
        house.time.advance(ADDRESS_KEEPS_OUT_MS - 1);
        assert.equal(await enters(sameAddress), "room_locked");
        house.time.advance(1);
        assert.equal(await enters(sameAddress), "granted");
        for (const known of [gus, sameSeat, sameBrowser]) assert.equal(await enters(known), "room_locked");
      });

      it("puts out nobody else who comes from the same address and has a seat", async () => {
        const address = "a school";
        const gus = await guest("Gus", { browser: "gus's", address });
        const [ann, bea] = [
          await guest("Ann", { browser: "ann's", address }),
          await coHost(guest("Bea", { browser: null, address })),
        ];
        await leaves(ann);
        value(await removeSeat(house.deps, bea.asker, room.id, gus.seat));
        value(await unlockRoom(house.deps, bea.asker, room.id));
        assert.equal(await enters(ann), "granted");
        assert.equal(await enters(fresh({ browser: "new", address })), "room_locked");
      });

      it("is told apart from room to room", async () => {
        const traces = { browser: "gus's", address: "home" };
        const gus = await guest("Gus", traces);
        value(await removeSeat(house.deps, asking(host), room.id, gus.seat));
        room = await house.room({ hostId: host.personId });
        assert.equal(await enters(fresh(traces)), "granted");
      });

      it("locks no room of a group, and none that is set otherwise", async () => {
        await ofGroup();
        const mia = await house.person("Mia");
        await inGroup(mia, "admin");
        const { seat } = await sits(asking(mia));
        assert.equal(value(await removeSeat(house.deps, asking(host), room.id, seat)).room.locked, false);
        assert.equal(await enters({ asker: asking(mia) }), "room_locked");
        room = await house.room({ hostId: host.personId, settings: { ...NOBODY_WAITS, lockAfterRemoval: false } });
        const gus = await guest("Gus");
        assert.equal(value(await removeSeat(house.deps, asking(host), room.id, gus.seat)).room.locked, false);
      });

      it("keeps since when and why the room was locked before", async () => {
        const gus = await guest("Gus");
        value(await lockRoom(house.deps, asking(host), room.id));
        house.time.advance(1000);
        const { room: after } = value(await removeSeat(house.deps, asking(host), room.id, gus.seat));
        assert.deepEqual(after.lock, { at: NOON, cause: "deed" });
      });

      it("is the same when it is asked again", async () => {
        const gus = await guest("Gus");
        const first = value(await removeSeat(house.deps, asking(host), room.id, gus.seat));
        value(await unlockRoom(house.deps, asking(host), room.id));
        const again = value(await removeSeat(house.deps, asking(host), room.id, gus.seat));
        assert.deepEqual(again.removal, first.removal);
        assert.equal(again.room.locked, false);
        assert.equal((await deeds()).length, 2);
      });

      it("refuses oneself, the host, who has left, and seats that are none of this room", async () => {
        const bea = await coHost(guest("Bea"));
        const { seat: own } = await sits(asking(host));
        const gone = await guest("Gone");
        await leaves(gone);
        const here = room;
        room = await house.room();
        const elsewhere = await guest("Elsewhere");
        room = here;
        const remove = async (asker: Asker, seat: SeatId) =>
          refusal(await removeSeat(house.deps, asker, room.id, seat));
        assert.equal(await remove(bea.asker, bea.seat), "is_oneself");
        assert.equal(await remove(asking(host), own), "is_oneself");
        assert.equal(await remove(bea.asker, own), "not_allowed");
        assert.equal(await remove(asking(host), gone.seat), "not_found");
        assert.equal(await remove(asking(host), elsewhere.seat), "not_found");
        assert.equal(await remove(asking(host), seatId("none")), "not_found");
        assert.equal(await remove(asking(host), seatId("\0")), "not_found");
        assert.equal((await liveSeats(db, room.id)).length, 2);
        assert.deepEqual(value(await listRemovals(house.deps, asking(host), room.id)), []);
      });

      it("is done by one of two co-hosts who remove each other at the same moment", async () => {
        for (let round = 0; round < 5; round++) {
          room = await house.room({ hostId: host.personId });
          const [one, other] = round % 2 === 0
            ? [await coHost(guest("One")), await coHost(guest("Other"))]
            : [await coHost(person("One")), await coHost(person("Other"))];
          const outcomes = await Promise.all([
            removeSeat(house.deps, one.asker, room.id, other.seat),
            removeSeat(house.deps, other.asker, room.id, one.seat),
          ]);
          assert.deepEqual(outcomes.map(refusal).toSorted(), ["granted", "not_found"]);
          assert.equal((await liveSeats(db, room.id)).length, 1);
          assert.equal(value(await listRemovals(house.deps, asking(host), room.id)).length, 1);
        }
      });
    });

    describe("readmitting", () => {
      it("lets a guest back in, and is the same when it is asked again", async () => {
        const traces = { browser: "gus's", address: "home" };
        const gus = await guest("Gus", traces);
        const { removal } = value(await removeSeat(house.deps, asking(host), room.id, gus.seat));
        for (let time = 0; time < 2; time++) value(await readmit(house.deps, asking(host), room.id, removal.id));
        assert.deepEqual(value(await listRemovals(house.deps, asking(host), room.id)), []);
        value(await unlockRoom(house.deps, asking(host), room.id));
        assert.equal(await enters(gus), "granted");
        assert.equal((await deeds()).filter((entry) => JSON.stringify(entry).includes("person_readmitted")).length, 1);
        // And out once more.
        const second = value(await removeSeat(house.deps, asking(host), room.id, gus.seat)).removal;
        assert.notEqual(second.id, removal.id);
        assert.deepEqual(
          value(await listRemovals(house.deps, asking(host), room.id)).map(({ id }) => id),
          [second.id],
        );
      });

      it("gives no rights back", async () => {
        const bo = await coHost(person("Bo"));
        const { removal } = value(await removeSeat(house.deps, asking(host), room.id, bo.seat));
        value(await readmit(house.deps, asking(host), room.id, removal.id));
        value(await unlockRoom(house.deps, asking(host), room.id));
        assert.equal(await enters(bo), "granted");
        assert.equal(refusal(await lockRoom(house.deps, bo.asker, room.id)), "not_allowed");
      });

      it("knows only removals of that room", async () => {
        const gus = await guest("Gus");
        const { removal } = value(await removeSeat(house.deps, asking(host), room.id, gus.seat));
        const other = await house.room({ hostId: host.personId });
        for (
          const [where, id] of [[other.id, removal.id], [room.id, removalId("none")], [
            room.id,
            removalId("\0"),
          ]] as const
        ) {
          assert.equal(refusal(await readmit(house.deps, asking(host), where, id)), "not_found");
        }
        assert.equal(value(await listRemovals(house.deps, asking(host), room.id)).length, 1);
      });
    });

    describe("replacing the link", () => {
      it("makes the old one as good as none, but for who holds a seat", async () => {
        const [gus, ann] = [await guest("Gus"), await person("Ann")];
        const outsider = asking(await house.person("Out"));
        const old = room.code;
        assert.equal(value(await openLobby(house.deps, outsider, old)).room.id, room.id);
        const second = value(await replaceLink(house.deps, asking(host), room.id)).code;
        const third = value(await replaceLink(house.deps, asking(host), room.id)).code;
        assert.equal(new Set([old, second, third]).size, 3);
        for (const code of [old, second]) {
          for (const asker of [outsider, fresh().asker, asking(host)]) {
            for (const deed of [openLobby, greetVisitor]) {
              assert.equal(refusal(await deed(house.deps, asker, code)), "not_found");
            }
            assert.equal(refusal(await takeSeat(house.deps, asker, code, "New")), "not_found");
          }
          for (const { asker } of [gus, ann]) {
            assert.equal(value(await openLobby(house.deps, asker, code)).room.code, third);
            assert.equal(value(await greetVisitor(house.deps, asker, code)).sight, "inside");
            assert.equal(refusal(await takeSeat(house.deps, asker, code, null)), "granted");
          }
        }
        await leaves(gus);
        assert.equal(refusal(await openLobby(house.deps, gus.asker, old)), "not_found");
        assert.equal(await enters(gus), "granted");
        assert.deepEqual(await deeds(), Array.from({ length: 2 }, () => ["Alice", "link_replaced", null, {}]));
      });

      it("tells the holder of the good link of a room that has ended, and nobody by an old one", async () => {
        const old = room.code;
        const { code } = value(await replaceLink(house.deps, asking(host), room.id));
        value(await endRoom(house.deps, asking(host), room.id));
        assert.equal(value(await openLobby(house.deps, fresh().asker, code)).door.state, "ended");
        assert.equal(refusal(await openLobby(house.deps, fresh().asker, old)), "not_found");
      });
    });

    describe("changing", () => {
      it("changes all that is asked, and writes down each", async () => {
        const changed = value(
          await changeRoom(house.deps, asking(host), room.id, {
            activity: { emoji: "🎸", title: "  Band " },
            audience: { kind: "friends", struckIds: [], toAll: false },
            settings: { chatAllowed: false },
            seatLimit: 3,
          }),
        );
        assert.deepEqual(changed, await now());
        assert.deepEqual(changed.activity, { emoji: "🎸", title: "Band" });
        assert.deepEqual([changed.seatLimit, changed.settings], [3, { ...room.settings, chatAllowed: false }]);
        assert.deepEqual(await deeds(), [
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
            [{ audience: { kind: "people", personIds: [host.personId] } }, "bad_audience"],
          ] as const
        ) {
          assert.equal(refusal(await changeRoom(house.deps, asking(host), room.id, { ...good, ...bad })), why);
          assert.deepEqual(await now(), room);
        }
        const { activity, settings, seatLimit } = room;
        assert.deepEqual(
          value(await changeRoom(house.deps, asking(host), room.id, { activity, settings, seatLimit })),
          room,
        );
        value(await changeRoom(house.deps, asking(host), room.id, {}));
        assert.deepEqual(await deeds(), []);
      });

      it("leaves the audience to the host, and what came with it undone", async () => {
        const gus = await coHost(guest("Gus"));
        const change = { activity: { emoji: "🎸", title: "Band" }, audience: { kind: "link" } } as const;
        assert.equal(refusal(await changeRoom(house.deps, gus.asker, room.id, change)), "not_allowed");
        assert.equal(refusal(await openToAll(house.deps, gus.asker, room.id)), "not_allowed");
        assert.deepEqual((await now()).activity, room.activity);
        const { activity } = change;
        assert.deepEqual(value(await changeRoom(house.deps, gus.asker, room.id, { activity })).activity, activity);
        assert.deepEqual((await deeds()).at(-1), ["Gus", "room_renamed", null, activity]);
      });

      it("puts nobody out when there are fewer seats, or no guests", async () => {
        const [one, two] = [await guest("One"), await guest("Two")];
        await guest("Three");
        value(
          await changeRoom(house.deps, asking(host), room.id, { seatLimit: 2, settings: { guestsAllowed: false } }),
        );
        assert.equal((await liveSeats(db, room.id)).length, 3);
        assert.equal(await enters(one), "granted");
        await leaves(two);
        assert.equal(await enters(two), "account_needed");
        assert.equal(await enters({ asker: asking(await house.person("Ann")) }), "room_full");
      });

      it("starts a room that waits for its host when nobody is to be waited for", async () => {
        room = await house.room({
          hostId: host.personId,
          settings: { ...NOBODY_WAITS, hostStarts: true },
          startedAt: null,
        });
        assert.equal(await enters(fresh()), "room_not_started");
        value(await changeRoom(house.deps, asking(host), room.id, { settings: { hostStarts: false } }));
        assert.deepEqual((await now()).startedAt, house.time.now());
        assert.equal(await enters(fresh()), "granted");
      });

      it("writes down that a room is shown to all", async () => {
        room = await house.room({ hostId: host.personId, audience: { kind: "friends" } });
        for (let time = 0; time < 2; time++) value(await openToAll(house.deps, asking(host), room.id));
        assert.deepEqual(await deeds(), [["Alice", "audience_changed", null, { kind: "friends", toAll: true }]]);
      });
    });

    describe("co-hosts", () => {
      it("have the host's rights by their account or seat, inside and outside, until these are taken back", async () => {
        for (const sitter of [await coHost(guest("Gus")), await coHost(person("Bo"))]) {
          value(await lockRoom(house.deps, sitter.asker, room.id));
          await leaves(sitter);
          value(await unlockRoom(house.deps, sitter.asker, room.id));
          assert.equal(value(await readRoom(house.deps, sitter.asker, room.id)).id, room.id);
          assert.equal(await enters(sitter), "granted");
          value(await replaceLink(house.deps, sitter.asker, room.id));
          const seats = value(await listSeats(house.deps, sitter.asker, room.id));
          assert.equal(seats.find(({ id }) => id === sitter.seat)?.coHost, true);
          await leaves(sitter);
          for (let time = 0; time < 2; time++) {
            value(await setCoHost(house.deps, asking(host), room.id, sitter.seat, false));
          }
          assert.equal(refusal(await lockRoom(house.deps, sitter.asker, room.id)), "not_found");
        }
      });

      it("are named by the host alone, among those inside", async () => {
        const [bea, gus] = [await coHost(guest("Bea")), await guest("Gus")];
        const { seat: own } = await sits(asking(host));
        const set = async (asker: Asker, seat: SeatId, on: boolean) =>
          refusal(await setCoHost(house.deps, asker, room.id, seat, on));
        assert.equal(await set(bea.asker, gus.seat, true), "not_allowed");
        assert.equal(await set(bea.asker, bea.seat, false), "not_allowed");
        assert.equal(await set(gus.asker, gus.seat, true), "not_allowed");
        assert.equal(await set(asking(host), own, true), "is_oneself");
        assert.equal(await set(asking(host), seatId("none"), true), "not_found");
        await leaves(gus);
        assert.equal(await set(asking(host), gus.seat, true), "not_found");
        assert.equal(refusal(await setCoHost(house.deps, asking(host), roomId("none"), bea.seat, true)), "not_found");
      });

      it("end the room, and look at it afterwards", async () => {
        const gus = await coHost(guest("Gus"));
        assert.equal(value(await endRoom(house.deps, gus.asker, room.id)).state, "ended");
        assert.equal(value(await endRoom(house.deps, gus.asker, room.id)).state, "ended");
        assert.equal(value(await readRoom(house.deps, gus.asker, room.id)).state, "ended");
        assert.equal(refusal(await lockRoom(house.deps, gus.asker, room.id)), "room_ended");
        assert.deepEqual((await deeds()).at(-1), ["Gus", "room_ended", null, {}]);
      });
    });

    it("is nobody else's: not of who sits inside, was a co-host elsewhere, or is a stranger", async () => {
      const here = room;
      room = await house.room({ hostId: host.personId });
      const elsewhere = await coHost(person("Elsewhere"));
      room = here;
      const gus = await guest("Gus");
      const before = await now();
      const stranger = asking(await house.person("Out"));
      const all = [
        (asker: Asker) => lockRoom(house.deps, asker, room.id),
        (asker: Asker) => unlockRoom(house.deps, asker, room.id),
        (asker: Asker) => removeSeat(house.deps, asker, room.id, gus.seat),
        (asker: Asker) => readmit(house.deps, asker, room.id, removalId("none")),
        (asker: Asker) => replaceLink(house.deps, asker, room.id),
        (asker: Asker) => changeRoom(house.deps, asker, room.id, { seatLimit: 4 }),
        (asker: Asker) => setCoHost(house.deps, asker, room.id, gus.seat, true),
        (asker: Asker) => openToAll(house.deps, asker, room.id),
        (asker: Asker) => endRoom(house.deps, asker, room.id),
        (asker: Asker) => readRoom(house.deps, asker, room.id),
        (asker: Asker) => listRemovals(house.deps, asker, room.id),
      ];
      for (const deed of all) {
        assert.equal(refusal(await deed(gus.asker)), "not_allowed");
        for (const asker of [elsewhere.asker, stranger, fresh().asker]) {
          assert.equal(refusal(await deed(asker)), "not_found");
        }
      }
      assert.deepEqual(await now(), before);
      assert.deepEqual(await deeds(), []);
    });

    it("is the operator's as far as ending goes, whatever else they are to the room", async () => {
      const olga = await friendOfHost("Olga");
      const deps = { ...house.deps, operatorEmail: `${olga.personId}@example.org` };
      assert.equal(refusal(await lockRoom(deps, asking(olga), room.id)), "not_found");
      assert.equal(value(await endRoom(deps, asking(olga), room.id)).state, "ended");
    });
  });
});
