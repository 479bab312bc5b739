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
  iceConnectionState = "new";
  localDescription: { sdp: string } | null = null;
  readonly encodings: Encoding[] = [];

  constructor() {
    super();
    PaperConnection.made = this;
  }
  addTransceiver(_kind: string, { sendEncodings: [first = {}] = [] }: { sendEncodings?: Encoding[] }) {
    let encodings = [first];
    if (first.maxBitrate !== undefined) this.encodings.push(first);
    const sender = {
      getParameters: () => ({ encodings: [...encodings] }),
      setParameters: (parameters: { encodings: Encoding[] }) => {
        encodings = parameters.encodings;
        this.encodings.push(...encodings);
        return Promise.resolve();
      },
    };
    return { mid: "0", sender };
  }
  async createOffer() {
    await PaperConnection.held;
    return { type: "offer", sdp: "v=0\r\n" };
  }
  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    return Promise.resolve();
  }
  close() {}
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

  it("sends all lines to a second person, although they cost no more than the few that one sends alone", async () => {
    const alone = PaperConnection.made.encodings.at(-1);
    await peer.fit(2);
    const two = PaperConnection.made.encodings.at(-1);
    assert.deepEqual([alone?.scaleResolutionDownBy, two?.scaleResolutionDownBy], [3, 1]);
    assert.equal(alone?.maxBitrate, two?.maxBitrate);
  });

  it("leaves an encoder alone that fits already", async () => {
    await peer.fit(2);
    const before = PaperConnection.made.encodings.length;
    await peer.fit(2);
    assert.equal(PaperConnection.made.encodings.length, before);
  });
});
