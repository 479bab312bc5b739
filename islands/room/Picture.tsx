/** A moving picture: one video track on a `<video>`, always silent (sound has an element of its own, see Sound.tsx). */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { showOn, takePicture } from "../../client/picture_ahead.ts";

export interface PictureProps {
  readonly track: MediaStreamTrack | null;
  /** One's own face, as in a mirror. */
  readonly mirrored?: boolean;
  /** Stands still. */
  readonly still?: boolean;
  /** A frame of this track stands on the screen. */
  readonly onFrame?: () => void;
  /** Width divided by height, whenever it changes. */
  readonly onShape?: (ratio: number) => void;
}

export default function Picture(
  { track, mirrored = false, still = false, onFrame, onShape }: PictureProps,
): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const video = useRef<HTMLVideoElement | null>(null);
  // Not an effect: those wait until the element is painted, and the first frame should not.
  useLayoutEffect(() => {
    const shown = video.current ??= takePicture(track);
    if (!shown.isConnected) place.current?.append(shown);
    showOn(shown, track);
    if (!track) return;
    // Rejects when another picture takes its place meanwhile.
    shown.play().catch(() => {});
    const request = shown.requestVideoFrameCallback(() => onFrame?.());
    return () => shown.cancelVideoFrameCallback(request);
  }, [track]);
  useEffect(() => {
    if (still) video.current?.pause();
    else if (track) video.current?.play().catch(() => {});
  }, [still]);
  useEffect(() => {
    const shown = video.current;
    if (shown) shown.onresize = () => shown.videoHeight > 0 && onShape?.(shown.videoWidth / shown.videoHeight);
  }, []);
  return <span ref={place} class="picture" data-mirrored={mirrored ? "" : undefined} aria-hidden="true" />;
}

/** The camera on a phone's back shows the world, not oneself. */
export function looksAtOneself(track: MediaStreamTrack | null): boolean {
  return track?.getSettings().facingMode !== "environment";
}
