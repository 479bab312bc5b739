import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import { seatId } from "../domain/ids.ts";
import type { WireOffer } from "../protocol/signal.ts";
import { createReceivingPeer, type ReceivingPeer, type Remote } from "./receiving_peer.ts";

const THEIRS = "candidate:1 1 udp 2015363327 192.0.2.1 20001 typ host";
const LATER = "candidate:2 1 udp 2015363327 192.0.2.1 20002 typ host";
const OWN = "candidate:9 1 udp 2122260223 192.0.2.7 41106 typ host";
const alice = seatId("alice");

function offer(negotiation: number): WireOffer {
  const lines = ["v=0", "m=video 9 UDP/TLS/RTP/SAVPF 96", "a=mid:0", `a=${THEIRS}`, "a=end-of-candidates"];
  return {
    negotiation,
    sdp: lines.map((line) => `${line}\r\n`).join(""),
    tracks: [{ mid: "0", seatId: alice, kind: "camera" }],
  };
}

/** What a browser's connection is asked, in order. Its own candidates are found when a test says so. */
class PaperConnection extends EventTarget {
  static made: PaperConnection;
  static log: string[];

  onicecandidate: ((event: { readonly candidate: object | null }) => void) | null = null;
  connectionState = "new";
  iceConnectionState = "new";
  readonly track = { kind: "video" };

  constructor() {
    super();
    PaperConnection.made = this;
  }
  setRemoteDescription({ sdp }: { readonly sdp: string }) {
    PaperConnection.log.push(sdp.includes("candidate") ? "offer with candidates" : "offer");
    return Promise.resolve();
  }
  localDescription: { readonly sdp: string } | null = null;
  setLocalDescription() {
    PaperConnection.log.push("local description");
    this.localDescription = { sdp: "v=0 of the answer\r\n" };
    return Promise.resolve();
  }
  addIceCandidate({ candidate, sdpMLineIndex }: RTCIceCandidateInit) {
    PaperConnection.log.push(`look at ${candidate?.split(" ")[5]} for ${sdpMLineIndex}`);
    return Promise.resolve();
  }
  getTransceivers() {
    return [{ mid: "0", receiver: { track: this.track } }];
  }
  getSenders() {
    return [];
  }
  getReceivers() {
    return [];
  }
  close() {
    this.connectionState = "closed";
  }
  find(candidate: string | null, protocol = "udp") {
    const found = { candidate, sdpMid: "0", sdpMLineIndex: 0, protocol, address: "192.0.2.7" };
    this.onicecandidate?.({ candidate: candidate === null ? null : found });
  }
}

describe("createReceivingPeer()", () => {
  const real = Object.getOwnPropertyDescriptor(globalThis, "RTCPeerConnection");
  let clock: FakeTimers.Clock;
  let log: string[];
  let shown: Remote[];
  let peer: ReceivingPeer;

  beforeEach(() => {
    clock = FakeTimers.install({ toFake: ["setTimeout", "clearTimeout"] });
    Object.defineProperty(globalThis, "RTCPeerConnection", { value: PaperConnection, configurable: true });
    log = PaperConnection.log = [];
    shown = [];
    peer = createReceivingPeer({
      iceServers: [],
      sendAnswer: (negotiation, sdp) => log.push(`answer ${negotiation}, ${sdp.trim()}`),
      onCandidates: (candidates, complete) => log.push(`send ${candidates.length}${complete ? ", the last" : ""}`),
      onTracks: (remote) => shown.push(remote),
      onTrouble: () => {},
      onFlow: () => {},
    });
  });
  afterEach(() => {
    peer.close();
    clock.uninstall();
    if (real) Object.defineProperty(globalThis, "RTCPeerConnection", real);
    else Reflect.deleteProperty(globalThis, "RTCPeerConnection");
  });

  it("answers before the browser begins its own checks, and shows whose tracks they are", async () => {
    await peer.accept(offer(1));
    assert.deepEqual(log, ["offer", "local description", "answer 1, v=0 of the answer"]);
    assert.deepEqual(shown.map((remote) => remote.get(alice)?.camera), [PaperConnection.made.track]);
  });

  it("tells the browser where to look a moment after its own first candidates are sent", async () => {
    await peer.accept(offer(1));
    log.length = 0;
    PaperConnection.made.find(OWN);
    assert.deepEqual(log, []);
    await clock.tickAsync(0);
    assert.deepEqual(log, ["send 1"]);
    await peer.begun;
    await clock.tickAsync(24);
    assert.deepEqual(log, ["send 1"]);
    await clock.tickAsync(2);
    assert.deepEqual(log, ["send 1", "look at 20001 for 0"]);
  });

  it("does not wait on when the browser has no more candidates", async () => {
    await peer.accept(offer(1));
    log.length = 0;
    PaperConnection.made.find(null);
    await clock.tickAsync(0);
    assert.deepEqual(log, ["send 0, the last"]);
    await clock.tickAsync(25);
    assert.deepEqual(log, ["send 0, the last", "look at 20001 for 0"]);
  });

  it("keeps candidates to itself that nobody can use", async () => {
    await peer.accept(offer(1));
    log.length = 0;
    PaperConnection.made.find(OWN.replace("udp", "tcp"), "tcp");
    PaperConnection.made.find(null);
    assert.deepEqual(log, ["send 0, the last"]);
  });

  it("does not wait longer than a moment for candidates of its own", async () => {
    await peer.accept(offer(1));
    log.length = 0;
    await clock.tickAsync(74);
    assert.deepEqual(log, []);
    await clock.tickAsync(1);
    assert.deepEqual(log, ["look at 20001 for 0"]);
  });

  it("keeps those that come by themselves for the same moment", async () => {
    const accepted = peer.accept(offer(1));
    const adding = peer.addCandidates([{ candidate: LATER, sdpMid: "0", sdpMLineIndex: 0 }]);
    await accepted;
    log.length = 0;
    await clock.tickAsync(74);
    assert.deepEqual(log, []);
    await clock.tickAsync(1);
    await adding;
    assert.deepEqual(log, ["look at 20001 for 0", "look at 20002 for 0"]);
  });

  it("ends every wait with the connection: a browser says nothing more then", async () => {
    PaperConnection.made.setRemoteDescription = () => new Promise(() => {});
    const accepted = peer.accept(offer(1));
    peer.close();
    await assert.rejects(accepted, /closed/);
    await peer.begun;
  });

  it("waits for nothing in later offers", async () => {
    await peer.accept(offer(1));
    await clock.tickAsync(75);
    log.length = 0;
    await peer.accept(offer(2));
    await clock.tickAsync(0);
    assert.deepEqual(log, ["offer", "local description", "answer 2, v=0 of the answer", "look at 20001 for 0"]);
  });
});
