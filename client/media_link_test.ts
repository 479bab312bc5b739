import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import { type Signal, signal } from "@preact/signals";
import { roomCode, seatId } from "../domain/ids.ts";
import { defaultSettings } from "../domain/room_settings.ts";
import type { ServerMessageOf, WireOffer, WireTrack } from "../protocol/signal.ts";
import { createMediaLink, type MediaLink } from "./media_link.ts";
import type { OwnDevice } from "./own_devices.ts";
import type { ReceivingPeer, ReceivingPeerDeps, Remote } from "./receiving_peer.ts";
import type { PublishOffer, SendingPeer, SendingPeerDeps } from "./sending_peer.ts";
import { type SignalSocket, SocketLost } from "./socket.ts";

const BO = seatId("bo");
const OFFER: WireOffer = { negotiation: 1, sdp: "offer", tracks: [] };

class FakeSending implements SendingPeer {
  static all: FakeSending[] = [];
  readonly accepted: string[] = [];
  readonly tracks: unknown[] = [];
  readonly told: unknown[] = [];
  readonly closing = Promise.withResolvers<never>();
  /** Until then no offer is ready. */
  ready: Promise<void> = Promise.resolve();
  screen: MediaStreamTrack | null = null;
  isStale = false;
  restarts = 0;
  closed = false;
  constructor(readonly deps: SendingPeerDeps) {
    FakeSending.all.push(this);
    this.closing.promise.catch(() => {});
  }
  async offer(): Promise<PublishOffer> {
    await Promise.race([this.ready, this.closing.promise]);
    this.isStale = false;
    const number = FakeSending.all.indexOf(this);
    if (this.screen === null) return { sdp: `offer ${number}`, tracks: [] };
    return { sdp: `offer ${number} with a screen`, tracks: [{ mid: "2", kind: "screen" }] };
  }
  share(track: MediaStreamTrack | null) {
    if (track === this.screen) return false;
    this.screen = track;
    return this.isStale = true;
  }
  restart() {
    this.restarts++;
    return this.offer();
  }
  accept(sdp: string) {
    this.accepted.push(sdp);
    return Promise.resolve();
  }
  send(_kind: "microphone" | "camera", track: MediaStreamTrack | null) {
    this.tracks.push(track);
    return Promise.resolve();
  }
  fit() {
    return Promise.resolve();
  }
  addCandidates(candidates: readonly unknown[]) {
    this.told.push(...candidates);
    return Promise.resolve();
  }
  close() {
    this.closed = true;
    this.closing.reject(new Error("closed"));
  }
}

class FakeReceiving implements ReceivingPeer {
  static all: FakeReceiving[] = [];
  readonly offers: WireOffer[] = [];
  readonly frame = Promise.withResolvers<void>();
  /** Until then it is not connected. */
  connecting: Promise<boolean> = Promise.resolve(true);
  closed = false;
  constructor(readonly deps: ReceivingPeerDeps) {
    FakeReceiving.all.push(this);
  }
  accept(offer: WireOffer) {
    this.offers.push(offer);
    return Promise.resolve();
  }
  readonly begun = Promise.resolve();
  connected() {
    return this.connecting;
  }
  firstFrame() {
    return this.frame.promise;
  }
  addCandidates() {
    return Promise.resolve();
  }
  readonly assigned: WireTrack[] = [];
  assign(tracks: readonly WireTrack[]) {
    this.assigned.push(...tracks);
  }
  close() {
    this.closed = true;
  }
}

function joined(change: Partial<ServerMessageOf<"joined">>): ServerMessageOf<"joined"> {
  const live = {
    state: "open",
    code: roomCode("code"),
    opensAt: 1,
    endsAt: null,
    locked: false,
    started: true,
    settings: defaultSettings("link"),
    activity: { emoji: "☕", title: "Coffee" },
    hostName: "Ada",
    audience: { kind: "link" },
    groupName: null,
    audienceAt: 1,
    seatLimit: 9,
    seats: [],
    lines: [],
  } as const;
  return {
    type: "joined",
    to: 1,
    seatId: BO,
    live,
    kept: false,
    offer: OFFER,
    ahead: null,
    ...change,
  };
}

function comingFrom(name: string): Remote {
  const track = (kind: string) => ({ name, kind }) as unknown as MediaStreamTrack;
  return new Map([[BO, { microphone: track("audio"), camera: track("video"), screen: null }]]);
}

describe("createMediaLink()", () => {
  let clock: FakeTimers.Clock;
  let link: MediaLink;
  let asked: string[];
  let broken: number;
  let screen: Signal<MediaStreamTrack | null>;
  let failing: Promise<unknown> | null;

  beforeEach(() => {
    clock = FakeTimers.install({ toFake: ["setTimeout", "clearTimeout"] });
    FakeSending.all = [];
    FakeReceiving.all = [];
    asked = [];
    broken = 0;
    failing = null;
    screen = signal<MediaStreamTrack | null>(null);
    const device: OwnDevice = { on: true, deviceId: null, track: null, problem: null, asking: false };
    const request = (message: { type: string; sdp?: string }) => {
      asked.push(message.sdp ? `${message.type} ${message.sdp}` : message.type);
      return failing ?? Promise.resolve({ type: "published", to: 1, sdp: "published" });
    };
    link = createMediaLink({
      socket: { send: () => true, request: request as unknown as SignalSocket["request"] },
      own: {
        microphone: signal(device),
        camera: signal(device),
        screen: { track: screen, canShare: true, start: () => Promise.resolve(), stop: () => {} },
      },
      onBroken: () => broken++,
      onStale: (work) => void work.catch(() => {}),
      createSending: (deps) => new FakeSending(deps),
      createReceiving: (deps) => new FakeReceiving(deps),
    });
    link.renew([]);
  });
  afterEach(() => {
    link.close();
    clock.uninstall();
  });

  /** Lets settled promises act. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  it("applies what joining brought to the connections that were ready", async () => {
    assert.equal((await link.offer())?.sdp, "offer 0");
    await link.joined(joined({}), true).done;
    await link.takePublishAnswer("answer");
    assert.deepEqual(FakeSending.all[0]?.accepted, ["answer"]);
    assert.deepEqual(FakeReceiving.all[0]?.offers, [OFFER]);
    assert.deepEqual(asked, []);
  });

  it("touches nothing when everything was kept", async () => {
    await link.takePublishAnswer("answer");
    await link.joined(joined({ kept: true, offer: null }), false).done;
    assert.deepEqual([FakeSending.all.length, FakeReceiving.all[0]?.offers, asked], [1, [], []]);
  });

  it("publishes again when everything was kept but the answer was lost with the socket", async () => {
    await link.joined(joined({ kept: true, offer: null }), false).done;
    assert.deepEqual([asked, FakeSending.all[0]?.accepted], [["publish offer 0"], ["published"]]);
  });

  it("gives the answer of a connection that was replaced to nobody", async () => {
    link.joined(joined({}), true);
    const taking = link.takePublishAnswer("answer");
    link.renew([]);
    await taking;
    assert.deepEqual(FakeSending.all.map(({ accepted }) => accepted), [[], []]);
  });

  const SCREEN = { kind: "video" } as MediaStreamTrack;

  it("offers a screen anew, and says that it is shared when the server has taken it", async () => {
    await link.joined(joined({}), true).done;
    await link.takePublishAnswer("answer");
    screen.value = SCREEN;
    assert.equal(link.shares.value, false);
    await settle();
    assert.deepEqual([asked, link.shares.value], [["publish offer 0 with a screen"], true]);
    screen.value = null;
    await settle();
    assert.deepEqual([asked.at(-1), link.shares.value], ["publish offer 0", false]);
  });

  it("waits with a screen until what was offered before is answered", async () => {
    await link.offer();
    await link.joined(joined({}), true).done;
    screen.value = SCREEN;
    await settle();
    assert.deepEqual([asked, link.shares.value], [[], false]);
    await link.takePublishAnswer("answer");
    await settle();
    assert.deepEqual([asked, link.shares.value], [["publish offer 0 with a screen"], true]);
  });

  it("offers a screen that was lost with the socket when it is back", async () => {
    await link.joined(joined({}), true).done;
    await link.takePublishAnswer("answer");
    failing = Promise.reject(new SocketLost("publish"));
    failing.catch(() => {});
    screen.value = SCREEN;
    await settle();
    assert.equal(link.shares.value, false);
    failing = null;
    await link.joined(joined({ kept: true, offer: null }), false).done;
    assert.deepEqual([asked.at(-1), link.shares.value], ["publish offer 0 with a screen", true]);
  });

  it("a new connection is offered with the screen from the start", async () => {
    await link.joined(joined({}), true).done;
    await link.takePublishAnswer("answer");
    screen.value = SCREEN;
    await settle();
    link.renew([]);
    assert.match((await link.offer())?.sdp ?? "", /^offer 1 with a screen$/);
    link.reset();
    assert.equal(link.shares.value, false);
  });

  it("a restart is not lost to an offer that follows it", async () => {
    await link.joined(joined({}), true).done;
    await link.takePublishAnswer("answer");
    void link.restart();
    screen.value = SCREEN;
    await settle();
    assert.equal(FakeSending.all[0]?.restarts, 1);
  });

  it("publishes by itself when joining brought nothing along", async () => {
    await link.joined(joined({}), false).done;
    assert.deepEqual([asked, FakeSending.all[0]?.accepted], [["publish offer 0"], ["published"]]);
  });

  it("keeps the old pictures until the new connection has a frame", async () => {
    const [first] = FakeReceiving.all;
    const old = comingFrom("old");
    first?.deps.onTracks(old);
    link.renew([]);
    const second = FakeReceiving.all[1];
    const connecting = Promise.withResolvers<boolean>();
    if (second) second.connecting = connecting.promise;
    const fresh = comingFrom("fresh");
    second?.deps.onTracks(fresh);
    await settle();
    assert.deepEqual([link.remote.value === old, first?.closed], [true, false]);
    connecting.resolve(true);
    await settle();
    const { microphone, camera } = link.remote.value.get(BO) ?? {};
    assert.equal(microphone, fresh.get(BO)?.microphone, "sound waits for no picture");
    assert.deepEqual([camera === old.get(BO)?.camera, first?.closed], [true, false]);
    second?.frame.resolve();
    await settle();
    assert.deepEqual([link.remote.value === fresh, first?.closed, second?.closed], [true, true, false]);
  });

  it("closes the old connection when nothing will take its place", () => {
    FakeReceiving.all[0]?.deps.onTracks(comingFrom("old"));
    link.renew([]);
    link.joined(joined({ offer: null }), true);
    assert.deepEqual(FakeReceiving.all.map(({ closed }) => closed), [true, false]);
  });

  it("tells the browser of no candidates before it has the answer to which they belong", async () => {
    const connecting = Promise.withResolvers<boolean>();
    const [sending] = FakeSending.all;
    const [receiving] = FakeReceiving.all;
    if (receiving) receiving.connecting = connecting.promise;
    link.joined(joined({}), true);
    const candidate = { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 };
    const taking = [
      link.takePublishAnswer("answer"),
      link.takeCandidates({ type: "candidates", direction: "send", candidates: [candidate], complete: false }),
    ];
    await settle();
    assert.deepEqual([sending?.accepted, sending?.told], [[], []]);
    connecting.resolve(true);
    await Promise.all(taking);
    assert.deepEqual([sending?.accepted, sending?.told], [["answer"], [candidate]]);
  });

  it("offers nothing of a connection that is replaced before its offer is made", async () => {
    const [first] = FakeSending.all;
    if (first) first.ready = new Promise(() => {});
    const offer = link.offer();
    link.renew([]);
    assert.equal(await offer, null);
  });

  it("publishes from the new connection when the old one is replaced before its offer is made", async () => {
    await link.hungUp("send");
    const second = FakeSending.all[1];
    if (second) second.ready = new Promise(() => {});
    const first = link.restart();
    await settle();
    asked.length = 0;
    await link.hungUp("send");
    await first;
    assert.deepEqual([asked, FakeSending.all[2]?.accepted], [["publish offer 2"], ["published"]]);
  });

  it("builds the receiving connection anew for the offer after a hang-up", async () => {
    await link.hungUp("receive");
    await link.takeOffer(OFFER);
    assert.deepEqual(FakeReceiving.all.map(({ offers }) => offers.length), [0, 1]);
  });

  it("publishes from a new connection after a hang-up or a lost path", async () => {
    await link.hungUp("send");
    assert.deepEqual([asked, FakeSending.all[0]?.closed], [["publish offer 1"], true]);
    FakeSending.all[1]?.deps.onTrouble("network");
    assert.equal(link.interrupted.value, true);
    await settle();
    assert.deepEqual(asked, ["publish offer 1", "publish offer 2"]);
    FakeSending.all[2]?.deps.onFlow();
    clock.tick(60_000);
    assert.deepEqual([link.interrupted.value, broken], [false, 0]);
  });

  it("gives up when neither mending nor the server's word comes in time", async () => {
    FakeReceiving.all[0]?.deps.onTrouble("network");
    await settle();
    assert.deepEqual(asked, ["restart_receiving"]);
    clock.tick(3999);
    assert.equal(broken, 0);
    clock.tick(1);
    assert.equal(broken, 1);
    FakeSending.all[0]?.deps.onTrouble("ended");
    clock.tick(3000);
    assert.equal(broken, 2);
  });

  it("has patience anew with new connections", async () => {
    FakeReceiving.all[0]?.deps.onTracks(comingFrom("bo"));
    FakeSending.all[0]?.deps.onTrouble("ended");
    FakeReceiving.all[0]?.deps.onTrouble("ended");
    clock.tick(2000);
    link.renew([]);
    await settle();
    clock.tick(60_000);
    assert.deepEqual([link.interrupted.value, broken], [false, 0]);
  });

  it("waits for what comes in place of what the server has ended, and then gives up", async () => {
    FakeReceiving.all[0]?.deps.onTracks(comingFrom("bo"));
    await link.hungUp("receive");
    clock.tick(2000);
    FakeReceiving.all[0]?.deps.onTrouble("ended");
    await link.takeOffer(OFFER);
    FakeReceiving.all[0]?.deps.onFlow();
    assert.equal(link.interrupted.value, true);
    clock.tick(1000);
    assert.equal(broken, 1);
  });

  it("goes on when it comes", async () => {
    FakeReceiving.all[0]?.deps.onTracks(comingFrom("bo"));
    await link.hungUp("receive");
    await link.takeOffer(OFFER);
    FakeReceiving.all[1]?.deps.onFlow();
    clock.tick(60_000);
    assert.deepEqual([link.interrupted.value, broken], [false, 0]);
  });

  it("waits for nothing when the server ends what carried nothing", async () => {
    FakeReceiving.all[0]?.deps.onTrouble("ended");
    await link.hungUp("receive");
    FakeReceiving.all[0]?.deps.onTrouble("ended");
    clock.tick(60_000);
    assert.deepEqual([link.interrupted.value, broken], [false, 0]);
  });

  it("does not listen to connections that were replaced", () => {
    const [old] = FakeSending.all;
    link.renew([]);
    old?.deps.onTrouble("network");
    clock.tick(60_000);
    assert.deepEqual([link.interrupted.value, broken], [false, 0]);
  });

  it("restarts both directions, the receiving one only if it carries anything", async () => {
    await link.restart();
    assert.deepEqual([asked, FakeSending.all[0]?.restarts], [["publish offer 0"], 1]);
    FakeReceiving.all[0]?.deps.onTracks(comingFrom("bo"));
    asked.length = 0;
    await link.restart();
    assert.deepEqual(asked.toSorted(), ["publish offer 0", "restart_receiving"]);
  });

  describe("at the door", () => {
    const TRACKS: readonly WireTrack[] = [{ mid: "0", seatId: BO, kind: "camera" }];
    const SECOND: WireOffer = { negotiation: 2, sdp: "second", tracks: [] };
    const receiving = (): FakeReceiving[] => FakeReceiving.all;

    it("connects ahead, and goes on from there inside", async () => {
      assert.equal(await link.isAhead(), false);
      link.takeAhead(OFFER);
      assert.equal(await link.isAhead(), true);
      const { arriving } = link.joined(joined({ offer: null, ahead: TRACKS }), true);
      await arriving;
      void link.takePublishAnswer("answer");
      await settle();
      assert.deepEqual(FakeSending.all[0]?.accepted, [], "first one sees who is there");
      receiving()[0]?.frame.resolve();
      await settle();
      assert.deepEqual(FakeSending.all[0]?.accepted, ["answer"]);
      assert.deepEqual(
        receiving().map(({ offers, assigned, closed }) => [offers, assigned, closed]),
        [[[OFFER], TRACKS, false]],
      );
      assert.equal(await link.isAhead(), false);
      receiving()[0]?.deps.onTrouble("network");
      assert.deepEqual([link.interrupted.value, asked], [true, ["restart_receiving"]]);
    });

    it("receives afresh where the server does not go on from there, and shows nothing of it", () => {
      link.takeAhead(OFFER);
      receiving()[0]?.deps.onTracks(comingFrom("nobody yet"));
      link.joined(joined({ offer: SECOND, ahead: null }), true);
      assert.deepEqual(receiving().map(({ closed, offers }) => [closed, offers]), [[true, [OFFER]], [false, [SECOND]]]);
      assert.equal(link.remote.value.size, 0);
    });

    it("waits a moment for a connection that is on its way, and goes without one that does not come", async () => {
      for (const comes of [true, false]) {
        link.renew([]);
        const peer = receiving().at(-1);
        const connecting = Promise.withResolvers<boolean>();
        if (peer) peer.connecting = connecting.promise;
        link.takeAhead(OFFER);
        let isAhead: boolean | null = null;
        void link.isAhead().then((answer) => isAhead = answer);
        await settle();
        assert.equal(isAhead, null);
        connecting.resolve(comes);
        await settle();
        assert.equal(isAhead, comes);
      }
    });

    it("takes a further offer there with another connection", async () => {
      link.takeAhead(OFFER);
      link.takeAhead(SECOND);
      assert.deepEqual(receiving().map(({ closed, offers }) => [closed, offers]), [[true, [OFFER]], [false, [SECOND]]]);
      assert.equal(await link.isAhead(), true);
    });

    it("says nothing of a connection that fails there, and joins without", async () => {
      link.takeAhead(OFFER);
      receiving()[0]?.deps.onTrouble("ended");
      clock.tick(60_000);
      assert.deepEqual([await link.isAhead(), link.interrupted.value, broken, asked], [false, false, 0, []]);
      link.joined(joined({ offer: SECOND, ahead: null }), true);
      assert.deepEqual(receiving().map(({ closed, offers }) => [closed, offers]), [[true, [OFFER]], [false, [SECOND]]]);
    });

    it("joins anew where it failed on the way in", () => {
      link.takeAhead(OFFER);
      receiving()[0]?.deps.onTrouble("ended");
      link.joined(joined({ offer: null, ahead: TRACKS }), true);
      assert.equal(broken, 1);
    });

    it("is forgotten with new connections", async () => {
      link.takeAhead(OFFER);
      receiving()[0]?.deps.onTracks(comingFrom("nobody yet"));
      link.renew([]);
      assert.deepEqual([await link.isAhead(), link.remote.value.size, receiving()[0]?.closed], [false, 0, true]);
    });
  });

  it("ends both connections on reset", () => {
    FakeReceiving.all[0]?.deps.onTracks(comingFrom("bo"));
    link.reset();
    assert.deepEqual([FakeSending.all[0]?.closed, FakeReceiving.all[0]?.closed, link.remote.value.size], [
      true,
      true,
      0,
    ]);
  });
});
