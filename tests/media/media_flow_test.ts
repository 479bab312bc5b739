/** Media through the real Janus, between bots: what arrives, what ends, who speaks. Run inside tools/netns.ts. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "@std/testing/bdd";
import { type RoomId, roomId, seatId } from "../../domain/ids.ts";
import { Guest } from "../support/guest.ts";
import { TestJanus } from "../support/janus.ts";
import { SendingBot } from "../support/media_bot.ts";
import { until } from "../support/until.ts";

const alice = seatId("alice");
const bob = seatId("bob");
const QUIET_MS = 150;
const END_LIMIT_MS = 500;

describe("media over JanusGateway", () => {
  let janus: TestJanus;
  let serial = 0;

  before(async () => {
    janus = await TestJanus.start();
  });

  after(async () => {
    await janus[Symbol.asyncDispose]();
  });

  function freshRoom(): RoomId {
    return roomId(`flow ${++serial}`);
  }

  it("sound and pictures arrive, at those who were there and at those who come later", async () => {
    const room = freshRoom();
    await using b = await Guest.enter(janus.gateway, room, bob);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await a.send(["microphone", "camera"]);
    await Promise.all([b.hears(alice, "microphone"), b.hears(alice, "camera")]);
    await using late = await Guest.enter(janus.gateway, room, seatId("late"));
    await Promise.all([late.hears(alice, "microphone"), late.hears(alice, "camera")]);
    await late.events.first("connected");
  });

  it("every offer leaves it to Janus to open the DTLS handshake", async () => {
    const room = freshRoom();
    await using b = await Guest.enter(janus.gateway, room, bob);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await a.send(["microphone", "camera"]);
    await b.hears(alice, "camera");
    await using late = await janus.gateway.line();
    const first = await late.join({ roomId: room, seatId: seatId("late"), onEvent: () => {} });
    for (const offer of [...b.events.offers(), first]) {
      const roles = offer?.sdp.match(/^a=setup:\w+/gm) ?? [];
      assert.deepEqual([...new Set(roles)], ["a=setup:active"]);
    }
  });

  it("a screen joins the same connection by renegotiation and is told apart", async () => {
    const room = freshRoom();
    await using b = await Guest.enter(janus.gateway, room, bob);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await a.send(["microphone"]);
    await b.hears(alice, "microphone");
    const { sender } = a;
    assert.ok(sender instanceof SendingBot);
    sender.addTrack("screen");
    const { sdp, tracks } = await sender.offer();
    await sender.accept(await a.line.publish(sdp, tracks));
    await b.hears(alice, "screen");
    assert.equal(b.packets(alice, "camera"), 0);
  });

  it("a screen ends and another one comes, while microphone and camera go on", async () => {
    const room = freshRoom();
    await using b = await Guest.enter(janus.gateway, room, bob);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await a.send(["microphone", "camera"]);
    const { sender } = a;
    assert.ok(sender instanceof SendingBot);
    const renegotiate = async () => {
      const { sdp, tracks } = await sender.offer();
      await sender.accept(await a.line.publish(sdp, tracks));
    };
    for (let time = 0; time < 2; time++) {
      sender.addTrack("screen");
      await renegotiate();
      await b.hears(alice, "screen");
      // A host stops it, and the page ends it: the next one is another.
      await a.line.silence("screen", true);
      sender.endTrack("screen");
      await renegotiate();
      await until("the screen to be offered no more", () => b.tracks.length === 2);
      await a.line.silence("screen", false);
      await Promise.all([b.hears(alice, "camera"), b.hears(alice, "microphone")]);
    }
    assert.ok(!a.events.all.some(({ type }) => type === "hung_up"));
  });

  it("closing a line ends its media at the others within half a second", async () => {
    const room = freshRoom();
    await using b = await Guest.enter(janus.gateway, room, bob);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await a.send(["microphone"]);
    await b.hears(alice, "microphone");
    const closedAt = performance.now();
    await a.line.close();
    await until("silence", () => performance.now() - b.receiver.lastPacketAt > QUIET_MS);
    const lasted = b.receiver.lastPacketAt - closedAt;
    assert.ok(lasted < END_LIMIT_MS, `media went on for ${lasted} ms`);
    await until("an offer without tracks", () => b.tracks.length === 0);
  });

  it("closing a line ends what it receives, too", async () => {
    const room = freshRoom();
    await using b = await Guest.enter(janus.gateway, room, bob);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await a.send(["microphone"]);
    await b.hears(alice, "microphone");
    await b.line.close();
    await until("silence", () => performance.now() - b.receiver.lastPacketAt > QUIET_MS);
    const count = b.packets(alice, "microphone");
    await using c = await Guest.enter(janus.gateway, room, seatId("carol"));
    await c.hears(alice, "microphone");
    assert.equal(b.packets(alice, "microphone"), count, "others still hear alice, bob does not");
  });

  it("a new sending connection takes the place of the old one on the same line", async () => {
    const room = freshRoom();
    await using b = await Guest.enter(janus.gateway, room, bob);
    await using a = await Guest.enter(janus.gateway, room, alice);
    await a.send(["microphone"]);
    await b.hears(alice, "microphone");
    await a.send(["microphone", "camera"]);
    await b.hears(alice, "camera");
    await b.hears(alice, "microphone");
    assert.ok(!a.events.all.some(({ type }) => type === "hung_up"));
  });

  it("tells the speaker's line who speaks", async () => {
    await using a = await Guest.enter(janus.gateway, freshRoom(), alice);
    await a.send(["microphone"]);
    const said = () => a.events.all.flatMap((event) => event.type === "speaking" ? [event.speaking] : []);
    await until("speech", () => said().at(-1) === true);
    a.sender?.speak(false);
    await until("silence", () => said().at(-1) === false);
  });

  it("eight lines in one room all hear each other", async () => {
    const room = freshRoom();
    const seats = Array.from({ length: 8 }, (_, index) => seatId(`seat ${index}`));
    await using stack = new AsyncDisposableStack();
    const guests = await Promise.all(seats.map((seat) => Guest.enter(janus.gateway, room, seat)));
    for (const guest of guests) stack.use(guest);
    await Promise.all(guests.map((guest) => guest.send(["microphone"])));
    await Promise.all(guests.map(async (guest, index) => {
      const others = seats.filter((_, other) => other !== index);
      await Promise.all(others.map((other) => guest.hears(other, "microphone", 20_000)));
    }));
  });
});
