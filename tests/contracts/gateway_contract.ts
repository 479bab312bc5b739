/**
 * What every gateway promises (`media/gateway.ts`), as one suite over a factory. The WebRTC ends come from the factory: real
 * ones for a media server, paper ones for the fake. Nothing here knows which gateway it is talking to.
 */
import assert from "node:assert/strict";
import { after, before, describe, it } from "@std/testing/bdd";
import { type RoomId, roomId, type SeatId, seatId } from "../../domain/ids.ts";
import {
  type Gateway,
  type Line,
  MediaRejected,
  MediaUnavailable,
  type ReceivedTrack,
  type ReceiveOffer,
  type SentTrack,
  type TrackKind,
} from "../../media/gateway.ts";
import { LineEvents } from "../support/line_events.ts";
import { until } from "../support/until.ts";

export interface SendingEnd {
  offer(): Promise<{ readonly sdp: string; readonly tracks: readonly SentTrack[] }>;
  accept(sdp: string): Promise<void>;
}

export interface ReceivingEnd {
  answer(sdp: string): Promise<string>;
}

export interface GatewayUnderTest extends AsyncDisposable {
  readonly gateway: Gateway;
  sender(kinds: readonly TrackKind[]): SendingEnd;
  receiver(): ReceivingEnd;
  /** Whether what the seat sends of that kind comes out at that end right now. */
  arrives(sent: { readonly seatId: SeatId; readonly kind: TrackKind }, at: Arrivals): Promise<boolean>;
  /** Whether nothing of anybody comes out at that end, for longer than it would take. */
  isStill(at: Arrivals): Promise<boolean>;
}

export interface Arrivals {
  readonly line: Line;
  readonly receiver: ReceivingEnd;
  readonly tracks: readonly ReceivedTrack[];
}

const alice = seatId("alice");
const bob = seatId("bob");
const carol = seatId("carol.o'hara ✿");

const SEAT_LIMIT = 4;
const CANDIDATE = { candidate: "candidate:1 1 udp 1 10.77.0.9 9 typ host", sdpMid: "0", sdpMLineIndex: 0 };

export function gatewayContract(name: string, make: () => Promise<GatewayUnderTest>): void {
  describe(`${name} keeps the gateway contract`, () => {
    let subject: GatewayUnderTest;
    let serial = 0;

    before(async () => {
      subject = await make();
    });

    after(async () => {
      await subject[Symbol.asyncDispose]();
    });

    async function openRoom(): Promise<RoomId> {
      const room = roomId(`room ${++serial}`);
      await subject.gateway.openRoom({ roomId: room, seatLimit: SEAT_LIMIT });
      return room;
    }

    async function enter(room: RoomId, seat: SeatId): Promise<Inside> {
      const line = await subject.gateway.line();
      const events = new LineEvents();
      const first = await line.join({ roomId: room, seatId: seat, onEvent: events.listener });
      return new Inside(subject, line, events, first);
    }

    async function approach(room: RoomId, seat: SeatId): Promise<Inside> {
      const line = await subject.gateway.line();
      const events = new LineEvents();
      await line.approach({ roomId: room, seatId: seat, onEvent: events.listener });
      return new Inside(subject, line, events, null);
    }

    function arrives({ line, receiver, tracks }: Inside, seat: SeatId, kind: TrackKind): Promise<boolean> {
      return subject.arrives({ seatId: seat, kind }, { line, receiver, tracks });
    }

    it("is up and knows the media server's version", () => {
      assert.equal(subject.gateway.health().state, "up");
      assert.match(subject.gateway.health().version ?? "", /^\d+\.\d+\.\d+/);
    });

    it("openRoom() and closeRoom() may be repeated", async () => {
      const room = await openRoom();
      await subject.gateway.openRoom({ roomId: room, seatLimit: SEAT_LIMIT });
      await subject.gateway.closeRoom(room);
      await subject.gateway.closeRoom(room);
      await subject.gateway.openRoom({ roomId: room, seatLimit: SEAT_LIMIT });
      await using inside = await enter(room, alice);
      assert.equal(inside.firstOffer, null);
    });

    it("join() refuses a room that is not open", async () => {
      await using line = await subject.gateway.line();
      const request = { roomId: roomId("nowhere"), seatId: alice, onEvent: () => {} };
      await assert.rejects(line.join(request), MediaUnavailable);
    });

    it("join() refuses a second time", async () => {
      const room = await openRoom();
      await using inside = await enter(room, alice);
      const again = inside.line.join({ roomId: room, seatId: alice, onEvent: () => {} });
      await assert.rejects(again, MediaUnavailable);
    });

    it("seatsInside() names everybody inside, sending or not, and nobody who left", async () => {
      const room = await openRoom();
      assert.deepEqual(await subject.gateway.seatsInside(room), []);
      const a = await enter(room, alice);
      await using _c = await enter(room, carol);
      await a.send(["microphone"]);
      assert.deepEqual(new Set(await subject.gateway.seatsInside(room)), new Set([alice, carol]));
      await a.line.close();
      assert.deepEqual(await subject.gateway.seatsInside(room), [carol]);
      assert.deepEqual(await subject.gateway.seatsInside(roomId("nowhere")), []);
    });

    it("offers a sender's tracks to those inside, with seat and kind", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      await using c = await enter(room, carol);
      await c.send(["microphone", "camera", "screen"]);
      const offer = await b.events.nextOffer();
      assert.deepEqual(heard(offer), [[carol, "camera"], [carol, "microphone"], [carol, "screen"]]);
      assert.equal(c.events.offers().length, 0, "nobody is offered their own tracks");
    });

    it("join() resolves with the offer where somebody sends, and no event comes before", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await a.send(["microphone"]);
      await until("the sender to be connected", () => a.events.all.some(({ type }) => type === "connected"));
      await using b = await enter(room, bob);
      assert.ok(b.firstOffer !== null);
      assert.deepEqual(heard(b.firstOffer), [[alice, "microphone"]]);
      assert.equal(b.eventsAtJoin, 0);
    });

    it("has one offer unanswered at a time, counts them, and brings what changed meanwhile in the next", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await using b = await enter(room, bob);
      await using c = await enter(room, carol);
      await a.send(["microphone"]);
      const first = await b.events.nextOffer();
      await c.send(["microphone"]);
      await c.events.first("connected");
      await a.events.nextOffer();
      assert.equal(b.events.offers().length, 1);
      await assert.rejects(b.line.answer(first.negotiation + 1, await b.receiver.answer(first.sdp)), MediaRejected);
      await b.take(first);
      const second = await b.events.nextOffer();
      assert.ok(second.negotiation > first.negotiation);
      assert.deepEqual(heard(second), [[alice, "microphone"], [carol, "microphone"]]);
      await b.take(second);
      await assert.rejects(b.line.answer(second.negotiation, second.sdp), MediaRejected);
    });

    it("offers anew without the tracks of who left, and uses their media lines again", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      const a = await enter(room, alice);
      await a.send(["microphone"]);
      const first = await b.events.nextOffer();
      await b.take(first);
      await a.line.close();
      const empty = await b.events.nextOffer();
      assert.deepEqual(empty.tracks, []);
      await b.take(empty);
      await using c = await enter(room, carol);
      await c.send(["microphone"]);
      const again = await b.events.nextOffer();
      assert.deepEqual(heard(again), [[carol, "microphone"]]);
      assert.equal(again.tracks[0]?.mid, first.tracks[0]?.mid);
    });

    it("does not offer the own seat's other connection", async () => {
      const room = await openRoom();
      await using old = await enter(room, alice);
      await old.send(["microphone"]);
      await old.events.first("connected");
      await using fresh = await enter(room, alice);
      assert.equal(fresh.firstOffer, null);
      assert.deepEqual(await subject.gateway.seatsInside(room), [alice]);
    });

    it("publish() rejects what is no SDP, and tracks that are not in it; a good one is taken afterwards", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      for (const text of ["", "hello", "v=0\r\n", "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 96\r\n", "{}"]) {
        await assert.rejects(a.line.publish(text, []), MediaRejected);
      }
      const { sdp } = await subject.sender(["microphone"]).offer();
      await assert.rejects(a.line.publish(sdp, [{ mid: "77", kind: "microphone" }]), MediaRejected);
      await assert.rejects(a.line.publish(sdp, [{ mid: "0", kind: "camera" }]), MediaRejected);
      await a.send(["microphone"]);
      await a.events.first("connected");
    });

    it("answer() rejects an answer to no offer and one that is no SDP", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      await using a = await enter(room, alice);
      const { sdp } = await subject.sender(["microphone"]).offer();
      await assert.rejects(b.line.answer(1, sdp), MediaRejected);
      await a.send(["microphone"]);
      const offer = await b.events.nextOffer();
      await assert.rejects(b.line.answer(offer.negotiation, "no SDP"), MediaRejected);
      await b.take(offer);
    });

    it("addCandidates() keeps those that come before an offer", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await a.line.addCandidates("send", [CANDIDATE], false);
      await a.line.addCandidates("receive", [CANDIDATE], true);
      await a.send(["microphone"]);
      await a.line.addCandidates("send", [], true);
      await a.events.first("connected");
    });

    it("receiveAnew() offers everything to a new connection", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      await b.line.receiveAnew();
      await using a = await enter(room, alice);
      await a.send(["microphone", "camera"]);
      const first = await b.events.nextOffer();
      await b.take(first);
      await b.line.receiveAnew();
      const second = await b.events.nextOffer();
      assert.ok(second.negotiation > first.negotiation);
      assert.deepEqual(heard(second), heard(first));
      b.renewReceiver();
      await b.take(second);
    });

    it("restartReceiving() offers the same tracks again, and waits its turn", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      await using a = await enter(room, alice);
      await a.send(["microphone"]);
      const first = await b.events.nextOffer();
      await b.line.restartReceiving();
      assert.equal(b.events.offers().length, 1);
      await b.take(first);
      const second = await b.events.nextOffer();
      assert.deepEqual(second.tracks, first.tracks);
    });

    it("close() may be repeated; afterwards calls are refused and nothing is heard", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      const b = await enter(room, bob);
      await b.line.close();
      await b.line.close();
      const count = b.events.all.length;
      const { sdp, tracks } = await subject.sender(["microphone"]).offer();
      await assert.rejects(b.line.publish(sdp, tracks), MediaUnavailable);
      await assert.rejects(b.line.answer(1, sdp), MediaUnavailable);
      await assert.rejects(b.line.addCandidates("send", [CANDIDATE], false), MediaUnavailable);
      await a.send(["microphone"]);
      await a.events.first("connected");
      assert.equal(b.events.all.length, count);
    });

    it("calls on a line that has not joined are refused", async () => {
      await using line = await subject.gateway.line();
      const { sdp, tracks } = await subject.sender(["microphone"]).offer();
      await assert.rejects(line.publish(sdp, tracks), MediaUnavailable);
      await assert.rejects(line.receiveAnew(), MediaUnavailable);
    });

    it("silence() stops one kind at once and nothing else, and lets it through again", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      await using a = await enter(room, alice);
      await a.send(["microphone", "camera"]);
      await b.take(await b.events.nextOffer());
      assert.ok(await arrives(b, alice, "microphone"));
      await a.line.silence("microphone", true);
      assert.ok(!(await arrives(b, alice, "microphone")));
      assert.ok(await arrives(b, alice, "camera"));
      await a.line.silence("microphone", true);
      await a.line.silence("microphone", false);
      assert.ok(await arrives(b, alice, "microphone"));
    });

    it("silence() holds for what is sent later, and over a new connection", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      await using a = await enter(room, alice);
      await a.line.silence("microphone", true);
      for (const kinds of [["microphone", "camera"], ["microphone", "camera", "screen"]] as const) {
        await a.send(kinds);
        do await b.take(await b.events.nextOffer()); while (b.tracks.length < kinds.length);
        assert.ok(await arrives(b, alice, "camera"));
        assert.ok(!(await arrives(b, alice, "microphone")));
      }
      await a.line.silence("microphone", false);
      assert.ok(await arrives(b, alice, "microphone"));
    });

    it("removeSeat() ends every line of the seat, and what the others receive of it", async () => {
      const room = await openRoom();
      await using b = await enter(room, bob);
      await using a = await enter(room, alice);
      await using other = await enter(room, alice);
      await a.send(["microphone"]);
      await b.take(await b.events.nextOffer());
      await subject.gateway.removeSeat(room, alice);
      assert.deepEqual(await subject.gateway.seatsInside(room), [bob]);
      for (const { events, line } of [a, other]) {
        await events.first("lost");
        const { sdp, tracks } = await subject.sender(["microphone"]).offer();
        await assert.rejects(line.publish(sdp, tracks), MediaUnavailable);
      }
      assert.deepEqual((await b.events.nextOffer()).tracks, []);
      await subject.gateway.removeSeat(room, alice);
      await subject.gateway.removeSeat(roomId("nowhere"), alice);
      assert.deepEqual(await subject.gateway.seatsInside(room), [bob]);
    });

    it("closeRoom() hangs up everybody inside, and their lines are lost", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await using b = await enter(room, bob);
      await subject.gateway.closeRoom(room);
      for (const { events } of [a, b]) {
        await events.first("lost");
        assert.deepEqual(events.all.map(({ type }) => type).slice(-3), ["hung_up", "hung_up", "lost"]);
      }
      assert.deepEqual(await subject.gateway.seatsInside(room), []);
    });

    it("approach() offers who sends, but nothing gets through before join()", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await a.send(["microphone", "camera"]);
      await a.events.first("connected");
      await using b = await approach(room, bob);
      const offer = await b.events.nextOffer();
      assert.deepEqual(heard(offer), [[alice, "camera"], [alice, "microphone"]]);
      await b.take(offer);
      await b.events.first("connected");
      assert.ok(await subject.isStill(b));
      const events = new LineEvents();
      assert.equal(await b.line.join({ roomId: room, seatId: bob, onEvent: events.listener }), null);
      assert.ok(await arrives(b, alice, "microphone"));
      assert.ok(await arrives(b, alice, "camera"));
      assert.deepEqual(events.offers(), []);
      await b.send(["microphone"]);
      await events.first("connected");
    });

    it("approach() makes no second offer; join() brings what has changed", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await a.send(["microphone"]);
      await a.events.first("connected");
      await using b = await approach(room, bob);
      const first = await b.events.nextOffer();
      await b.take(first);
      await using c = await enter(room, carol);
      await c.send(["microphone"]);
      await a.events.nextOffer();
      assert.equal(b.events.offers().length, 1);
      const events = new LineEvents();
      assert.equal(await b.line.join({ roomId: room, seatId: bob, onEvent: events.listener }), null);
      const second = await events.nextOffer();
      assert.ok(second.negotiation > first.negotiation);
      assert.deepEqual(heard(second), [[alice, "microphone"], [carol, "microphone"]]);
      await b.take(second);
      assert.ok(await arrives(b, carol, "microphone"));
    });

    it("join() brings who sends over a new connection since the approach", async () => {
      const room = await openRoom();
      const before = await enter(room, alice);
      await before.send(["microphone"]);
      await before.events.first("connected");
      await using b = await approach(room, bob);
      const first = await b.events.nextOffer();
      await b.take(first);
      await b.events.first("connected");
      await before.line.close();
      await using after = await enter(room, alice);
      await after.send(["microphone"]);
      await after.events.first("connected");
      const events = new LineEvents();
      assert.equal(await b.line.join({ roomId: room, seatId: bob, onEvent: events.listener }), null);
      const second = await events.nextOffer();
      assert.deepEqual(heard(second), [[alice, "microphone"]]);
      await b.take(second);
      assert.ok(await arrives(b, alice, "microphone"));
    });

    it("approach() offers the first who sends; without one join() is as if it had not been", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await using b = await approach(room, bob);
      await using c = await approach(room, carol);
      const joined = new LineEvents();
      assert.equal(await c.line.join({ roomId: room, seatId: carol, onEvent: joined.listener }), null);
      await a.send(["microphone"]);
      const offer = await b.events.nextOffer();
      await b.take(offer);
      await joined.nextOffer();
      await using d = await approach(room, seatId("dave"));
      await d.line.close();
      assert.deepEqual(new Set(await subject.gateway.seatsInside(room)), new Set([alice, bob, carol]));
      await b.events.first("connected");
      assert.ok(await subject.isStill(b));
    });

    it("who has only approached sends nothing, is at one room for one seat, and is put out like who is inside", async () => {
      const room = await openRoom();
      await using a = await enter(room, alice);
      await a.send(["microphone"]);
      await a.events.first("connected");
      await using b = await approach(room, bob);
      const { sdp, tracks } = await subject.sender(["microphone"]).offer();
      await assert.rejects(b.line.publish(sdp, tracks), MediaUnavailable);
      await assert.rejects(b.line.addCandidates("send", [CANDIDATE], false), MediaUnavailable);
      const other = await openRoom();
      const asOther = { seatId: carol, onEvent: () => {} };
      await assert.rejects(b.line.join({ roomId: room, ...asOther }), MediaUnavailable);
      await assert.rejects(b.line.join({ roomId: other, ...asOther, seatId: bob }), MediaUnavailable);
      await subject.gateway.removeSeat(room, bob);
      await b.events.first("lost");
      await assert.rejects(b.line.join({ roomId: room, ...asOther, seatId: bob }), MediaUnavailable);
    });

    it("people may come in at the same time", async () => {
      const room = await openRoom();
      const names = ["one", "two", "three", "four"].map(seatId);
      const all = await Promise.all(names.map((seat) => enter(room, seat)));
      assert.deepEqual(new Set(await subject.gateway.seatsInside(room)), new Set(names));
      await Promise.all(all.map(({ line }) => line.close()));
      assert.deepEqual(await subject.gateway.seatsInside(room), []);
    });
  });
}

function heard(offer: ReceiveOffer): readonly (readonly [SeatId, TrackKind])[] {
  return offer.tracks.map(({ seatId, kind }) => [seatId, kind] as const)
    .sort((one, two) => one.join() < two.join() ? -1 : 1);
}

/** Somebody in a room with both WebRTC ends. */
class Inside implements AsyncDisposable {
  readonly eventsAtJoin: number;
  readonly #subject: GatewayUnderTest;
  receiver: ReceivingEnd;
  tracks: readonly ReceivedTrack[] = [];

  constructor(
    subject: GatewayUnderTest,
    readonly line: Line,
    readonly events: LineEvents,
    readonly firstOffer: ReceiveOffer | null,
  ) {
    this.#subject = subject;
    this.receiver = subject.receiver();
    this.eventsAtJoin = events.all.length;
  }

  async send(kinds: readonly TrackKind[]): Promise<void> {
    const end = this.#subject.sender(kinds);
    const { sdp, tracks } = await end.offer();
    await end.accept(await this.line.publish(sdp, tracks));
  }

  async take(offer: ReceiveOffer): Promise<void> {
    this.tracks = offer.tracks;
    await this.line.answer(offer.negotiation, await this.receiver.answer(offer.sdp));
  }

  renewReceiver(): void {
    this.receiver = this.#subject.receiver();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.line.close();
  }
}
