/**
 * The little that the server checks of a session description before it hands it on: that it is one, and which media lines it
 * has. Everything else is the browser's and the media server's affair.
 */
import { MediaRejected } from "./gateway.ts";

export interface MediaSection {
  readonly mid: string;
  readonly media: "audio" | "video" | "application";
}

const MEDIA_LINE = /^m=(audio|video|application) \d+ \S+ \S/;
const MID_LINE = /^a=mid:(\S+)$/;

/** The media lines in order. Throws {@linkcode MediaRejected} for anything that is no bundled WebRTC description. */
export function mediaSections(sdp: string): readonly MediaSection[] {
  const lines = sdp.split(/\r?\n/);
  if (lines[0] !== "v=0") throw new MediaRejected("Cannot read the session description: no version line");
  const sections: MediaSection[] = [];
  let media: MediaSection["media"] | null = null;
  for (const line of lines) {
    if (line.startsWith("m=")) {
      if (media !== null) throw new MediaRejected("Cannot read the session description: a media line without mid");
      const kind = MEDIA_LINE.exec(line)?.[1];
      if (kind !== "audio" && kind !== "video" && kind !== "application") {
        throw new MediaRejected("Cannot read the session description: a malformed media line");
      }
      media = kind;
    }
    const mid = MID_LINE.exec(line)?.[1];
    if (mid !== undefined && media !== null) {
      sections.push({ mid, media });
      media = null;
    }
  }
  if (media !== null) throw new MediaRejected("Cannot read the session description: a media line without mid");
  if (sections.length === 0) throw new MediaRejected("Cannot read the session description: no media line");
  if (!/^a=fingerprint:\S+ [0-9A-Fa-f:]{32,}\r?$/m.test(sdp)) {
    throw new MediaRejected("Cannot read the session description: no fingerprint");
  }
  return sections;
}
