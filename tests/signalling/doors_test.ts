/** Who stands at a door, or is on the way in, and may not any more: what they are told, and what is left of them. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { blockPerson } from "../../actions/block_person.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { endFriendship } from "../../actions/end_friendship.ts";
import { leaveGroup } from "../../actions/leave_group.ts";
import { markTie } from "../../actions/mark_tie.ts";
import { removeMember } from "../../actions/remove_member.ts";
import { removeSeat } from "../../actions/remove_seat.ts";
import { setDimmer } from "../../actions/set_dimmer.ts";
import type { Db } from "../../db/database.ts";
import { liveSeats } from "../../db/seats.ts";
import type { AudienceChoice } from "../../domain/audience.ts";
import { groupId } from "../../domain/ids.ts";
import type { Outcome } from "../../domain/refusal.ts";
import type { Audience, Room } from "../../domain/room.ts";
import { fakeSdp } from "../../media/fake/fake_sdp.ts";
import { CLOSE, PROTOCOL_VERSION } from "../../protocol/version.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { holdResults } from "../support/held_results.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const publish = {
  sdp: fakeSdp([{ mid: "0", media: "audio" }]),
  tracks: [{ mid: "0", kind: "microphone" as const }],
};
const toFriends = { kind: "friends", struckIds: [], toAll: true } as const;

describe("the doors of rooms", () => {
  onEachDatabase((open, kind) => {
    let db: Db;
    let house: House;
    let alice: PersonViewer;
    let bob: PersonViewer;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      alice = await house.person("Alice");
      bob = await house.person("Bob");
      await db.insertInto("friendship").values([
        { person_id: alice.personId, friend_id: bob.personId, since: NOON },
        { person_id: bob.personId, friend_id: alice.personId, since: NOON },
      ]).execute();
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.equal(house.time.pending, 0);
      assert.equal(house.gateway.liveLines, 0);
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    /** Alice's; shown to Bob where it is shown at all. */
    async function roomFor(audience: Audience): Promise<Room> {
      const room = await house.room({ hostId: alice.personId, audience });
      const shown = { room_id: room.id, person_id: bob.personId, ring: 1 as const, struck: false, rooms_together: 0 };
      if (audience.kind !== "group") await db.insertInto("room_shown").values(shown).execute();
      return room;
    }

    async function group(): Promise<Audience & { kind: "group" }> {
      const id = groupId(crypto.randomUUID());
      await db.insertInto("person_group")
        .values({ id, name: "Choir", description: "", code: id, joining: "link", created_at: NOON }).execute();
      await db.insertInto("group_member").values([
        { group_id: id, person_id: alice.personId, role: "admin", joined_at: NOON },
        { group_id: id, person_id: bob.personId, role: "member", joined_at: NOON },
      ]).execute();
      return { kind: "group", groupId: id };
    }

    async function atDoor({ code }: Room, viewer: PersonViewer): Promise<SignalClient> {
      const client = await house.socket({ viewer });
      await client.hello(code);
      return client;
    }

    async function inside(room: Room, viewer: PersonViewer): Promise<SignalClient> {
      const client = await atDoor(room, viewer);
      expectJoined(await client.join({ publish }));
      await client.next("publish_answer");
      return client;
    }

    function changeAudience(deps: House["deps"], { id }: Room, audience: AudienceChoice): Promise<Outcome<unknown>> {
      return changeRoom(deps, asking(alice), id, { audience });
    }

    async function closeCode({ closed }: SignalClient): Promise<number> {
      let code: number | null = null;
      void closed.then((event) => code = event.code);
      return await until("the socket to be closed", () => code);
    }

    /** What a new socket of theirs is answered. */
    async function greeting({ code }: Room, viewer: PersonViewer): Promise<string> {
      const client = await house.socket({ viewer });
      client.send({ type: "hello", version: PROTOCOL_VERSION, code });
      const refusal = await client.next("refused");
      assert.equal(await closeCode(client), CLOSE.unknown);
      return refusal.code;
    }

    const block = () => blockPerson(house.deps, alice, bob.personId);

    describe("for somebody who is put out while coming in", () => {
      for (const step of ["openRoom", "join"] as const) {
        for (const who of ["alone", "to others"] as const) {
          it(`no arrival follows, ${who}, at ${step}`, async () => {
            const room = await roomFor({ kind: "link" });
            const host = who === "alone" ? null : await inside(room, alice);
            const calls = house.gateway.calls.get(step) ?? 0;
            const client = await atDoor(room, bob);
            const release = house.gateway.holdNext(step);
            client.startJoin({ publish });
            await until("coming in is held up", () => house.gateway.calls.get(step) === calls + 1);
            assert.ok((await block()).ok);
            release();
            assert.equal(await closeCode(client), CLOSE.restart);
            assert.deepEqual(client.unread.filter(({ type }) => type === "joined" || type === "door"), []);
            await until("the line is closed", () => house.gateway.liveLines === (host === null ? 0 : 1));
            assert.equal(house.signalling.inside(room.id), host === null ? 0 : 1);
            assert.equal((await liveSeats(db, room.id)).length, host === null ? 0 : 1);
            await until("no empty media room is left", () => house.gateway.rooms.has(room.id) === (host !== null));
            assert.deepEqual(host?.unread.filter(({ type }) => type === "room_event") ?? [], []);
            assert.equal(await greeting(room, bob), "not_found");
          });
        }
      }

      it("no arrival follows, nor does the door tell of a removal", async () => {
        const room = await roomFor({ kind: "link" });
        const client = await atDoor(room, bob);
        const release = house.gateway.holdNext("join");
        const answer = client.join({ publish });
        await until("coming in is held up", () => house.gateway.calls.get("join") === 1);
        const [seat] = await liveSeats(db, room.id);
        assert.ok(seat && (await removeSeat(house.deps, asking(alice), room.id, seat.id)).ok);
        release();
        assert.deepEqual(await answer, { type: "refused", to: 1, code: "room_locked" });
        assert.deepEqual(await liveSeats(db, room.id), []);
        assert.equal(house.signalling.inside(room.id), 0);
        const { door } = await client.next("door");
        assert.deepEqual([door.locked, door.inside], [true, null]);
        await until("no media is left", () => !house.gateway.rooms.has(room.id) && house.gateway.liveLines === 0);
      });

      it("no return follows, on the seat that they held", async () => {
        const room = await roomFor({ kind: "link" });
        const host = await inside(room, alice);
        const before = await inside(room, bob);
        await host.next("room_event", ({ event }) => event.type === "person_joined");
        const client = await atDoor(room, bob);
        const release = house.gateway.holdNext("join");
        client.startJoin({ publish });
        assert.equal(await closeCode(before), CLOSE.replaced);
        await until("coming back is held up", () => house.gateway.calls.get("join") === 3);
        assert.ok((await block()).ok);
        await host.next("room_event", ({ event }) => event.type === "person_left");
        release();
        assert.equal(await closeCode(client), CLOSE.restart);
        await until("his line is closed", () => house.gateway.liveLines === 1);
        assert.equal(house.signalling.inside(room.id), 1);
        assert.deepEqual(host.unread.filter(({ type }) => type === "room_event"), []);
      });
    });

    it("tell somebody who is put out that they are, and no more", async () => {
      const room = await roomFor({ kind: "link" });
      await inside(room, alice);
      const client = await inside(room, bob);
      await house.deps.background.idle();
      const told = client.unread.length;
      assert.ok((await block()).ok);
      assert.equal(await closeCode(client), CLOSE.restart);
      const last = client.unread.slice(told);
      assert.deepEqual(last.map((message) => message.type === "room_event" ? message.event.type : message.type), [
        "person_left",
      ]);
    });

    const PARTINGS: readonly {
      readonly how: string;
      readonly audience: "friends" | "people" | "group" | "link";
      readonly deed: (room: Room) => Promise<Outcome<unknown>>;
      /** Gone, or outside a door that one may only knock at. */
      readonly then: "not_found" | "knock";
    }[] = [
      { how: "is blocked", audience: "link", deed: block, then: "not_found" },
      {
        how: "blocks the host",
        audience: "friends",
        deed: () => blockPerson(house.deps, bob, alice.personId),
        then: "not_found",
      },
      {
        how: "is dimmed",
        audience: "people",
        deed: () => setDimmer(house.deps, alice, bob.personId, { until: null }),
        then: "not_found",
      },
      {
        how: "is no friend any more",
        audience: "friends",
        deed: () => endFriendship(house.deps, alice, bob.personId),
        then: "knock",
      },
      {
        how: "leaves the group",
        audience: "group",
        deed: ({ audience }) => leaveGroup(house.deps, bob, audience.kind === "group" ? audience.groupId : groupId("")),
        then: "knock",
      },
      {
        how: "is taken out of the group",
        audience: "group",
        deed: ({ audience }) =>
          removeMember(house.deps, alice, audience.kind === "group" ? audience.groupId : groupId(""), bob.personId),
        then: "knock",
      },
      {
        how: "was left out when the audience changed",
        audience: "link",
        deed: async (room) => {
          await db.deleteFrom("friendship").where("person_id", "in", [alice.personId, bob.personId]).execute();
          return await changeAudience(house.deps, room, toFriends);
        },
        then: "knock",
      },
    ];

    for (const { how, audience, deed, then } of PARTINGS) {
      it(`are not shown any more to who ${how}`, async () => {
        const room = await roomFor(audience === "group" ? await group() : { kind: audience });
        const waiting = await atDoor(room, bob);
        const host = await atDoor(room, alice);
        assert.ok((await deed(room)).ok);
        expectJoined(await host.join());
        if (then === "knock") {
          assert.equal((await waiting.next("door")).door.inside, null);
          assert.equal((await waiting.ask({ type: "leave" })).type, "refused");
        } else {
          assert.equal(await closeCode(waiting), CLOSE.restart);
          assert.equal(await greeting(room, bob), then);
        }
        assert.deepEqual(waiting.unread, []);
      });
    }

    it("are shown, without a new hello, to who may see them as before", async () => {
      const room = await roomFor({ kind: "friends" });
      const waiting = await atDoor(room, bob);
      const host = await atDoor(room, alice);
      assert.ok((await markTie(house.deps, bob, alice.personId, { close: true })).ok);
      assert.ok((await changeAudience(house.deps, room, { ...toFriends, toAll: false })).ok);
      expectJoined(await host.join());
      assert.equal((await waiting.next("door")).door.inside, 1);
      assert.ok((await markTie(house.deps, bob, alice.personId, { close: false })).ok);
      expectJoined(await waiting.join());
    });

    it("are not shown to a stranger who leaves after the audience has changed", async () => {
      const room = await roomFor({ kind: "link" });
      await inside(room, alice);
      const client = await inside(room, await house.person("Sol"));
      assert.ok((await changeAudience(house.deps, room, toFriends)).ok);
      await client.next("room_event", ({ event }) => event.type === "audience_changed");
      const told = client.unread.length;
      assert.equal((await client.ask({ type: "leave" })).type, "left");
      await until("the door to be shown", () => client.unread.slice(told).some(({ type }) => type === "door"));
      const doors = client.unread.slice(told).flatMap((message) =>
        message.type === "door" ? [message.door.inside] : []
      );
      assert.deepEqual(doors, [null]);
    });

    // The embedded database has one connection, which the held answer keeps.
    if (kind === "postgres") {
      for (const change of ["a block", "another audience"] as const) {
        it(`are not shown to who says hello while ${change} comes`, async () => {
          const held = holdResults(db);
          await using other = openHouse(held.db);
          const room = await house.room({ hostId: alice.personId });
          const client = await other.socket({ viewer: bob });
          const taking = held.next("seat", 2);
          client.send({ type: "hello", version: PROTOCOL_VERSION, code: room.code });
          await taking.reached;
          const outcome = change === "a block"
            ? await blockPerson(other.deps, alice, bob.personId)
            : await changeAudience(other.deps, room, { ...toFriends, struckIds: [bob.personId] });
          assert.ok(outcome.ok);
          taking.release();
          assert.equal((await client.next("refused")).code, "not_found");
          assert.equal(await closeCode(client), CLOSE.unknown);
          assert.deepEqual(client.unread, []);
        });
      }
    }
  });
});
