/**
 * The one RTCPeerConnection that sends. Its two lines, microphone and camera, are there from the start whether or not there
 * are devices, so turning one on or off, or changing it, never renegotiates, and the offer can be ready before the camera.
 * A screen is rare, and gets its line when there is one: that takes another offer. It sends tracks and does not own them.
 */
import type { ClientMessageOf, ServerMessageOf, WireIceServer } from "../protocol/signal.ts";
import { createCandidateBatch } from "./candidate_batch.ts";
import { createClosing } from "./closing.ts";
import type { DeviceKind } from "./devices.ts";
import { iceServers } from "./ice_servers.ts";
import { createLatest } from "./latest.ts";
import { slim, trimCandidate, trimSdp, useful } from "./offer_diet.ts";
import { type PictureSize, pictureSize, SCREEN_BITS_PER_SECOND } from "./picture_size.ts";
import { type PeerTrouble, watchPeer } from "./peer_watch.ts";

export type PublishOffer = Omit<ClientMessageOf<"publish">, "type" | "id">;

export interface SendingPeer {
  /** The prepared offer with the candidates found so far; later ones are sent by themselves. Throws when closed meanwhile. */
  offer(): Promise<PublishOffer>;
  /** The same with new ICE credentials, after a change of network. */
  restart(): Promise<PublishOffer>;
  accept(answerSdp: string): Promise<void>;
  send(kind: DeviceKind, track: MediaStreamTrack | null): Promise<void>;
  /** True if what was offered last is no longer so: the next `offer` tells of it. */
  share(screen: MediaStreamTrack | null): boolean;
  /** Whether something is to be offered anew. */
  readonly isStale: boolean;
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
  const settle = { microphone: settling(lines.microphone.sender), camera: settling(lines.camera.sender) };
  /** There once a screen was shared, and used again by the next one. */
  let screenLine: RTCRtpTransceiver | null = null;
  let screen: MediaStreamTrack | null = null;
  let isStale = false;
  const closing = createClosing("sending");
  let prepared = describe();

  /** What is still wanted when the connection closes is wanted of the next one. */
  function settling(sender: RTCRtpSender): (track: MediaStreamTrack | null) => Promise<void> {
    return createLatest(async (track) => {
      if (peer.signalingState !== "closed") await sender.replaceTrack(track);
    });
  }

  function describe(): Promise<void> {
    isStale = false;
    return closing.orClosed(peer.createOffer().then((offer) => peer.setLocalDescription(offer)));
  }

  async function offer(): Promise<PublishOffer> {
    await prepared;
    if (isStale) await (prepared = describe());
    batch.cut();
    const tracks: PublishOffer["tracks"] = [
      { kind: "microphone", mid: lines.microphone.mid ?? "" },
      { kind: "camera", mid: lines.camera.mid ?? "" },
    ];
    if (screen && screenLine?.mid) tracks.push({ kind: "screen", mid: screenLine.mid });
    return { sdp: trimSdp(peer.localDescription?.sdp ?? ""), tracks };
  }

  function addScreen(track: MediaStreamTrack): RTCRtpTransceiver {
    const line = peer.addTransceiver(track, {
      direction: "sendonly",
      sendEncodings: [{ maxBitrate: SCREEN_BITS_PER_SECOND }],
    });
    slim(line, "video");
    return line;
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
    share(track) {
      if (track === screen) return false;
      screen = track;
      if (screenLine) {
        screenLine.sender.replaceTrack(track).catch(() => {});
        screenLine.direction = track ? "sendonly" : "inactive";
      } else if (track) screenLine = addScreen(track);
      return isStale = true;
    },
    get isStale() {
      return isStale;
    },
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
