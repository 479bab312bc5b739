import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { LOST_SOCKET_GRACE_MS, NO_SOCKET_GRACE_MS } from "./grace.ts";
import { roomCode, type SeatId, seatId } from "./ids.ts";
import { type LiveRoom, type RoomEvent, type Seat, SILENT } from "./room.ts";
import { defaultSettings } from "./room_settings.ts";
import { type Effect, fold, transition } from "./room_machine.ts";

const NOW = 1_000_000;
const empty: LiveRoom = {
  state: "open",
  code: roomCode("code"),
  opensAt: 1,
  endsAt: null,
  locked: false,
  started: true,
  settings: defaultSettings("link"),
  activity: { emoji: "☕", title: "Coffee" },
  hostName: "Alice",
  audience: { kind: "link" },
  groupName: null,
  audienceAt: 1,
  seatLimit: 8,
  seats: [],
  lines: [],
};

function seat(id: string, joinedAt = 1, more: Partial<Seat> = {}): Seat {
  return {
    id: seatId(id),
    kind: "guest",
    name: id,
    host: false,
    coHost: false,
    muted: false,
    presence: "inside",
    media: SILENT,
    speaking: false,
    joinedAt,
    ...more,
  };
}

function joined(...seats: Seat[]): LiveRoom {
  return seats.reduce((live, each) => fold(live, { type: "person_joined", seat: each }), empty);
}

const ids = ["a", "b", "c", "d"].map(seatId);
const anySeat = fc.record({
  id: fc.constantFrom(...ids),
  joinedAt: fc.nat(3),
  presence: fc.constantFrom("inside" as const, "away" as const),
  speaking: fc.boolean(),
}).map(({ id, joinedAt, ...more }) => seat(id, joinedAt, more));
const media = fc.record({ microphone: fc.boolean(), camera: fc.boolean(), screen: fc.boolean() });

function eventOf(id: fc.Arbitrary<SeatId>, joining: fc.Arbitrary<Seat>): fc.Arbitrary<RoomEvent> {
  return fc.oneof(
    joining.map((seat): RoomEvent => ({ type: "person_joined", seat })),
    id.map((seatId): RoomEvent => ({ type: "person_away", seatId })),
    id.map((seatId): RoomEvent => ({ type: "person_left", seatId })),
    fc.tuple(id, media).map(([seatId, media]): RoomEvent => ({ type: "media_changed", seatId, media })),
    fc.tuple(id, fc.boolean()).map(([seatId, speaking]): RoomEvent => ({ type: "speaking_changed", seatId, speaking })),
    fc.tuple(id, fc.boolean()).map(([seatId, muted]): RoomEvent => ({ type: "mute_changed", seatId, muted })),
    id.map((seatId): RoomEvent => ({ type: "screen_stopped", seatId })),
    id.map((seatId): RoomEvent => ({ type: "person_removed", seatId })),
  );
}

const anyEvent = fc.oneof(
  { weight: 20, arbitrary: eventOf(fc.constantFrom(...ids), anySeat) },
  { weight: 1, arbitrary: fc.constant<RoomEvent>({ type: "room_ended" }) },
);

describe("transition()", () => {
  it("seats by arrival, then id", () => {
    const live = joined(seat("c", 2), seat("b", 1), seat("a", 2));
    assert.deepEqual(live.seats.map(({ id }) => id), ["b", "a", "c"]);
  });

  it("knows by their own event who has the host's rights, also of somebody who is just coming back", () => {
    const live = fold(joined(seat("a")), { type: "rights_changed", seatId: seatId("a"), coHost: true });
    const back = fold(live, { type: "person_joined", seat: seat("a", 0, { name: "Ann" }) });
    assert.deepEqual(back.seats.map(({ name, coHost }) => [name, coHost]), [["Ann", true]]);
  });

  it("asks for a look when the first with the host's rights has come and when the last is gone, not in between", () => {
    const asks = (live: LiveRoom, event: RoomEvent) =>
      transition(live, event, NOW).effects.some(({ type }) => type === "review_attendance");
    const guest = seat("a");
    const host = seat("b", 1, { host: true });
    const coHost = seat("c", 2, { coHost: true });
    const [both, one, none] = [joined(guest, host, coHost), joined(guest, coHost), joined(guest)];
    assert.equal(asks(none, { type: "person_joined", seat: host }), true);
    assert.equal(asks(one, { type: "person_joined", seat: host }), false);
    assert.equal(asks(both, { type: "person_left", seatId: host.id }), false);
    assert.equal(asks(one, { type: "person_away", seatId: coHost.id }), false);
    for (const type of ["person_left", "person_removed"] as const) {
      assert.equal(asks(one, { type, seatId: coHost.id }), true);
      assert.equal(asks(one, { type, seatId: guest.id }), false);
    }
    assert.equal(asks(one, { type: "rights_changed", seatId: coHost.id, coHost: false }), true);
    assert.equal(asks(none, { type: "rights_changed", seatId: guest.id, coHost: true }), true);
    assert.equal(asks(one, { type: "room_ended" }), false);
  });

  it("puts somebody who comes back in the same seat", () => {
    const live = fold(joined(seat("a"), seat("b", 2)), { type: "person_joined", seat: seat("a", 1, { name: "Ann" }) });
    assert.deepEqual(live.seats.map(({ name }) => name), ["Ann", "b"]);
  });

  it("waits for the holder of a lost socket, and stops when they are back", () => {
    const away = transition(joined(seat("a")), { type: "person_away", seatId: seatId("a") }, NOW);
    assert.equal(away.live.seats[0]?.presence, "away");
    assert.deepEqual(away.effects, [{ type: "await_return", seatId: "a", until: NOW + LOST_SOCKET_GRACE_MS }]);
    const back = transition(away.live, { type: "person_joined", seat: seat("a") }, NOW + 1);
    assert.deepEqual(back.effects, [{ type: "stop_awaiting", seatId: "a" }]);
  });

  it("waits longer for the socket of a seat taken without one", () => {
    const { effects } = transition(
      empty,
      { type: "person_joined", seat: seat("a", 1, { presence: "away" }) },
      NOW,
    );
    assert.deepEqual(effects, [{ type: "await_return", seatId: "a", until: NOW + NO_SOCKET_GRACE_MS }]);
  });

  it("closes the media room after the last one only", () => {
    const first = transition(joined(seat("a"), seat("b")), { type: "person_left", seatId: seatId("a") }, NOW);
    assert.deepEqual(first.effects.map(({ type }) => type), ["stop_awaiting", "close_seat_media"]);
    const last = transition(first.live, { type: "person_left", seatId: seatId("b") }, NOW);
    assert.deepEqual(last.effects.map(({ type }) => type), ["stop_awaiting", "close_seat_media", "close_media_room"]);
  });

  it("lets go of a seat that is not there: its holder may be on the way in", () => {
    const live = joined(seat("a"));
    const parting = transition(live, { type: "person_left", seatId: seatId("b") }, NOW);
    assert.equal(parting.live, live);
    assert.deepEqual(parting.effects, [
      { type: "stop_awaiting", seatId: "b" },
      { type: "close_seat_media", seatId: "b", expels: false },
    ]);
    const alone = transition(empty, { type: "person_left", seatId: seatId("b") }, NOW);
    assert.deepEqual(alone.effects.map(({ type }) => type), ["stop_awaiting", "close_seat_media", "close_media_room"]);
  });

  it("tells of an audience that was chosen anew, though it is the same, and of none that was told before", () => {
    const event = { type: "audience_changed", audience: { kind: "friends" }, groupName: null, at: 5 } as const;
    const chosen = fold(empty, event);
    assert.deepEqual(chosen, { ...empty, audience: { kind: "friends" }, audienceAt: 5 });
    assert.equal(fold(chosen, event), chosen);
    assert.deepEqual(fold(chosen, { ...event, at: 6 }), { ...chosen, audienceAt: 6 });
  });

  it("expels whom a host puts out, and only them", () => {
    for (const type of ["person_left", "person_removed"] as const) {
      const { live, effects } = transition(joined(seat("a"), seat("b")), { type, seatId: seatId("a") }, NOW);
      assert.deepEqual(live.seats.map(({ id }) => id), ["b"]);
      const closing = effects.find((effect) => effect.type === "close_seat_media");
      assert.deepEqual(closing, { type: "close_seat_media", seatId: "a", expels: type === "person_removed" });
    }
  });

  it("a stopped screen is no longer shared, and nothing else changes", () => {
    const media = { microphone: true, camera: true, screen: true };
    const live = fold(joined(seat("a", 1, { media })), { type: "screen_stopped", seatId: seatId("a") });
    assert.deepEqual(live.seats[0]?.media, { ...media, screen: false });
  });

  it("empties an ended room and closes everybody's media", () => {
    const { live, effects } = transition(joined(seat("a"), seat("b")), { type: "room_ended" }, NOW);
    assert.equal(live.state, "ended");
    assert.deepEqual(live.seats, []);
    assert.equal(effects.filter(({ type }) => type === "close_seat_media").length, 2);
  });

  it("takes nobody into an ended room", () => {
    const ended = fold(empty, { type: "room_ended" });
    assert.equal(fold(ended, { type: "person_joined", seat: seat("a") }), ended);
  });

  it("lets nobody speak through a closed microphone", () => {
    const live = joined(seat("a", 1, { speaking: true, media: { ...SILENT, microphone: true } }));
    assert.equal(
      fold(live, { type: "media_changed", seatId: seatId("a"), media: SILENT }).seats[0]?.speaking,
      false,
    );
  });

  it("is idempotent: the same event again changes nothing and asks for nothing but to let go", () => {
    const LETTING_GO = new Set<Effect["type"]>(["stop_awaiting", "close_seat_media", "close_media_room"]);
    fc.assert(fc.property(fc.array(anyEvent), anyEvent, (history, event) => {
      const live = fold(history.reduce(fold, empty), event);
      const again = transition(live, event, NOW);
      assert.equal(again.live, live);
      assert.deepEqual(again.effects.filter(({ type }) => !LETTING_GO.has(type)), []);
    }));
  });

  it("keeps one seat per id, in order", () => {
    fc.assert(fc.property(fc.array(anyEvent), (history) => {
      const { seats } = history.reduce(fold, empty);
      assert.equal(new Set(seats.map(({ id }) => id)).size, seats.length);
      for (const [index, each] of seats.entries()) {
        const next = seats[index + 1];
        if (next === undefined) continue;
        assert.ok(each.joinedAt < next.joinedAt || (each.joinedAt === next.joinedAt && each.id < next.id));
      }
    }));
  });

  it("gives the same room whichever of two seats' events come first", () => {
    const ofA = eventOf(fc.constant(seatId("a")), fc.constant(seat("a", 2)));
    const ofB = eventOf(fc.constant(seatId("b")), fc.constant(seat("b", 1)));
    fc.assert(fc.property(fc.array(anyEvent), ofA, ofB, (history, a, b) => {
      const live = history.reduce(fold, empty);
      assert.deepEqual(fold(fold(live, a), b), fold(fold(live, b), a));
    }));
  });

  it("never invents a seat: each one inside was told by a person_joined", () => {
    fc.assert(fc.property(fc.array(anyEvent), (history) => {
      const told = new Set(history.flatMap((event) => event.type === "person_joined" ? [event.seat.id] : []));
      for (const { id } of history.reduce(fold, empty).seats) assert.ok(told.has(id));
    }));
  });
});
