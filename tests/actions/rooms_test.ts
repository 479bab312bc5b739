import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createRoom } from "../../actions/create_room.ts";
import { endRoom } from "../../actions/end_room.ts";
import { listOwnRooms, type OwnRoomPage, ROOMS_A_PAGE } from "../../actions/list_own_rooms.ts";
import { listSeats } from "../../actions/list_seats.ts";
import { openLobby } from "../../actions/open_lobby.ts";
import { readRoom } from "../../actions/read_room.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Database } from "../../db/database.ts";
import { openEmbedded } from "../../db/embedded.ts";
import { migrateToLatest } from "../../db/migrate.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { type RoomId, roomId } from "../../domain/ids.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import { SEAT_LIMIT } from "../../domain/room_settings.ts";
import { MediaUnavailable } from "../../media/gateway.ts";
import { asking } from "../support/asking.ts";
import { type House, openHouse } from "../support/house.ts";
import { until } from "../support/until.ts";

const guest = { kind: "guest" } as const;
const none = () => null;
const coffee = { activity: { emoji: "☕", title: "Coffee" }, audience: { kind: "link" } } as const;

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

describe("the deeds of rooms", () => {
  let database: Database;
  let house: House;
  before(async () => {
    database = await openEmbedded(null);
    await migrateToLatest(database.db);
    house = openHouse(database.db);
  });
  after(async () => {
    await house[Symbol.asyncDispose]();
    await database.close();
  });

  describe("createRoom()", () => {
    it("opens a room for a person at once", async () => {
      const alice = await house.person("Alice");
      const room = value(await createRoom(house.deps, alice, coffee));
      assert.equal(room.state, "open");
      assert.equal(room.hostName, "Alice");
      assert.equal(room.seatLimit, SEAT_LIMIT);
      assert.deepEqual(value(await readRoom(house.deps, asking(alice), room.id)), room);
    });

    it("refuses a guest, and an activity that is none", async () => {
      const alice = await house.person("Alice");
      assert.equal(refusal(await createRoom(house.deps, guest, coffee)), "not_signed_in");
      const bad = { ...coffee, activity: { emoji: "no", title: "Coffee" } };
      assert.equal(refusal(await createRoom(house.deps, alice, bad)), "bad_activity");
    });
  });

  describe("readRoom()", () => {
    it("refuses everybody but the host as if there were no such room", async () => {
      const room = await house.room();
      const bob = await house.person("Bob");
      for (const viewer of [bob, guest]) {
        assert.deepEqual(
          await readRoom(house.deps, asking(viewer), room.id),
          await readRoom(house.deps, asking(viewer), roomId("none")),
        );
      }
    });
  });

  describe("listOwnRooms()", () => {
    it("gives one's own rooms with how many are inside", async () => {
      const alice = await house.person("Alice");
      const room = value(await createRoom(house.deps, alice, { ...coffee, settings: { hostStarts: false } }));
      await house.room();
      await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, "Gus");
      const own = value(await listOwnRooms(house.deps, alice));
      assert.equal(own.next, null);
      assert.deepEqual(own.rooms.map((each) => [each.room.id, each.inside]), [[room.id, 1]]);
      assert.equal(refusal(await listOwnRooms(house.deps, guest)), "not_signed_in");
    });

    it("turns the pages of very many rooms, each room once", async () => {
      const alice = await house.person("Alice");
      const total = 2 * ROOMS_A_PAGE + 1;
      for (let made = 0; made < total; made++) await house.room({ hostId: alice.personId });
      const seen: string[] = [];
      let after: RoomId | null = null;
      do {
        const page: OwnRoomPage = value(await listOwnRooms(house.deps, alice, after));
        seen.push(...page.rooms.map(({ room }) => room.id));
        after = page.next;
      } while (after !== null);
      assert.deepEqual([seen.length, new Set(seen).size], [total, total]);
    });
  });

  describe("openLobby()", () => {
    it("gives a guest the door and a token for a seat", async () => {
      const room = await house.room();
      const lobby = value(
        await openLobby(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code),
      );
      assert.deepEqual(lobby.door, {
        state: "open",
        activity: { emoji: "🎨", title: "Painting" },
        locked: false,
        started: true,
        forYou: true,
        inside: 0,
        seatLimit: 8,
        opensAt: null,
        media: "up",
      });
      assert.equal(lobby.link, `http://127.0.0.1/r/${room.code}`);
      assert.equal(lobby.isHost, false);
      assert.equal(lobby.seat, null);
      assert.notEqual(lobby.seatToken, null);
      const again = value(
        await openLobby(house.deps, { viewer: guest, seatToken: () => lobby.seatToken, traces: NO_TRACES }, room.code),
      );
      assert.equal(again.seatToken, null);
    });

    it("gives a person no token, and suggests the account's name", async () => {
      const room = await house.room();
      const viewer = { kind: "person", personId: room.hostId, name: room.hostName } as const;
      const lobby = value(await openLobby(house.deps, { viewer, seatToken: none, traces: NO_TRACES }, room.code));
      assert.equal(lobby.seatToken, null);
      assert.equal(lobby.isHost, true);
      assert.equal(lobby.suggestedName, room.hostName);
    });

    it("replaces a forged token and one of another room", async () => {
      const [here, there] = [await house.room(), await house.room()];
      const foreign =
        value(await openLobby(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, there.code)).seatToken;
      for (const seatToken of ["forged", foreign]) {
        const lobby = value(
          await openLobby(house.deps, { viewer: guest, seatToken: () => seatToken, traces: NO_TRACES }, here.code),
        );
        assert.notEqual(lobby.seatToken, null);
        assert.notEqual(lobby.seatToken, seatToken);
      }
    });

    it("knows a guest who comes back", async () => {
      const room = await house.room();
      const taken = value(
        await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, "Gus"),
      );
      const lobby = value(
        await openLobby(house.deps, { viewer: guest, seatToken: () => taken.seatToken, traces: NO_TRACES }, room.code),
      );
      assert.deepEqual(lobby.seat, { id: taken.seat.id, name: "Gus" });
      assert.equal(lobby.suggestedName, "Gus");
      assert.equal(lobby.door.inside, 1);
    });

    it("opens the lobby of an ended room, and none behind an unknown link", async () => {
      const room = await house.room();
      await endRoom(house.deps, asking({ kind: "person", personId: room.hostId, name: "" }), room.id);
      const asker = { viewer: guest, seatToken: none, traces: NO_TRACES };
      assert.equal(value(await openLobby(house.deps, asker, room.code)).door.state, "ended");
      assert.equal(refusal(await openLobby(house.deps, asker, "no-such-code")), "not_found");
      assert.equal(refusal(await openLobby(house.deps, asker, "")), "not_found");
    });

    it("says when the media server is away", async () => {
      const room = await house.room();
      house.gateway.goDown();
      const lobby = value(
        await openLobby(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code),
      );
      assert.equal(lobby.door.media, "down");
      house.gateway.comeBack();
    });
  });

  describe("takeSeat()", () => {
    it("gives a guest the same seat again, and keeps the name", async () => {
      const room = await house.room();
      const first = value(
        await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, " Gus "),
      );
      assert.equal(first.seat.name, "Gus");
      assert.equal(first.seat.kind, "guest");
      const again = value(
        await takeSeat(
          house.deps,
          { viewer: guest, seatToken: () => first.seatToken, traces: NO_TRACES },
          room.code,
          "Gil",
        ),
      );
      assert.deepEqual(again.seat, first.seat);
      assert.equal(again.seatToken, null);
    });

    it("gives a person the same seat from anywhere, under the account's name", async () => {
      const room = await house.room();
      const bob = await house.person("Bob");
      const first = value(
        await takeSeat(house.deps, { viewer: bob, seatToken: none, traces: NO_TRACES }, room.code, "Mallory"),
      );
      const again = value(
        await takeSeat(house.deps, { viewer: bob, seatToken: () => "forged", traces: NO_TRACES }, room.code, null),
      );
      assert.equal(first.seat.name, "Bob");
      assert.equal(again.seat.id, first.seat.id);
      assert.equal(first.seatToken, null);
    });

    for (const nickname of [null, "", "   ", "x".repeat(300), "a\u0000", "a\u202Eb"]) {
      it(`refuses the nickname ${JSON.stringify(nickname)?.slice(0, 12)} and takes nothing`, async () => {
        const room = await house.room();
        const outcome = await takeSeat(
          house.deps,
          { viewer: guest, seatToken: none, traces: NO_TRACES },
          room.code,
          nickname,
        );
        assert.equal(refusal(outcome), "bad_nickname");
        const host = { kind: "person", personId: room.hostId, name: "" } as const;
        assert.deepEqual(value(await listSeats(house.deps, asking(host), room.id)), []);
      });
    }

    it("takes a right-to-left name", async () => {
      const room = await house.room();
      const taken = value(
        await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, "نورا"),
      );
      assert.equal(taken.seat.name, "نورا");
    });

    it("refuses a cookie that names a person's seat", async () => {
      const room = await house.room();
      const bob = await house.person("Bob");
      const { seat } = value(
        await takeSeat(house.deps, { viewer: bob, seatToken: none, traces: NO_TRACES }, room.code, null),
      );
      const seatToken = await house.deps.seatTokens.issue({ roomId: room.id, seatId: seat.id }, house.time.now());
      assert.equal(
        refusal(
          await takeSeat(
            house.deps,
            { viewer: guest, seatToken: () => seatToken, traces: NO_TRACES },
            room.code,
            "Gus",
          ),
        ),
        "seat_invalid",
      );
    });

    it("gives the last seat to one of two who come at once", async () => {
      const room = await house.room({ seatLimit: 1 });
      const outcomes = await Promise.all(
        ["Ann", "Ben"].map((name) =>
          takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, name)
        ),
      );
      assert.deepEqual(outcomes.map(refusal).sort(), ["granted", "room_full"]);
    });

    it("refuses an unknown link and an ended room", async () => {
      const room = await house.room();
      await endRoom(house.deps, asking({ kind: "person", personId: room.hostId, name: "" }), room.id);
      const asker = { viewer: guest, seatToken: none, traces: NO_TRACES };
      assert.equal(refusal(await takeSeat(house.deps, asker, room.code, "Gus")), "room_ended");
      assert.equal(refusal(await takeSeat(house.deps, asker, "nowhere", "Gus")), "not_found");
    });
  });

  describe("listSeats()", () => {
    it("tells the host and those inside, and nobody else", async () => {
      const room = await house.room();
      const [bob, eve] = [await house.person("Bob"), await house.person("Eve")];
      const host = { kind: "person", personId: room.hostId, name: "Alice" } as const;
      await takeSeat(house.deps, { viewer: bob, seatToken: none, traces: NO_TRACES }, room.code, null);
      for (const viewer of [host, bob]) {
        const seats = value(await listSeats(house.deps, asking(viewer), room.id));
        assert.deepEqual(seats.map(({ name, kind }) => [name, kind]), [["Bob", "person"]]);
      }
      for (const viewer of [eve, guest]) {
        assert.equal(refusal(await listSeats(house.deps, asking(viewer), room.id)), "not_found");
      }
      assert.equal(refusal(await listSeats(house.deps, asking(host), roomId("none"))), "not_found");
    });
  });

  describe("endRoom()", () => {
    it("ends the room, its seats and its media, once and again", async () => {
      const room = await house.room();
      const host = { kind: "person", personId: room.hostId, name: "Alice" } as const;
      await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, "Gus");
      await house.gateway.openRoom({ roomId: room.id, seatLimit: 8 });
      const ended = value(await endRoom(house.deps, asking(host), room.id));
      assert.equal(ended.state, "ended");
      assert.deepEqual(value(await listSeats(house.deps, asking(host), room.id)), []);
      assert.equal(house.gateway.rooms.has(room.id), false);
      assert.deepEqual(value(await endRoom(house.deps, asking(host), room.id)), ended);
    });

    it("refuses everybody but the host", async () => {
      const room = await house.room();
      const bob = await house.person("Bob");
      assert.equal(refusal(await endRoom(house.deps, asking(bob), room.id)), "not_found");
      assert.equal(refusal(await endRoom(house.deps, asking(guest), room.id)), "not_found");
    });

    it("ends the room although the media server is away", async () => {
      const room = await house.room();
      house.gateway.failNext("closeRoom", new MediaUnavailable("away"));
      const host = { kind: "person", personId: room.hostId, name: "Alice" } as const;
      assert.equal(value(await endRoom(house.deps, asking(host), room.id)).state, "ended");
    });
  });

  it("gives up a seat taken by the form when no socket follows", async () => {
    const room = await house.room();
    const host = { kind: "person", personId: room.hostId, name: "Alice" } as const;
    await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code, "Gus");
    await until("the seat is watched", () => house.signalling.inside(room.id) === 1);
    house.time.advance(119_000);
    assert.equal(value(await listSeats(house.deps, asking(host), room.id)).length, 1);
    house.time.advance(1_000);
    await until(
      "the seat is given up",
      async () => value(await listSeats(house.deps, asking(host), room.id)).length === 0,
    );
    assert.equal(house.signalling.inside(room.id), 0);
  });
});
