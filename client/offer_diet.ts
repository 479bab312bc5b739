/**
 * Keeps what a browser offers small: a join has five kilobytes. Opus and VP8 are what every WebRTC browser must speak
 * (RFC 7742, RFC 7874) and what the media server forwards; of the header extensions only those that it uses stay.
 */
const CODECS: Readonly<Record<"audio" | "video", readonly string[]>> = {
  audio: ["audio/opus"],
  video: ["video/vp8", "video/rtx"],
};

const EXTENSIONS = [
  "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  "urn:ietf:params:rtp-hdrext:sdes:mid",
  "urn:3gpp:video-orientation",
  "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
];

/** https://w3c.github.io/webrtc-extensions/#rtp-header-extension-control; not every browser has it. */
interface ExtensionControl {
  getHeaderExtensionsToNegotiate(): { uri: string; direction: RTCRtpTransceiverDirection }[];
  setHeaderExtensionsToNegotiate(extensions: { uri: string; direction: RTCRtpTransceiverDirection }[]): void;
}

function controlsExtensions(transceiver: object): transceiver is ExtensionControl {
  return "setHeaderExtensionsToNegotiate" in transceiver;
}

export function slim(transceiver: RTCRtpTransceiver, kind: "audio" | "video"): void {
  const codecs = RTCRtpSender.getCapabilities(kind)?.codecs ?? [];
  const wanted = codecs.filter(({ mimeType }) => CODECS[kind].includes(mimeType.toLowerCase()));
  if (wanted.length > 0 && "setCodecPreferences" in transceiver) transceiver.setCodecPreferences(wanted);
  if (!controlsExtensions(transceiver)) return;
  transceiver.setHeaderExtensionsToNegotiate(
    transceiver.getHeaderExtensionsToNegotiate().map(({ uri, direction }) => ({
      uri,
      direction: EXTENSIONS.includes(uri) ? direction : "stopped",
    })),
  );
}

/** What the media server has no use for: candidates over TCP, `msid` said twice, RTCP's address under rtcp-mux. */
const SUPERFLUOUS =
  /^a=(?:candidate:\S+ \d+ tcp |ssrc:\d+ msid:|rtcp:9 |msid-semantic:|rtcp-xr:).*\r?\n| (?:generation|network-id|network-cost) \d+/gim;

export function trimSdp(sdp: string): string {
  return sdp.replace(SUPERFLUOUS, "");
}

/** A description and the candidates of its first media section that has any; under one bundle they serve all sections. */
export function withoutCandidates(sdp: string): { readonly sdp: string; readonly candidates: RTCIceCandidateInit[] } {
  const [, ...sections] = sdp.split(/^(?=m=)/m);
  const sdpMLineIndex = sections.findIndex((section) => CANDIDATE.test(section));
  const found = sections[sdpMLineIndex]?.match(EVERY_CANDIDATE) ?? [];
  return {
    sdp: sdp.replace(EVERY_CANDIDATE, ""),
    candidates: found.filter((line) => line.startsWith("a=candidate:"))
      .map((line) => ({ candidate: line.slice("a=".length).trim(), sdpMLineIndex })),
  };
}

const CANDIDATE = /^a=candidate:/m;
const EVERY_CANDIDATE = /^a=(?:candidate:|end-of-candidates).*\r?\n/gm;

/** One candidate as it travels alone. */
export function trimCandidate({ candidate, sdpMid, sdpMLineIndex }: RTCIceCandidate): TrimmedCandidate {
  return { candidate: candidate.replace(SUPERFLUOUS, ""), sdpMid, sdpMLineIndex };
}

type TrimmedCandidate = Pick<RTCIceCandidate, "candidate" | "sdpMid" | "sdpMLineIndex">;

const LOOPBACK = /^(?:127\.|::1$)/;

/** Whether the media server could reach it: it listens over UDP only, and is not in this browser. */
export function useful({ protocol, address }: Pick<RTCIceCandidate, "protocol" | "address">): boolean {
  return protocol !== "tcp" && !LOOPBACK.test(address ?? "");
}
