/**
 * The one RTCPeerConnection that receives everybody. The server offers, this answers; offers are taken one after the other
 * in their order. Which media line belongs to whom comes with each offer.
 */
import type { SeatId } from "../domain/ids.ts";
import type { ClientMessageOf, ServerMessageOf, WireIceServer, WireOffer } from "../protocol/signal.ts";
import { createCandidateBatch } from "./candidate_batch.ts";
import { iceServers } from "./ice_servers.ts";
import { trimCandidate, trimSdp, useful } from "./offer_diet.ts";
import { type PeerTrouble, watchPeer } from "./peer_watch.ts";

/** What arrives of one seat. A track is there as soon as its line is negotiated, its first frame comes later. */
export interface RemoteTracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
}

export type Remote = ReadonlyMap<SeatId, RemoteTracks>;

export interface ReceivingPeer {
  /** Applies the offer and hands the answer to `sendAnswer`. An offer that was already answered is answered the same way. */
  accept(offer: WireOffer): Promise<void>;
  addCandidates(candidates: ServerMessageOf<"candidates">["candidates"]): Promise<void>;
  /** Resolves when there is a path (ICE) or a secured connection on it (DTLS), or after `deadlineMilliseconds`. */
  reached(what: "path" | "connection", deadlineMilliseconds: number): Promise<void>;
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

export function createReceivingPeer(deps: ReceivingPeerDeps): ReceivingPeer {
  const peer = new RTCPeerConnection({
    ...iceServers(deps.iceServers),
    bundlePolicy: "max-bundle",
    // Candidates are gathered while one is still in the lobby.
    iceCandidatePoolSize: 1,
  });
  const batch = createCandidateBatch(deps.onCandidates);
  peer.onicecandidate = ({ candidate }) => {
    if (!candidate?.candidate) batch.add(null);
    else if (useful(candidate)) batch.add(trimCandidate(candidate));
  };
  const unwatch = watchPeer(peer, deps);
  let turn: Promise<void> = Promise.resolve();

  async function take(offer: WireOffer): Promise<void> {
    await peer.setRemoteDescription({ type: "offer", sdp: offer.sdp });
    const { sdp = "" } = await peer.createAnswer();
    // Ahead of the browser's first ICE check, which the media server can only take once it knows the answer; a check that
    // comes too early is repeated only after some 50 ms.
    deps.sendAnswer(offer.negotiation, trimSdp(sdp));
    await peer.setLocalDescription({ type: "answer", sdp });
    batch.cut();
    batch.open();
    deps.onTracks(bySeat(peer, offer));
  }

  return {
    accept(offer) {
      const mine = turn.then(() => take(offer));
      turn = mine.catch(() => {});
      return mine;
    },
    async addCandidates(candidates) {
      await turn;
      for (const candidate of candidates) await peer.addIceCandidate(candidate).catch(() => {});
    },
    reached(what, deadlineMilliseconds) {
      return new Promise((resolve) => {
        const deadline = setTimeout(end, deadlineMilliseconds);
        function end(): void {
          clearTimeout(deadline);
          peer.removeEventListener("connectionstatechange", look);
          peer.removeEventListener("iceconnectionstatechange", look);
          resolve();
        }
        function look(): void {
          const state = what === "path" ? peer.iceConnectionState : peer.connectionState;
          if (state === "connected" || state === "completed" || state === "closed") end();
        }
        peer.addEventListener("connectionstatechange", look);
        peer.addEventListener("iceconnectionstatechange", look);
        look();
      });
    },
    async firstFrame(deadlineMilliseconds) {
      const until = performance.now() + deadlineMilliseconds;
      while (performance.now() < until && peer.connectionState !== "closed" && !(await hasDecoded(peer))) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    close() {
      unwatch();
      batch.close();
      peer.onicecandidate = null;
      peer.close();
    },
  };
}

function bySeat(peer: RTCPeerConnection, { tracks }: WireOffer): Remote {
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
