/** Session descriptions that look like one: tests and the fake exchange them where no media flows. */
import type { MediaSection } from "../sdp.ts";

const FINGERPRINT = Array.from({ length: 32 }, () => "AB").join(":");

/** `sections` in order, bundled, with `mid`s, ICE credentials and a fingerprint. */
export function fakeSdp(sections: readonly MediaSection[]): string {
  const lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0"];
  lines.push(`a=group:BUNDLE ${sections.map((section) => section.mid).join(" ")}`);
  for (const { mid, media } of sections) {
    lines.push(media === "audio" ? "m=audio 9 UDP/TLS/RTP/SAVPF 111" : "m=video 9 UDP/TLS/RTP/SAVPF 96");
    lines.push("c=IN IP4 0.0.0.0", `a=mid:${mid}`, "a=rtcp-mux", "a=setup:actpass", "a=sendrecv");
    lines.push("a=ice-ufrag:fake", "a=ice-pwd:fakefakefakefakefakefake", `a=fingerprint:sha-256 ${FINGERPRINT}`);
    lines.push(media === "audio" ? "a=rtpmap:111 opus/48000/2" : "a=rtpmap:96 VP8/90000");
  }
  return lines.join("\r\n") + "\r\n";
}
