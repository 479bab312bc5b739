/**
 * WebRTC ends without a browser, on werift: one that sends marked RTP packets, one that receives and counts them per media
 * line. They speak the SDP of `media/gateway.ts`, gather only on real interfaces, and end when told.
 */
import { Buffer } from "node:buffer";
import {
  ExtensionProfiles,
  MediaStreamTrack,
  RTCPeerConnection,
  type RTCRtpTransceiver,
  RtpHeader,
  RtpPacket,
  serializeAudioLevelIndication,
  useAudioLevelIndication as audioLevelIndication,
  useOPUS as opus,
  useVP8 as vp8,
} from "werift";
import type { SentTrack, TrackKind } from "../../media/gateway.ts";
import { until } from "./until.ts";

const AUDIO_LEVEL = /^a=extmap:(\d+) urn:ietf:params:rtp-hdrext:ssrc-audio-level/m;
const LOUD = 20;
const SILENT = 127;
const PACKET_MS = 20;
/** More than may have been on their way when a line was silenced. */
const A_FEW = 5;
const MANY = 30;

function connection(): RTCPeerConnection {
  return new RTCPeerConnection({
    iceServers: [],
    bundlePolicy: "max-bundle",
    iceUseIpv6: false,
    codecs: { audio: [opus()], video: [vp8()] },
    headerExtensions: { audio: [audioLevelIndication()], video: [] },
  });
}

let sessions = 1000;

/** Sends from its creation on; packets go nowhere until the connection is up. */
export class SendingBot implements AsyncDisposable {
  readonly #connection = connection();
  #tracks: { readonly track: MediaStreamTrack; readonly kind: TrackKind; readonly line: RTCRtpTransceiver }[] = [];
  readonly #mark: number;
  readonly #sessionId = ++sessions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #sequence = 0;
  #level = LOUD;
  #levelId = 1;

  /** `mark` is the first byte of every payload. */
  constructor(kinds: readonly TrackKind[], mark: number) {
    this.#mark = mark;
    for (const kind of kinds) this.addTrack(kind);
    this.#timer = setInterval(() => this.#send(), PACKET_MS);
  }

  /** Is in the next offer. */
  addTrack(kind: TrackKind): void {
    const track = new MediaStreamTrack({ kind: kind === "microphone" ? "audio" : "video" });
    const line = this.#connection.addTransceiver(track, { direction: "sendonly" });
    this.#tracks.push({ track, kind, line });
  }

  /** Is not in the next offer; the media line stays, as browsers do it. */
  endTrack(kind: TrackKind): void {
    for (const { line } of this.#tracks.filter((each) => each.kind === kind)) line.setDirection("inactive");
    this.#tracks = this.#tracks.filter((each) => each.kind !== kind);
  }

  async offer(): Promise<{ readonly sdp: string; readonly tracks: readonly SentTrack[] }> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    const description = this.#connection.localDescription?.sdp ?? "";
    this.#levelId = Number(AUDIO_LEVEL.exec(description)?.[1] ?? 1);
    const sdp = description
      // As the active side it begins the handshake when it is ready; a passive werift misses Janus' first flight and loses 1 s.
      .replaceAll("a=setup:actpass", "a=setup:active")
      // A connection keeps its session id (RFC 9429, section 5.2.2); werift makes up another for every offer.
      .replace(/^o=- \d+/m, `o=- ${this.#sessionId}`);
    const tracks = this.#tracks.map(({ kind, line }) => ({ mid: line.mid ?? "", kind }));
    return { sdp, tracks };
  }

  async accept(sdp: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: "answer", sdp });
  }

  /** What the audio packets say about their loudness. */
  speak(speaking: boolean): void {
    this.#level = speaking ? LOUD : SILENT;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#connection.close();
  }

  #send(): void {
    const sequenceNumber = this.#sequence++ & 0xffff;
    for (const { track, kind } of this.#tracks) {
      const isAudio = kind === "microphone";
      const header = new RtpHeader({
        sequenceNumber,
        timestamp: (this.#sequence * (isAudio ? 960 : 1800)) >>> 0,
        payloadType: 96,
        marker: !isAudio,
        ...(isAudio
          ? {
            extension: true,
            extensionProfile: ExtensionProfiles.OneByte,
            extensions: [{ id: this.#levelId, payload: Buffer.from(serializeAudioLevelIndication(this.#level)) }],
          }
          : {}),
      });
      // For VP8: a descriptor that starts a partition, then a header byte that says "key frame".
      const start = isAudio ? [this.#mark] : [0x10, 0x00, this.#mark];
      track.writeRtp(new RtpPacket(header, Buffer.from([...start, ...Array.from({ length: 40 }, () => 0)])));
    }
  }
}

/** Counts what arrives, per media line. By the SSRCs of the SDP: werift tells of no new track where a media line is used again. */
export class ReceivingBot implements AsyncDisposable {
  readonly #connection = connection();
  readonly #counts = new Map<string, number>();
  #midBySsrc = new Map<number, string>();
  #listening = false;
  #lastAt = 0;

  async answer(sdp: string): Promise<string> {
    this.#midBySsrc = midBySsrc(sdp);
    await this.#connection.setRemoteDescription({ type: "offer", sdp });
    if (!this.#listening) this.#listen();
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return this.#connection.localDescription?.sdp ?? "";
  }

  packets(mid: string): number {
    return this.#counts.get(mid) ?? 0;
  }

  /** Whether packets of that line come, told from those of the others: all are sent at the same pace. Waits for either. */
  async flows(mid: string): Promise<boolean> {
    const since = new Map(this.#counts);
    const more = (line: string) => this.packets(line) - (since.get(line) ?? 0);
    const others = () => Math.max(0, ...[...this.#counts.keys()].filter((line) => line !== mid).map(more));
    await until("packets of any line", () => more(mid) >= A_FEW || others() >= MANY);
    return more(mid) >= A_FEW;
  }

  /** Whether no packet at all comes, for as long as many are sent. */
  async isStill(): Promise<boolean> {
    const before = this.#lastAt;
    await new Promise((resolve) => setTimeout(resolve, MANY * PACKET_MS));
    return this.#lastAt === before;
  }

  /** When the last packet came, on the clock of `performance.now()`. */
  get lastPacketAt(): number {
    return this.#lastAt;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.close();
  }

  #listen(): void {
    this.#listening = true;
    for (const transport of this.#connection.dtlsTransports) {
      transport.onRtp.subscribe(({ header }) => {
        const mid = this.#midBySsrc.get(header.ssrc);
        if (mid === undefined) return;
        this.#counts.set(mid, (this.#counts.get(mid) ?? 0) + 1);
        this.#lastAt = performance.now();
      });
    }
  }
}

function midBySsrc(sdp: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const section of sdp.split(/^(?=m=)/m)) {
    const mid = /^a=mid:(\S+)/m.exec(section)?.[1];
    if (mid === undefined) continue;
    for (const [, ssrc] of section.matchAll(/^a=ssrc:(\d+) /gm)) found.set(Number(ssrc), mid);
  }
  return found;
}
