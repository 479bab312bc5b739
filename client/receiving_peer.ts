/**
 * The one RTCPeerConnection that receives everybody. The server offers, this answers; offers are taken one after the other
 * in their order. Which media line belongs to whom comes with each offer.
 */
import type { SeatId } from "../domain/ids.ts";
import type { ClientMessageOf, ServerMessageOf, WireIceServer, WireOffer, WireTrack } from "../protocol/signal.ts";
import { createCandidateBatch } from "./candidate_batch.ts";
import { createClosing } from "./closing.ts";
import { iceServers } from "./ice_servers.ts";
import { trimCandidate, trimSdp, useful, withoutCandidates } from "./offer_diet.ts";
import { type PeerTrouble, watchPeer } from "./peer_watch.ts";

/** What arrives of one seat. A track is there as soon as its line is negotiated, its first frame comes later. */
export interface RemoteTracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
}

export type Remote = ReadonlyMap<SeatId, RemoteTracks>;

export interface ReceivingPeer {
  /**
   * Applies the offer and hands the answer to `sendAnswer`. An offer that was already answered is answered the same way.
   * Throws when closed meanwhile.
   */
  accept(offer: WireOffer): Promise<void>;
  /** What the accepted offer brings is of these. */
  assign(tracks: readonly WireTrack[]): void;
  addCandidates(candidates: ServerMessageOf<"candidates">["candidates"]): Promise<void>;
  /**
   * Resolves when both sides know where to look for each other: from then on the browser needs no script to connect; or
   * at the close.
   */
  readonly begun: Promise<void>;
  /** Resolves when media can flow, or after `deadlineMilliseconds`; with whether it can. */
  connected(deadlineMilliseconds: number): Promise<boolean>;
  /** Resolves when the first picture has been decoded, or after `deadlineMilliseconds`. */
  firstFrame(deadlineMilliseconds: number): Promise<void>;
  close(): void;
}

export interface ReceivingPeerDeps {
  readonly iceServers: readonly WireIceServer[];
  readonly sendAnswer: (negotiation: number, sdp: string) => void;
  readonly onCandidates: (candidates: ClientMessageOf<"candidates">["candidates"], complete: boolean) => void;
  readonly onTracks: (remote: Remote) => void;
  readonly onTrouble: (trouble: PeerTrouble) => void;
  readonly onFlow: () => void;
}

/** How long the machine's own addresses are waited for: they are found within some milliseconds, or not at all. */
const ADDRESSES_MILLISECONDS = 50;
/** How much later than the media server the browser begins to look: the server's checks begin some 20 ms after it knows where. */
const HEAD_START_MILLISECONDS = 25;

export function createReceivingPeer(deps: ReceivingPeerDeps): ReceivingPeer {
  const peer = new RTCPeerConnection({
    ...iceServers(deps.iceServers),
    bundlePolicy: "max-bundle",
  });
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const ahead = begun.then(() => new Promise((resolve) => setTimeout(resolve, HEAD_START_MILLISECONDS)));
  const batch = createCandidateBatch((candidates, complete) => {
    begin();
    deps.onCandidates(candidates, complete);
  });
  peer.onicecandidate = ({ candidate }) => {
    if (!candidate?.candidate) batch.add(null);
    else if (useful(candidate)) batch.add(trimCandidate(candidate));
  };
  const unwatch = watchPeer(peer, deps);
  const closing = createClosing("receiving");
  let turn: Promise<void> = Promise.resolve();

  async function take(offer: WireOffer): Promise<void> {
    const { sdp: offered, candidates } = withoutCandidates(offer.sdp);
    await peer.setRemoteDescription({ type: "offer", sdp: offered });
    await peer.setLocalDescription();
    batch.cut();
    deps.sendAnswer(offer.negotiation, trimSdp(peer.localDescription?.sdp ?? ""));
    batch.open();
    setTimeout(begin, ADDRESSES_MILLISECONDS);
    void look(candidates);
    deps.onTracks(bySeat(peer, offer.tracks));
  }

  /**
   * A browser that is told where to look begins at once with whichever of its own addresses it likes, and tries the next one
   * only some 50 ms later. The media server tries all of them in turn, and the browser goes on with the one that is found so.
   */
  async function look(candidates: readonly RTCIceCandidateInit[]): Promise<void> {
    await ahead;
    if (peer.connectionState === "closed") return;
    for (const candidate of candidates) await peer.addIceCandidate(candidate).catch(() => {});
  }

  return {
    accept(offer) {
      const mine = closing.orClosed(turn.then(() => take(offer)));
      turn = mine.catch(() => {});
      return mine;
    },
    assign: (tracks) => deps.onTracks(bySeat(peer, tracks)),
    async addCandidates(candidates) {
      await turn;
      await look(candidates);
    },
    begun,
    connected(deadlineMilliseconds) {
      return new Promise((resolve) => {
        const deadline = setTimeout(end, deadlineMilliseconds);
        function end(): void {
          clearTimeout(deadline);
          peer.removeEventListener("connectionstatechange", check);
          resolve(peer.connectionState === "connected");
        }
        function check(): void {
          if (peer.connectionState === "connected" || peer.connectionState === "closed") end();
        }
        peer.addEventListener("connectionstatechange", check);
        check();
      });
    },
    async firstFrame(deadlineMilliseconds) {
      const until = performance.now() + deadlineMilliseconds;
      while (performance.now() < until && peer.connectionState !== "closed" && !(await hasDecoded(peer))) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    close() {
      closing.close();
      begin();
      unwatch();
      batch.close();
      peer.onicecandidate = null;
      peer.close();
    },
  };
}

function bySeat(peer: RTCPeerConnection, tracks: readonly WireTrack[]): Remote {
  const remote = new Map<SeatId, RemoteTracks>();
  const lines = new Map(peer.getTransceivers().map((line) => [line.mid, line.receiver.track]));
  for (const { mid, seatId, kind } of tracks) {
    const before = remote.get(seatId) ?? { microphone: null, camera: null, screen: null };
    remote.set(seatId, { ...before, [kind]: lines.get(mid) ?? null });
  }
  return remote;
}

async function hasDecoded(peer: RTCPeerConnection): Promise<boolean> {
  let decoded = false;
  (await peer.getStats()).forEach((entry: { framesDecoded?: number }) => decoded ||= (entry.framesDecoded ?? 0) > 0);
  return decoded;
}
