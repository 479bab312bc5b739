import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createSendingPeer, type SendingPeer } from "./sending_peer.ts";

type Encoding = Pick<RTCRtpEncodingParameters, "maxBitrate" | "scaleResolutionDownBy">;

/** What a browser's connection is told about what it sends. */
class PaperConnection extends EventTarget {
  static made: PaperConnection;
  /** Until then no offer is made. */
  static held: Promise<void>;

  onicecandidate: unknown = null;
  signalingState = "stable";
  iceConnectionState = "new";
  localDescription: { sdp: string } | null = null;
  readonly encodings: Encoding[] = [];
  readonly lines: { mid: string; direction: string; sender: { track: unknown } }[] = [];
  offers = 0;

  constructor() {
    super();
    PaperConnection.made = this;
  }
  addTransceiver(
    what: unknown,
    { direction, sendEncodings: [first = {}] = [] }: { direction: string; sendEncodings?: Encoding[] },
  ) {
    let encodings = [first];
    if (first.maxBitrate !== undefined) this.encodings.push(first);
    const sender = {
      track: typeof what === "string" ? null : what,
      replaceTrack: async (track: unknown) => {
        if (this.signalingState === "closed") throw new DOMException("closed", "InvalidStateError");
        await Promise.resolve();
        sender.track = track;
      },
      getParameters: () => ({ encodings: [...encodings] }),
      setParameters: (parameters: { encodings: Encoding[] }) => {
        encodings = parameters.encodings;
        this.encodings.push(...encodings);
        return Promise.resolve();
      },
    };
    const line = { mid: String(this.lines.length), direction, sender };
    this.lines.push(line);
    return line;
  }
  async createOffer() {
    await PaperConnection.held;
    return { type: "offer", sdp: `v=0 of ${++this.offers}\r\n` };
  }
  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    return Promise.resolve();
  }
  close() {
    this.signalingState = "closed";
  }
}

const PAPER = { RTCPeerConnection: PaperConnection, RTCRtpSender: { getCapabilities: () => null } };

describe("createSendingPeer()", () => {
  const real = new Map<string, PropertyDescriptor | undefined>();
  let peer: SendingPeer;

  beforeEach(() => {
    for (const [name, value] of Object.entries(PAPER)) {
      real.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, configurable: true });
    }
    PaperConnection.held = Promise.resolve();
    peer = createSendingPeer({ iceServers: [], onCandidates: () => {}, onTrouble: () => {}, onFlow: () => {} });
  });
  afterEach(() => {
    peer.close();
    for (const [name, before] of real) {
      if (before) Object.defineProperty(globalThis, name, before);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  it("ends the wait for an offer with the connection: a browser says nothing more then", async () => {
    PaperConnection.held = new Promise(() => {});
    const closed = createSendingPeer({ iceServers: [], onCandidates: () => {}, onTrouble: () => {}, onFlow: () => {} });
    const offer = closed.offer();
    closed.close();
    await assert.rejects(offer, /closed/);
  });

  it("lets go of a track that waits for its turn when the connection closes", async () => {
    const [first, second] = [{ id: "first" }, { id: "second" }] as MediaStreamTrack[];
    const settled = [peer.send("camera", first as MediaStreamTrack), peer.send("camera", second as MediaStreamTrack)];
    peer.close();
    await Promise.all(settled);
    assert.equal(PaperConnection.made.lines[1]?.sender.track, first);
  });

  it("sends all lines to a second person, although they cost no more than the few that one sends alone", async () => {
    const alone = PaperConnection.made.encodings.at(-1);
    await peer.fit(2);
    const two = PaperConnection.made.encodings.at(-1);
    assert.deepEqual([alone?.scaleResolutionDownBy, two?.scaleResolutionDownBy], [3, 1]);
    assert.equal(alone?.maxBitrate, two?.maxBitrate);
  });

  it("gives a screen a line of its own when there is one, and the same one to the next", async () => {
    const kinds = async () => (await peer.offer()).tracks.map(({ kind, mid }) => `${kind} ${mid}`);
    const screens = [{ kind: "video" }, { kind: "video" }] as MediaStreamTrack[];
    assert.deepEqual(await kinds(), ["microphone 0", "camera 1"]);
    assert.equal(peer.share(null), false);
    for (const screen of screens) {
      assert.deepEqual([peer.share(screen), peer.share(screen), peer.isStale], [true, false, true]);
      assert.deepEqual(await kinds(), ["microphone 0", "camera 1", "screen 2"]);
      const line = PaperConnection.made.lines[2];
      assert.deepEqual([line?.direction, line?.sender.track], ["sendonly", screen]);
      assert.equal(peer.isStale, false);
      assert.equal(peer.share(null), true);
      assert.deepEqual(await kinds(), ["microphone 0", "camera 1"]);
      assert.deepEqual([line?.direction, line?.sender.track], ["inactive", null]);
    }
    assert.equal(PaperConnection.made.lines.length, 3);
  });

  it("makes another offer only when something has changed", async () => {
    const { sdp } = await peer.offer();
    assert.equal((await peer.offer()).sdp, sdp);
    peer.share({ kind: "video" } as MediaStreamTrack);
    assert.notEqual((await peer.offer()).sdp, sdp);
  });

  it("leaves an encoder alone that fits already", async () => {
    await peer.fit(2);
    const before = PaperConnection.made.encodings.length;
    await peer.fit(2);
    assert.equal(PaperConnection.made.encodings.length, before);
  });
});
