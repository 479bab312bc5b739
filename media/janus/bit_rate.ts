/** How much Janus asks the browsers to stay below, in bits per second for all that one of them sends. */
import type { SentTrack } from "../gateway.ts";

/** Enough for a good 720p picture. */
export const CAMERA_BITS_PER_SECOND = 1_500_000;
/** Enough for small print to be sharp soon after it has changed. */
const SCREEN_BITS_PER_SECOND = 2_500_000;

export function bitsPerSecond(tracks: readonly SentTrack[]): number {
  return CAMERA_BITS_PER_SECOND + (tracks.some(({ kind }) => kind === "screen") ? SCREEN_BITS_PER_SECOND : 0);
}
