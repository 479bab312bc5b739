/**
 * The one RTCPeerConnection that sends. Its two lines, microphone and camera, are there from the start whether or not there
 * are devices, so turning one on or off, or changing it, never renegotiates, and the offer can be ready before the camera.
 * It sends tracks and does not own them.
 */
import type { ClientMessageOf, ServerMessageOf, WireIceServer } from "../protocol/signal.ts";
import { createCandidateBatch } from "./candidate_batch.ts";
import { createClosing } from "./closing.ts";
import type { DeviceKind } from "./devices.ts";
import { iceServers } from "./ice_servers.ts";
import { createLatest } from "./latest.ts";
import { slim, trimCandidate, trimSdp, useful } from "./offer_diet.ts";
import { type PictureSize, pictureSize } from "./picture_size.ts";
import { type PeerTrouble, watchPeer } from "./peer_watch.ts";

export type PublishOffer = Omit<ClientMessageOf<"publish">, "type" | "id">;

export interface SendingPeer {
  /** The prepared offer with the candidates found so far; later ones are sent by themselves. Throws when closed meanwhile. */
  offer(): Promise<PublishOffer>;
  /** The same with new ICE credentials, after a change of network. */
  restart(): Promise<PublishOffer>;
  accept(answerSdp: string): Promise<void>;
  send(kind: DeviceKind, track: MediaStreamTrack | null): Promise<void>;
  /** Fits what is sent to how many people are inside. */
  fit(seats: number): Promise<void>;
  addCandidates(candidates: ServerMessageOf<"candidates">["candidates"]): Promise<void>;
  close(): void;
}

export interface SendingPeerDeps {
  readonly iceServers: readonly WireIceServer[];
  readonly onCandidates: (candidates: ClientMessageOf<"candidates">["candidates"], complete: boolean) => void;
  readonly onTrouble: (trouble: PeerTrouble) => void;
  readonly onFlow: () => void;
}

export function createSendingPeer(deps: SendingPeerDeps): SendingPeer {
  const peer = new RTCPeerConnection({ ...iceServers(deps.iceServers), bundlePolicy: "max-bundle" });
  const batch = createCandidateBatch(deps.onCandidates);
  peer.onicecandidate = ({ candidate }) => {
    if (!candidate?.candidate) batch.add(null);
    else if (useful(candidate)) batch.add(trimCandidate(candidate));
  };
  const unwatch = watchPeer(peer, deps);

  const lines = {
    microphone: peer.addTransceiver("audio", { direction: "sendonly" }),
    camera: peer.addTransceiver("video", { direction: "sendonly", sendEncodings: [{ ...pictureSize(1) }] }),
  };
  slim(lines.microphone, "audio");
  slim(lines.camera, "video");
  const settle = {
    microphone: createLatest((track: MediaStreamTrack | null) => lines.microphone.sender.replaceTrack(track)),
    camera: createLatest((track: MediaStreamTrack | null) => lines.camera.sender.replaceTrack(track)),
  };
  const closing = createClosing("sending");
  let prepared = describe();

  function describe(): Promise<void> {
    return closing.orClosed(peer.createOffer().then((offer) => peer.setLocalDescription(offer)));
  }

  async function offer(): Promise<PublishOffer> {
    await prepared;
    batch.cut();
    return {
      sdp: trimSdp(peer.localDescription?.sdp ?? ""),
      tracks: (["microphone", "camera"] as const).map((kind) => ({ kind, mid: lines[kind].mid ?? "" })),
    };
  }

  return {
    offer,
    restart() {
      batch.cut();
      peer.restartIce();
      prepared = describe();
      return offer();
    },
    async accept(sdp) {
      // Janus would count candidates that overtake a restarted offer to the old connection.
      batch.open();
      await closing.orClosed(peer.setRemoteDescription({ type: "answer", sdp }));
    },
    send: (kind, track) => settle[kind](track),
    async fit(seats) {
      const parameters = lines.camera.sender.getParameters();
      const [now] = parameters.encodings;
      const wanted = pictureSize(seats);
      if (!now || isSame(now, wanted)) return;
      parameters.encodings = [{ ...now, ...wanted }];
      await lines.camera.sender.setParameters(parameters);
    },
    async addCandidates(candidates) {
      for (const candidate of candidates) await peer.addIceCandidate(candidate).catch(() => {});
    },
    close() {
      closing.close();
      unwatch();
      batch.close();
      peer.onicecandidate = null;
      peer.close();
    },
  };
}

function isSame(now: Partial<PictureSize>, wanted: PictureSize): boolean {
  return now.maxBitrate === wanted.maxBitrate && now.scaleResolutionDownBy === wanted.scaleResolutionDownBy;
}
